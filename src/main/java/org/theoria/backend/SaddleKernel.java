package org.theoria.backend;

import org.theoria.network.Architecture;

/**
 * Tells strict saddles among critical points of E(W) = ‖W_H⋯W₁X − Y‖², in double precision, from
 * the Hessian in closed form ({@link LinearHessian}) and its pivoted LDLᵀ ({@link
 * PivotedElimination}).
 *
 * <p>A point in doubles is a critical point only up to rounding, so each verdict speaks of all the
 * points nearby: of the W' with ‖W'_h − W_h‖_F ≤ δ·s_h for every h, where s_h = ‖W_h‖_F ({@link
 * PointScale} for a layer of zeros) and δ = {@link #DISPLACEMENT} unless the caller says another.
 * Curvature is measured in the units s_h and relative to the scale of that class: q(V) = E''(W)[V,
 * V] / scale. Then
 *
 * <ul>
 *   <li>{@link SaddleVerdict#STRICT}: a direction V was found for which q(V) &lt; −τν² as computed,
 *       ν = Σ‖V_h‖/s_h, τ = {@link #tolerance()}. Proved for every W' nearby: its Hessian has a
 *       negative eigenvalue, so that one which is critical is a strict saddle.
 *   <li>{@link SaddleVerdict#NOT_STRICT}: at W itself, the smallest eigenvalue of the Hessian in
 *       these units and this scale is proved to be at least −{@link #bound()}. It is <em>not</em>
 *       proved that no eigenvalue is negative; doubles cannot. As a guard (measured, not derived),
 *       every pivot that counted as positive must be at least √bound: a gauge of condition κ makes
 *       positive pivots as small as κ⁻², and negative curvature as small as κ⁻⁴, which must stay
 *       visible.
 *   <li>{@link SaddleVerdict#NOT_CRITICAL}: proved that no W' nearby is critical.
 *   <li>{@link SaddleVerdict#UNDECIDED}: none of these. Exact arithmetic has to say.
 * </ul>
 *
 * <p>The derivation. (a) Every number computed from W, X, Y by sums of products, of at most m = n +
 * 4Σn_h + 4H + 16 roundings along a path, errs by at most γ_m = mu/(1−mu), u = 2⁻⁵³, times the same
 * sum of absolute values, which {@link PointScale} bounds: by γ_m·scale·ν² for E'', by γ_m·scale
 * for an entry of the Hessian, and for s_h‖∇_hE‖. (b) E'' is a polynomial in W of degree at most 2H
 * − 2 with the same bound, so moving W by δ changes it by at most ((1+δ)^{2H} − 1)·scale·ν². Hence
 * τ = γ_m + (1+δ)^{2H} − 1. (c) As ν² ≤ H‖v‖², the quadratic form of the computed Hessian errs by
 * at most Hγ_m‖v‖². (d) k steps of LDLᵀ with positive pivots satisfy PĤPᵀ + F = LDLᵀ + S with
 * |F_ij| ≤ γ_{3k+3}(2η + σ), η the largest diagonal entry of Ĥ and σ the largest of S (Higham,
 * Accuracy and Stability, 2nd ed., §10.1 and §11.1: Σ_m |l_im||d_m||l_jm| is at most the diagonal
 * entries). LDLᵀ is positive semidefinite, so λ_min ≥ −(‖S‖_F + nγ_{3k+3}(2η + σ) + Hγ_m), which is
 * the bound.
 *
 * <p>One for every thread.
 */
public final class SaddleKernel {

  /**
   * δ: 2¹³ times the unit roundoff. Points that were computed in doubles, with gauges of condition
   * up to some thousands, are this near to what they should be.
   */
  public static final double DISPLACEMENT = 0x1p-40;

  /**
   * Elimination ends when no diagonal entry is larger than this: a little above the rounding of 30
   * unknowns. It decides only where the search ends; what is left is measured.
   */
  private static final double STOP = 0x1p-44;

  /** A diagonal entry of the Schur complement below this is worth a try at once. */
  private static final double EARLY = 0x1p-20;

  private static final double UNIT_ROUNDOFF = 0x1p-53;

  private final LinearChains chains;
  private final PointScale scale;
  private final LinearHessian hessian;
  private final PivotedElimination elimination;
  private final SecondDerivative curvature;
  private final double[] direction;
  private final double rounding;
  private final double movement;
  private double bound;

