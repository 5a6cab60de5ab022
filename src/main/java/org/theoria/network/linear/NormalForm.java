package org.theoria.network.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Coordinates in which a point W with r = rank(W_H⋯W_1) becomes block diagonal: invertible D_1, …,
 * D_H with
 *
 * <pre>
 *   W_1 = D_1 [B⁺G ; Z_1],   W_h = D_h diag(I_r, Z_h) D_{h−1}⁻¹  (1 &lt; h ≤ H),   D_H = [B, Q],
 * </pre>
 *
 * G = W_H⋯W_1, B a basis of its range, Q one of the orthogonal complement, B⁺ = (BᵀB)⁻¹Bᵀ. So W_H =
 * [B, QZ_H]D_{H−1}⁻¹. At a critical point B⁺G = B⁺Σ_YXΣ_XX⁻¹ and range B is Σ-invariant; with B =
 * U_𝒮 this is the form of Achour, Malgouyres and Gerchinovitz (JMLR 2024), whose irrational
 * eigenvectors are not needed here.
 *
 * <p>Construction: R_0 with GR_0 = B, F_h = W_h⋯W_1R_0, L_h = B⁺W_H⋯W_{h+1}. Then L_hF_h = B⁺B =
 * I_r, so ℝ^{n_h} = range F_h ⊕ ker L_h, and D_h = [F_h, N_h] with N_h a basis of ker L_h. As
 * W_hF_{h−1} = F_h and L_hW_hN_{h−1} = L_{h−1}N_{h−1} = 0, W_h maps both summands where the form
 * says.
 *
 * @param rank r
 * @param range B, d_y × r
 * @param complement Q, d_y × (d_y − r), BᵀQ = 0
 * @param frames D_1, …, D_H
 * @param inverses D_1⁻¹, …, D_H⁻¹
 * @param first B⁺G, r × d_x
 * @param blocks Z_1 ((n_1 − r) × d_x), …, Z_h ((n_h − r) × (n_{h−1} − r)), …
 */
