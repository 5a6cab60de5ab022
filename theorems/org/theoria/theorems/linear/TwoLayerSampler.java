package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;

/**
 * Draws data and points (A,B): exact critical points in random gauges, points that satisfy one of
 * the two equations, near-critical and random ones.
 *
 * @param inputs whether Σ_XX is to be invertible
 * @param rank whether A is to have rank n₁
 * @param distinct whether the eigenvalues of Σ are to be distinct
 * @param basis whether U is to diagonalise Σ
 * @param ordered whether the diagonal of UᵀΣU does not increase
 * @param structured whether all data are to have rational eigenvectors; else half of them are drawn
 *     without structure
 */
record TwoLayerSampler(
    Part inputs, Part rank, Part distinct, Part basis, Part ordered, boolean structured) {

  /** What is asked of one hypothesis. */
  enum Part {
    HOLDS,
    FAILS,
    /** It holds or fails, by a coin. */
    FREE;

    /** What the distribution says of it. */
    Text word() {
      return switch (this) {
        case HOLDS -> Text.of("yes", "oui");
        case FAILS -> Text.of("no", "non");
        case FREE -> Text.of("either", "selon");
      };
    }

    static <I> Part of(Hypothesis<I> h, Set<Hypothesis<I>> kept, Set<Hypothesis<I>> broken) {
      return broken.contains(h) ? FAILS : kept.contains(h) ? HOLDS : FREE;
    }

    boolean draw(Stream s) {
      return switch (this) {
        case HOLDS -> true;
        case FAILS -> false;
        case FREE -> s.chance(1, 2);
      };
    }
  }

  /** How a point is made. */
  private enum Point {
    CRITICAL,
    /** ∂E/∂A = 0: A minimises E(·,B), or B = 0. */
    BEST_A,
    /** ∂E/∂B = 0: B minimises E(A,·). */
    BEST_B,
    /** The range of A is spanned by eigenvectors, B is anything. */
    EIGENVECTORS,
    /** One entry of a critical point moved by ±2⁻ᵏ. */
    NEAR,
    ANY
  }

  private static final List<Point> POINTS =
      List.of(
          Point.CRITICAL,
          Point.CRITICAL,
          Point.CRITICAL,
          Point.CRITICAL,
          Point.BEST_A,
          Point.BEST_B,
          Point.BEST_B,
          Point.EIGENVECTORS,
          Point.NEAR,
          Point.ANY);

  /** A network, a sample and U (the identity where the data have no structure). */
  record Drawn(Network network, Sample sample, RationalMatrix basis) {}

  /** The default number of tries of the entries on two layers: every instance is exact. */
  static final int TRIES = 2_000;

  <I> Sampler<I> as(java.util.function.Function<Drawn, I> instance) {
    Text text = distribution();
    return new Sampler<>() {
      @Override
      public I draw(Stream s) {
        return instance.apply(TwoLayerSampler.this.draw(s));
      }

      @Override
      public Text distribution() {
        return text;
      }

      @Override
      public int defaultTries() {
        return TRIES;
      }
    };
  }

  private Text distribution() {
    return Text.of(
        "n₂ ≤ 4, n₁ ≤ min(n₂,3), n₀ ≤ 4, n ≤ 6; exact data X = LQ, Y = UDQ + NQ' with rational"
            + " orthogonal matrices"
            + (structured ? "" : ", or data without structure (one half)")
            + "; of ten points four critical ones (A = U_𝒮C, B = C⁻¹U_𝒮ᵀΣ_YXΣ_XX⁻¹, C up to"
            + " 2^±20), one with ∂E/∂A = 0, two with ∂E/∂B = 0, one with A = U_𝒮C only, one critical"
            + " but for an entry moved by 2⁻ᵏ, one random; "
            + String.join(
                ", ",
                "Σ_XX invertible: " + inputs.word().en(),
                "rank(A) = n₁: " + rank.word().en(),
                "λ distinct: " + distinct.word().en(),
                "U diagonalises Σ: " + basis.word().en(),
                "in order: " + ordered.word().en()),
        "n₂ ≤ 4, n₁ ≤ min(n₂,3), n₀ ≤ 4, n ≤ 6 ; données exactes X = LQ, Y = UDQ + NQ' avec des"
            + " matrices orthogonales rationnelles"
            + (structured ? "" : ", ou données sans structure (une sur deux)")
            + " ; sur dix points quatre critiques (A = U_𝒮C, B = C⁻¹U_𝒮ᵀΣ_YXΣ_XX⁻¹, C jusqu'à"
            + " 2^±20), un avec ∂E/∂A = 0, deux avec ∂E/∂B = 0, un avec A = U_𝒮C seulement, un critique"
            + " à un coefficient près déplacé de 2⁻ᵏ, un quelconque ; "
            + String.join(
                ", ",
                "Σ_XX inversible : " + inputs.word().fr(),
                "rang(A) = n₁ : " + rank.word().fr(),
                "λ distinctes : " + distinct.word().fr(),
                "U diagonalise Σ : " + basis.word().fr(),
                "dans l'ordre : " + ordered.word().fr()));
  }

  Drawn draw(Stream s) {
    boolean invertible = inputs.draw(s);
    boolean full = rank.draw(s);
    boolean simple = distinct.draw(s);
    boolean diagonal = basis.draw(s);
    int outputs = s.oneOf(1, 2, 2, 3, 3, 3, 3, 4);
    outputs = simple && ordered != Part.FAILS ? outputs : Math.max(2, outputs);
    int hidden =
        outputs == 1 || s.chance(1, 5)
            ? Math.min(outputs, 3)
            : s.nextInt(1, Math.min(outputs - 1, 3));
    if (!structured && s.chance(1, 2)) {
      Sample sample = TwoLayerData.general(s, invertible, outputs);
      RationalMatrix unit = RationalMatrix.identity(outputs);
      return point(s, sample, unit, false, hidden, full).drawn(sample, unit);
    }
    TwoLayerData data =
        TwoLayerData.draw(s, new TwoLayerData.Asked(invertible, simple, ordered), outputs);
    RationalMatrix u = diagonal ? data.basis() : spoilt(s, data);
    RationalMatrix eigenvectors =
        !diagonal && s.chance(1, 2) ? u : simple ? data.basis() : mixed(s, data);
    return point(s, data.sample(), eigenvectors, true, hidden, full).drawn(data.sample(), u);
  }

  /** Another eigenbasis, where two eigenvalues are equal, in three cases of four. */
  private static RationalMatrix mixed(Stream s, TwoLayerData data) {
    int size = data.eigenvalues().size();
    for (int i = 0; i < size; i++) {
      for (int j = i + 1; j < size; j++) {
        if (data.eigenvalues().get(i).equals(data.eigenvalues().get(j)) && s.chance(3, 4)) {
          return data.basis().times(RationalDraws.rotation(s, size, i, j));
        }
      }
    }
    return data.basis();
  }

  /**
   * Not an orthogonal U that diagonalises Σ. Two columns are turned, by an angle that is no odd
   * multiple of 45°, and exchanged where the larger of the two entries has come second.
   */
  private RationalMatrix spoilt(Stream s, TwoLayerData data) {
    RationalMatrix u = data.basis();
    int size = u.rows();
    List<Rational> values = data.eigenvalues();
    if (size > 1 && !values.getFirst().equals(values.get(1)) && s.chance(2, 3)) {
      RationalMatrix turned = u.times(RationalDraws.rotation(s, size, 0, 1));
      RationalMatrix sigma = new Regression(data.sample()).sigma();
      return ordered == Part.HOLDS && !TwoLayerSpectrum.isOrdered(turned, sigma)
          ? TwoLayerSpectrum.exchanged(turned)
          : turned;
    }
    return u.scale(Rational.of(2));
  }

  /** A and B. */
  private record Pair(RationalMatrix a, RationalMatrix b) {
    Drawn drawn(Sample sample, RationalMatrix basis) {
      return new Drawn(TwoLayer.network(a, b), sample, basis);
    }
  }

  private Pair point(
      Stream s, Sample sample, RationalMatrix u, boolean eigen, int hidden, boolean full) {
    Point kind = s.oneOf(POINTS);
    int outputs = u.rows();
    int inputs = sample.x().rows();
    int order = full ? hidden : Math.min(hidden - 1, s.chance(1, 2) ? 2 : s.nextInt(hidden));
    RationalMatrix a =
        eigen && kind != Point.ANY && kind != Point.BEST_B
            ? u.select(RationalDraws.range(outputs), subset(s, outputs, order))
                .times(outer(s, order, hidden))
            : RationalDraws.fullColumnRank(s, outputs, order).times(outer(s, order, hidden));
    return switch (kind) {
      case CRITICAL -> best(s, sample, a, eigen);
      case BEST_A -> full ? bestA(s, sample, a) : new Pair(a, RationalMatrix.zero(hidden, inputs));
      case BEST_B -> best(s, sample, a, false);
      case NEAR -> near(s, best(s, sample, a, eigen));
      case EIGENVECTORS, ANY -> new Pair(a, RationalDraws.any(s, hidden, inputs));
    };
  }

  /** r × n₁ of rank r: C, where r = n₁. */
  private static RationalMatrix outer(Stream s, int order, int hidden) {
    return order == hidden
        ? RationalDraws.gauge(s, order)
        : RationalDraws.fullColumnRank(s, hidden, order).transpose();
  }

  /** r of the indices 0, …, size − 1; the first r in one case of four at least. */
  private static List<Integer> subset(Stream s, int size, int order) {
    List<Integer> all =
        s.chance(1, 4) ? RationalDraws.range(size) : RationalDraws.permutation(s, size);
    return new ArrayList<>(all.subList(0, order)).stream().sorted().toList();
  }

  /**
   * A with a B that minimises E(A,·): A⁺T, and where A or X leave a choice, in three cases of four
   * another one.
   *
   * @param critical whether ∂E/∂A is to stay 0, where the range of A is spanned by eigenvectors
   */
  private static Pair best(Stream s, Sample sample, RationalMatrix a, boolean critical) {
    RationalMatrix x = sample.x();
    int rows = a.columns(); // the shape of B
    int columns = x.rows();
    RationalMatrix plus = PseudoInverse.of(a);
    RationalMatrix t = sample.y().times(PseudoInverse.of(x));
    RationalMatrix b = plus.times(t);
    if (s.chance(3, 4)) {
      RationalMatrix free = RationalDraws.any(s, rows, columns);
      b = b.plus(free.minus(free.times(x).times(PseudoInverse.of(x)))); // rows v with vX = 0
      RationalMatrix kernel = RationalMatrix.identity(a.columns()).minus(plus.times(a));
      RationalMatrix left = RationalDraws.any(s, rows, columns);
      if (critical) { // rows orthogonal to those of (I − P_A)Σ_YX
        RationalMatrix rest =
            RationalMatrix.identity(a.rows())
                .minus(a.times(plus))
                .times(sample.y().times(x.transpose()));
        left = left.minus(left.times(PseudoInverse.of(rest)).times(rest));
      }
      b = b.plus(kernel.times(left));
    }
    return new Pair(a, b);
  }

  /** A that minimises E(·,B) for a random B; where that A has not rank n₁, any A with B = 0. */
  private static Pair bestA(Stream s, Sample sample, RationalMatrix fallback) {
    int rows = fallback.columns(); // the shape of B
    int columns = sample.x().rows();
    RationalMatrix b = RationalDraws.any(s, rows, columns);
    RationalMatrix a = sample.y().times(PseudoInverse.of(b.times(sample.x())));
    return ExactRank.rank(a) == a.columns() && s.chance(3, 4)
        ? new Pair(a, b)
        : new Pair(fallback, RationalMatrix.zero(b.rows(), b.columns()));
  }

  /** One entry moved by ±2⁻ᵏ: of A where that leaves its rank, else of B. */
  private static Pair near(Stream s, Pair p) {
    Rational step = Rational.of(s.oneOf(1, -1)).times(Rational.of(2).pow(-s.nextInt(1, 20)));
    int i = s.nextInt(p.a().rows());
    int j = s.nextInt(p.a().columns());
    RationalMatrix a = p.a().with(i, j, p.a().get(i, j).plus(step));
    if (s.chance(1, 2) && ExactRank.rank(a) == ExactRank.rank(p.a())) {
      return new Pair(a, p.b());
    }
    int c = s.nextInt(p.b().columns());
    return new Pair(p.a(), p.b().with(j, c, p.b().get(j, c).plus(step)));
  }
}