  /** With δ = {@link #DISPLACEMENT}. */
  public SaddleKernel(Architecture architecture, LinearSample sample) {
    this(architecture, sample, DISPLACEMENT);
  }

  /**
   * @param displacement δ, in [0, 1]: how far, relative to each layer, a verdict reaches
   * @throws IllegalArgumentException when the sample has other inputs or outputs than the
   *     architecture
   */
  public SaddleKernel(Architecture architecture, LinearSample sample, double displacement) {
    if (!(displacement >= 0 && displacement <= 1)) {
      throw new IllegalArgumentException(
          "saddle kernel: the displacement must be between 0 and 1, got " + displacement);
    }
    chains = new LinearChains(architecture, sample);
    scale = new PointScale(chains);
    hessian = new LinearHessian(chains);
    elimination = new PivotedElimination(chains.count());
    curvature = new SecondDerivative(chains);
    direction = new double[chains.count()];
    int widths = architecture.widths().stream().mapToInt(Integer::intValue).sum();
    rounding = gamma(sample.examples() + 4 * widths + 4 * architecture.depth() + 16);
    movement = Math.expm1(2 * architecture.depth() * Math.log1p(displacement));
  }

  private static double gamma(int operations) {
    return operations * UNIT_ROUNDOFF / (1 - operations * UNIT_ROUNDOFF);
  }

  /** τ, relative to scale·ν². */
  public double tolerance() {
    return rounding + movement;
  }

  /**
   * The bound of the last point that was judged NOT_STRICT, or would have been but for the guard:
   * its Hessian has no eigenvalue below minus this, in the units of the class.
   */
  public double bound() {
    return bound;
  }

  /**
   * The bound that a factorisation of H̃ + shift·I without a failing pivot proves, η the largest
   * diagonal entry of H̃; see {@link SaddleLanes}.
   */
  double shiftedBound(double shift, double eta) {
    int n = chains.count();
    return shift + n * gamma(3 * n + 3) * (2 * eta + shift) + chains.depth() * rounding;
  }

  /** The number of parameters of a point. */
  public int count() {
    return chains.count();
  }

  /** By how much moving every layer by δ can change curvature, relative to scale·ν². */
  public double movement() {
    return movement;
  }

  /**
   * Judges one point: W₁, …, W_H row by row, one after the other, from {@code theta[from]} on.
   * Entries that are not finite make it UNDECIDED.
   */
  public SaddleVerdict classify(double[] theta, int from) {
    bound = Double.POSITIVE_INFINITY;
    if (!scale.at(theta, from)) {
      return SaddleVerdict.UNDECIDED;
    }
    chains.at(theta, from);
    hessian.prepare(scale);
    if (!(hessian.relativeGradient() <= tolerance())) {
      return SaddleVerdict.NOT_CRITICAL;
    }
    elimination.begin(hessian);
    double early = EARLY;
    while (elimination.findsNegative(hessian, STOP, early)) {
      if (isNegative(theta, from)) {
        return SaddleVerdict.STRICT;
      }
      early *= 16;
    }
    return decide(theta, from);
  }

  private SaddleVerdict decide(double[] theta, int from) {
    double remainder = elimination.remainder(hessian, EARLY);
    if (remainder == Double.POSITIVE_INFINITY) {
      if (isNegative(theta, from)) {
        return SaddleVerdict.STRICT;
      }
      remainder = elimination.remainder(hessian, Double.POSITIVE_INFINITY);
    }
    int k = elimination.pivots();
    bound =
        remainder
            + chains.count() * gamma(3 * k + 3) * (2 * elimination.largestDiagonal() + remainder)
            + chains.depth() * rounding;
    if (remainder > STOP && elimination.least() < 0 && isNegative(theta, from)) {
      return SaddleVerdict.STRICT;
    }
    return remainder <= chains.count() * STOP && elimination.smallestPivot() >= Math.sqrt(bound)
        ? SaddleVerdict.NOT_STRICT
        : SaddleVerdict.UNDECIDED;
  }

  private boolean isNegative(double[] theta, int from) {
    elimination.direction(direction);
    return curvature.relative(theta, from, direction, scale) < -tolerance();
  }
}
