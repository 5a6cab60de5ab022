package org.theoria.backend;

import java.util.Arrays;
import org.theoria.network.Architecture;

/**
 * The verdicts of {@link SaddleKernel} on many points side by side, for the clear cases; the others
 * are handed to it.
 *
 * <p>Pivots cannot be chosen apart in each lane at this speed, so H̃ + shift·I is factored without
 * pivoting, LDLᵀ, which needs none as long as the matrix is positive definite (S. M. Rump,
 * Verification of positive definiteness, BIT 46, 2006, doi:10.1007/s10543-006-0056-1). Twice:
 *
 * <ul>
 *   <li>With the shift 2Hτ, τ the tolerance of SaddleKernel. Where a pivot is not positive, the
 *       direction v of the first such one has vᵀH̃v ≤ −2Hτ‖v‖² ≤ −2τν² but for rounding; it is
 *       judged by the second derivative along it, as in SaddleKernel, and beyond −τν² the point is
 *       STRICT.
 *   <li>For the rest, with the shift {@value #SHIFT}. Where all pivots are positive, λ_min(H̃) ≥
 *       −(shift + nγ_{3n+3}(2η + shift) + Hγ_m) with the constants of SaddleKernel: NOT_STRICT with
 *       this as the bound, if each pivot is either nearly the shift or at least the root of the
 *       bound (the guard of SaddleKernel).
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
  private final double searchShift;
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
    this.searchShift = 2 * architecture.depth() * kernel.tolerance();
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

  /** Additions and multiplications a lane of the Hessian and one factorisation: n³/3 and a bit. */
  long operations() {
    long order = n;
    return chains.operations() + (order * order * order - order) / 3 + order * (order + 1) / 2;
  }

  /** Additions and multiplications a lane of a direction and the curvature along it. */
  long searchOperations() {
    return (long) n * n + curvature.operations();
  }

  /** Overwrites verdicts[first .. end − 1]. */
  void classify(double[] points, int first, int end, SaddleVerdict[] verdicts) {
    int[] open = new int[end - first];
    Arrays.setAll(open, i -> first + i);
    int left = 0;
    for (int k = 0; k < open.length; k += lanes) {
      int count = Math.min(lanes, open.length - k);
      findStrict(points, open, k, count);
      for (int l = 0; l < count; l++) {
        if (isCritical(l) && failed[l] < n && relative[l] < -kernel.tolerance()) {
          verdicts[open[k + l]] = SaddleVerdict.STRICT;
        } else {
          open[left++] = open[k + l];
        }
      }
    }
    for (int k = 0; k < left; k += lanes) {
      int count = Math.min(lanes, left - k);
      load(points, open, k, count);
      chains.compute();
      factor(SHIFT);
      for (int l = 0; l < count; l++) {
        int point = open[k + l];
        verdicts[point] =
            isCritical(l) && failed[l] == n && isClear(l)
                ? SaddleVerdict.NOT_STRICT
                : kernel.classify(points, point * n);
      }
    }
  }

  private void findStrict(double[] points, int[] indices, int from, int count) {
    load(points, indices, from, count);
    chains.compute();
    factor(searchShift);
    findDirections();
    curvature.relative(direction, relative);
  }

  private boolean isCritical(int l) {
    return tame[l] && Math.sqrt(chains.gradient[l]) <= kernel.tolerance();
  }

  private boolean isClear(int l) {
    return smallest[l] >= Math.sqrt(kernel.shiftedBound(SHIFT, largest[l]));
  }

  /** Lanes beyond {@code count}, and points that are not tame, are points of zeros. */
  private void load(double[] points, int[] indices, int first, int count) {
    LinearChains shape = chains.shape();
    for (int l = 0; l < lanes; l++) {
      int from = l < count ? indices[first + l] * n : 0;
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
  private void factor(double shift) {
    double[][] s = chains.triangle;
    Arrays.fill(failed, n);
    Arrays.fill(largest, 0);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    for (int j = 0; j < n; j++) {
      int row = j * (j + 1) / 2;
      for (int m = 0; m < j; m++) {
        LaneKernels.product(quotients[m], s[row + m], inverse[m], lanes);
      }
      shift(s[row + j], largest, shift, lanes);
      for (int i = j; i < n; i++) {
        eliminate(s, i * (i + 1) / 2, j);
      }
      pivot(j, s[row + j], shift);
    }
  }

  /** s_ij −= Σ_{m&lt;j} s_im q_m, row i beginning at {@code row}. */
  private void eliminate(double[][] s, int row, int j) {
    double[] r = s[row + j];
    int m = 0;
    for (; m + 4 <= j; m += 4) {
      LaneProduct.subtractFour(
          r,
          s[row + m],
          s[row + m + 1],
          s[row + m + 2],
          s[row + m + 3],
          quotients[m],
          quotients[m + 1],
          quotients[m + 2],
          quotients[m + 3],
          lanes);
    }
    for (; m < j; m++) {
      LaneProduct.subtract(r, s[row + m], quotients[m], lanes);
    }
  }

  private static void shift(double[] d, double[] largest, double shift, int n) {
    for (int l = 0; l < n; l++) {
      largest[l] = Math.max(largest[l], d[l]);
      d[l] += shift;
    }
  }

  private void pivot(int j, double[] d, double shift) {
    double[] reciprocal = inverse[j];
    for (int l = 0; l < lanes; l++) {
      reciprocal[l] = 1 / d[l];
    }
    for (int l = 0; l < lanes; l++) {
      if (!(d[l] > 0)) {
        reciprocal[l] = 0;
        failed[l] = Math.min(failed[l], j);
      } else if (d[l] > NEARLY * shift) {
        smallest[l] = Math.min(smallest[l], d[l]);
      }
    }
  }

  /** Lᵀv = e_k on the first k + 1 coordinates, else 0; k is the first pivot that failed, or 0. */
  private void findDirections() {
    double[][] s = chains.triangle;
    int last = 0;
    for (int l = 0; l < lanes; l++) {
      last = Math.max(last, failed[l] == n ? 0 : failed[l]);
    }
    for (int m = n - 1; m >= 0; m--) {
      double[] v = direction[m];
      Arrays.fill(v, 0);
      if (m > last) {
        continue;
      }
      for (int i = m + 1; i <= last; i++) {
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
