package org.theoria.backend;

import java.util.Arrays;
import org.theoria.network.Architecture;

/**
 * The verdicts of {@link SaddleKernel} on many points side by side, for the clear cases; the others
 * are handed to it.
 *
 * <p>Pivots cannot be chosen apart in each lane at this speed, so H̃ + {@value #SHIFT}·I is factored
 * without pivoting, LDLᵀ, which needs none as long as the matrix is positive definite (S. M. Rump,
 * Verification of positive definiteness, BIT 46, 2006, doi:10.1007/s10543-006-0056-1). In a lane
 * where
 *
 * <ul>
 *   <li>all pivots are positive, λ_min(H̃) ≥ −(shift + nγ_{3n+3}(2η + shift) + Hγ_m) with the
 *       constants of SaddleKernel: NOT_STRICT with this as the bound, if each pivot is either nearly
 *       the shift or at least the root of the bound (the guard of SaddleKernel);
 *   <li>a pivot is not positive, the direction that belongs to the first such one is judged by the
 *       second derivative along it, as in SaddleKernel: STRICT if it is beyond the tolerance.
 * </ul>
 */
final class SaddleLanes {

  /** Above the rounding of the elimination of some 40 unknowns, far below any tolerance. */
  static final double SHIFT = 0x1p-42;

  /** A pivot of a direction in the kernel of H̃ is the shift times 1 + ‖l‖²; this is "nearly". */
  private static final double NEARLY = 0x1p8;

  private final LaneChains chains;
  private final SaddleKernel kernel;
  private final PointScale scale;
  private final int lanes;
  private final int n;
  private final double[][] inverse;
  private final double[][] quotients;
  private final double[][] direction;
  private final double[] largest;
  private final double[] smallest;
  private final int[] failed;
  private final boolean[] tame;
  private final LaneCurvature curvature;
  private final double[] relative;

  SaddleLanes(Architecture architecture, LinearSample sample, int lanes) {
    this.chains = new LaneChains(architecture, sample, lanes);
    this.kernel = new SaddleKernel(architecture, sample);
    this.scale = new PointScale(chains.shape());
    this.lanes = lanes;
    this.n = chains.shape().count();
    this.inverse = new double[n][lanes];
    this.quotients = new double[n][lanes];
    this.direction = new double[n][lanes];
    this.largest = new double[lanes];
    this.smallest = new double[lanes];
    this.failed = new int[lanes];
    this.tame = new boolean[lanes];
    this.curvature = new LaneCurvature(chains, lanes);
    this.relative = new double[lanes];
  }

  int lanes() {
    return lanes;
  }

  /** Overwrites verdicts[first .. first + count − 1]; count is at most the number of lanes. */
  void classify(double[] points, int first, int count, SaddleVerdict[] verdicts) {
    load(points, first, count);
    chains.compute();
    factor();
    findDirections();
    curvature.relative(direction, relative);
    double tolerance = kernel.tolerance();
    for (int l = 0; l < count; l++) {
      boolean critical = Math.sqrt(chains.gradient[l]) <= tolerance;
      boolean strict = failed[l] < n && relative[l] < -tolerance;
      verdicts[first + l] =
          tame[l] && critical && strict
              ? SaddleVerdict.STRICT
              : tame[l] && critical && failed[l] == n && isClear(l)
                  ? SaddleVerdict.NOT_STRICT
                  : kernel.classify(points, (first + l) * n);
    }
  }

  private boolean isClear(int l) {
    return smallest[l] >= Math.sqrt(kernel.shiftedBound(SHIFT, largest[l]));
  }

  /** Lanes beyond {@code count}, and points that are not tame, are points of zeros. */
  private void load(double[] points, int first, int count) {
    LinearChains shape = chains.shape();
    for (int l = 0; l < lanes; l++) {
      int from = (first + l) * n;
      tame[l] = l < count && scale.at(points, from);
      double product = 1;
      for (int h = 1; h <= shape.depth(); h++) {
        double unit = tame[l] ? scale.unit(h) : 1;
        product *= unit;
        for (int i = shape.start(h); i < shape.start(h + 1); i++) {
          chains.weights[i][l] = tame[l] ? points[from + i] / unit : 0;
        }
      }
      chains.size[l] = product;
      chains.quadratic[l] = tame[l] ? 2 * product * product / scale.scale() : 0;
      chains.linear[l] = tame[l] ? 2 * product / scale.scale() : 0;
    }
  }

  /** LDLᵀ row by row; a pivot that is not positive eliminates nothing. */
  private void factor() {
    double[][] s = chains.triangle;
    Arrays.fill(failed, n);
    Arrays.fill(largest, 0);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (int j = 0; j < n; j++) {
      int row = j * (j + 1) / 2;
      for (int m = 0; m < j; m++) {
        LaneKernels.product(quotients[m], s[row + m], inverse[m], lanes);
      }
      double[] d = s[row + j];
      shift(d, largest, lanes);
      for (int i = j; i < n; i++) {
        int other = i * (i + 1) / 2;
        double[] r = s[other + j];
        int m = 0;
        for (; m + 4 <= j; m += 4) {
          LaneProduct.subtractFour(
              r,
              s[other + m],
              s[other + m + 1],
              s[other + m + 2],
              s[other + m + 3],
              quotients[m],
              quotients[m + 1],
              quotients[m + 2],
              quotients[m + 3],
              lanes);
        }
        for (; m < j; m++) {
          LaneProduct.subtract(r, s[other + m], quotients[m], lanes);
        }
      }
      pivot(j, d);
    }
  }

  private static void shift(double[] d, double[] largest, int n) {
    for (int l = 0; l < n; l++) {
      largest[l] = Math.max(largest[l], d[l]);
      d[l] += SHIFT;
    }
  }

  private void pivot(int j, double[] d) {
    double[] reciprocal = inverse[j];
    for (int l = 0; l < lanes; l++) {
      boolean positive = d[l] > 0;
      reciprocal[l] = positive ? 1 / d[l] : 0;
      if (!positive && failed[l] == n) {
        failed[l] = j;
      }
      if (d[l] > NEARLY * SHIFT) {
        smallest[l] = Math.min(smallest[l], d[l]);
      }
    }
  }

  /** Lᵀv = e_k on the first k + 1 coordinates, k the first pivot that failed; else v = e_0. */
  private void findDirections() {
    double[][] s = chains.triangle;
    for (int m = n - 1; m >= 0; m--) {
      double[] v = direction[m];
      Arrays.fill(v, 0);
      for (int i = m + 1; i < n; i++) {
        LaneProduct.subtract(v, s[i * (i + 1) / 2 + m], direction[i], lanes);
      }
      LaneKernels.product(v, v, inverse[m], lanes);
      for (int l = 0; l < lanes; l++) {
        int k = failed[l] == n ? 0 : failed[l];
        v[l] = m < k ? v[l] : m == k ? 1 : 0;
      }
    }
  }
}