public record NormalForm(
    int rank,
    RationalMatrix range,
    RationalMatrix complement,
    List<RationalMatrix> frames,
    List<RationalMatrix> inverses,
    RationalMatrix first,
    List<RationalMatrix> blocks) {

  public NormalForm {
    frames = List.copyOf(frames);
    inverses = List.copyOf(inverses);
    blocks = List.copyOf(blocks);
  }

  /** The normal form of any W: that it is critical is not needed. */
  public static NormalForm of(List<RationalMatrix> weights) {
    return of(LinearProducts.of(weights));
  }

  static NormalForm of(LinearProducts p) {
    RationalMatrix b = Echelon.range(p.whole());
    return of(p, b, Echelon.of(b.transpose()).kernel());
  }

  /**
   * The normal form in given bases, for instance U_𝒮 and U_Q where they are rational: then it is
   * the form of slide 94, with A_R = Z_H, (W_h)_DR = Z_h and M_D = Z_1.
   *
   * @param range B, a basis of the range of W_H⋯W_1, d_y × r
   * @param complement Q, a basis of its orthogonal complement, d_y × (d_y − r)
   */
  public static NormalForm of(
      List<RationalMatrix> weights, RationalMatrix range, RationalMatrix complement) {
    LinearProducts p = LinearProducts.of(weights);
    RationalMatrix g = p.whole();
    int r = Echelon.of(g).rank();
    boolean fits =
        range.rows() == g.rows()
            && complement.rows() == g.rows()
            && range.columns() == r
            && complement.columns() == g.rows() - r
            && Echelon.of(range.beside(g)).rank() == r
            && Echelon.of(range.beside(complement)).rank() == g.rows()
            && range.transpose().times(complement).isZero();
    if (!fits) {
      throw new IllegalArgumentException(
          "normal form: a basis of the range of W_H…W_1 (rank "
              + r
              + ") and one of its orthogonal complement are needed, got "
              + range
              + " and "
              + complement);
    }
    return of(p, range, complement);
  }

  private static NormalForm of(LinearProducts p, RationalMatrix b, RationalMatrix q) {
    RationalMatrix g = p.whole();
    int r = b.columns();
    RationalMatrix plus = Echelon.leftInverse(b);
    RationalMatrix r0 = preimage(g, b);
    List<RationalMatrix> frames = new ArrayList<>();
    List<RationalMatrix> inverses = new ArrayList<>();
    for (int h = 1; h < p.depth(); h++) {
      RationalMatrix f = p.before(h + 1).times(r0);
      RationalMatrix l = plus.times(p.after(h));
      RationalMatrix n = Echelon.of(l).kernel();
      RationalMatrix frame = f.beside(n);
      frames.add(frame);
      inverses.add(Echelon.inverse(frame));
    }
    frames.add(b.beside(q));
    inverses.add(plus.stack(Echelon.leftInverse(q)));
    List<RationalMatrix> blocks = new ArrayList<>();
    for (int h = 1; h <= p.depth(); h++) {
      RationalMatrix lower = lower(inverses.get(h - 1), r).times(p.weight(h));
      blocks.add(h == 1 ? lower : lower.times(right(frames.get(h - 2), r)));
    }
    return new NormalForm(r, b, q, frames, inverses, plus.times(g), blocks);
  }

  /** R_0, d_x × r, with GR_0 = B: on independent columns of G, 0 elsewhere. */
  private static RationalMatrix preimage(RationalMatrix g, RationalMatrix b) {
    List<Integer> columns = Echelon.of(g).pivots();
    List<Integer> rows = Echelon.of(b.transpose()).pivots();
    List<Integer> all = IntStream.range(0, b.columns()).boxed().toList();
    RationalMatrix t = Echelon.solve(g.select(rows, columns), b.select(rows, all));
    RationalMatrix result = RationalMatrix.zero(g.columns(), b.columns());
    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        result = result.with(columns.get(i), j, t.get(i, j));
      }
    }
    return result;
  }

  private static RationalMatrix lower(RationalMatrix m, int r) {
    return m.block(r, 0, m.rows() - r, m.columns());
  }

  private static RationalMatrix right(RationalMatrix m, int r) {
    return m.block(0, r, m.rows(), m.columns() - r);
  }

  /** H. */
  public int depth() {
    return frames.size();
  }

  /** N_h, the right part of D_h, n_h × (n_h − r); N_H = Q. */
  public RationalMatrix kernel(int h) {
    return right(frames.get(h - 1), rank);
  }

  /** The lower part of D_h⁻¹, (n_h − r) × n_h: it is 0 on F_h and the inverse of N_h. */
  public RationalMatrix coordinates(int h) {
    return lower(inverses.get(h - 1), rank);
  }

  /** W_1, …, W_H, put together again. */
  public List<RationalMatrix> weights() {
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= depth(); h++) {
      RationalMatrix w = frames.get(h - 1).times(middle(h));
      result.add(h == 1 ? w : w.times(inverses.get(h - 2)));
    }
    return List.copyOf(result);
  }

  /**
   * The point in the gauge D_1 = … = D_{H−1} = I, with the same product: W'_1 = [B⁺G ; Z_1], W'_h =
   * diag(I_r, Z_h), W'_H = [B, QZ_H]. V ↦ (D_hV_hD_{h−1}⁻¹)_h is a linear isomorphism that takes E
   * near it to E near W, so the Hessians are congruent.
   */
  public List<RationalMatrix> gauged() {
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= depth(); h++) {
      result.add(h == depth() ? frames.getLast().times(middle(h)) : middle(h));
    }
    return List.copyOf(result);
  }

  /** A direction at the gauged point as one at W: (D_hV_hD_{h−1}⁻¹)_h, with D_0 = D_H = I. */
  public List<RationalMatrix> ungauged(List<RationalMatrix> direction) {
    List<RationalMatrix> result = new ArrayList<>();
    for (int h = 1; h <= depth(); h++) {
      RationalMatrix v = direction.get(h - 1);
      RationalMatrix left = h == depth() ? v : frames.get(h - 1).times(v);
      result.add(h == 1 ? left : left.times(inverses.get(h - 2)));
    }
    return List.copyOf(result);
  }

  /** The direction that moves Z_h by v alone: N_h v (h = 1), N_h v M_{h−1} (h &gt; 1). */
  public RationalMatrix blockDirection(int h, RationalMatrix v) {
    RationalMatrix left = kernel(h).times(v);
    return h == 1 ? left : left.times(coordinates(h - 1));
  }

  /** [B⁺G ; Z_1] or diag(I_r, Z_h). */
  private RationalMatrix middle(int h) {
    RationalMatrix z = blocks.get(h - 1);
    if (h == 1) {
      return first.stack(z);
    }
    RationalMatrix upper =
        RationalMatrix.identity(rank).beside(RationalMatrix.zero(rank, z.columns()));
    return upper.stack(RationalMatrix.zero(z.rows(), rank).beside(z));
  }

  /** M = Σ_XYQ, d_x × (d_y − r). */
  public RationalMatrix target(Regression data) {
    return data.sigmaXY().times(complement);
  }
}
