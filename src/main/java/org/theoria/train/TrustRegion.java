package org.theoria.train;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.MatrixFeatures_DDRM;
import org.theoria.backend.Precision;

/**
 * Descent of E by the minimiser of its second-order model in a ball (Moré and Sorensen 1983,
 * doi:10.1137/0904038; Conn, Gould and Toint 2000, doi:10.1137/1.9780898719857), from the
 * eigenvalues of the Hessian, so that the hard case is no difficulty: where ∇E = 0 and an
 * eigenvalue is negative, the step goes along its eigenvector. Plain doubles; proves nothing.
 */
final class TrustRegion {
  private static final double FIRST_RADIUS = 1;
  private static final double LEAST_AGREEMENT = 1e-4;
  private static final double POOR = 0.25;
  private static final double GOOD = 0.75;

  /** Where the model promises less than this part of E, only the gradient can tell. */
  private static final double ROUNDING = 16 * Precision.FLOAT64.unitRoundoff();

  /** Halvings of an interval of doubles until nothing is between. */
  private static final int BISECTIONS = 200;

  private TrustRegion() {}

  /** Until ‖∇E‖ ≤ goal and no eigenvalue is negative beyond rounding, or nothing improves E. */
  static LeastSquares.End run(NewtonDescent.Smooth f, double[] start, double goal, int iterations) {
    double[] t = start;
    double value = f.value().applyAsDouble(t);
    double[] g = f.gradient().apply(t);
    double radius = FIRST_RADIUS;
    int done = 0;
    while (done < iterations) {
      done++;
      DMatrixRMaj hessian = f.hessian().apply(t);
      if (MatrixFeatures_DDRM.hasUncountable(hessian)) {
        break;
      }
      Eigen eigen = Eigen.of(hessian);
      double norm = norm(g);
      if (norm <= goal && !eigen.isNegative()) {
        break;
      }
      boolean moved = false;
      double smallest = Precision.FLOAT64.unitRoundoff() * (norm(t) + 1e-300);
      while (!moved && radius > smallest) {
        Step step = step(eigen, g, radius);
        double[] next = new double[t.length];
        for (int i = 0; i < t.length; i++) {
          next[i] = t[i] + step.s()[i];
        }
        double newValue = f.value().applyAsDouble(next);
        double agreement = (value - newValue) / step.promised();
        boolean blind = step.promised() <= ROUNDING * Math.abs(value);
        double length = norm(step.s());
        if (blind && step.promised() > 0) {
          double[] newGradient = f.gradient().apply(next);
          moved = norm(newGradient) < norm;
        } else {
          moved = agreement > LEAST_AGREEMENT && newValue < value;
        }
        if (moved) {
          t = next;
          value = newValue;
          g = f.gradient().apply(t);
          if (agreement > GOOD && length >= 0.99 * radius) {
            radius *= 2;
          }
        }
        if (!moved || (!blind && agreement < POOR)) {
          radius = Math.min(radius, length) / 4;
        }
        if (length == 0) {
          break;
        }
      }
      if (!moved) {
        break;
      }
    }
    return new LeastSquares.End(t, done);
  }

  /**
   * A step.
   *
   * @param s the minimiser of ⟨g, s⟩ + ½⟨s, Hs⟩ in the ball
   * @param promised what the model loses by it, at least 0
   */
  private record Step(double[] s, double promised) {}

  private static Step step(Eigen eigen, double[] g, double radius) {
    int n = g.length;
    double[] along = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        along[i] += eigen.vectors()[i][j] * g[j];
      }
    }
    double noise = eigen.noise();
    double low = Math.max(0, -eigen.least());
    double[] c = coefficients(eigen, along, low, noise);
    double length = norm(c);
    if (length > radius) {
      c = onTheBoundary(eigen, along, low, low + norm(along) / radius, radius);
    } else if (eigen.isNegative()) {
      int least = eigen.leastIndex();
      double rest = Math.sqrt(Math.max(0, radius * radius - length * length));
      c[least] += along[least] > 0 ? -rest : rest;
    }
    double[] s = new double[n];
    double promised = 0;
    for (int i = 0; i < n; i++) {
      promised -= along[i] * c[i] + 0.5 * eigen.values()[i] * c[i] * c[i];
      for (int j = 0; j < n; j++) {
        s[j] += c[i] * eigen.vectors()[i][j];
      }
    }
    return new Step(s, promised);
  }

  /** −(Λ + μ)⁻¹·Vᵀg; no curvature is taken for less than its rounding. */
  private static double[] coefficients(Eigen eigen, double[] along, double mu, double noise) {
    double[] c = new double[along.length];
    for (int i = 0; i < c.length; i++) {
      double curvature = Math.max(eigen.values()[i] + mu, noise);
      c[i] = along[i] == 0 ? 0 : -along[i] / curvature;
    }
    return c;
  }

  /** The μ of (low, high] whose step has this length, by bisection: the length falls with μ. */
  private static double[] onTheBoundary(
      Eigen eigen, double[] along, double low, double high, double radius) {
    double below = low;
    double above = high;
    for (int i = 0; i < BISECTIONS && below < above; i++) {
      double middle = below + (above - below) / 2;
      if (middle <= below || middle >= above) {
        break;
      }
      if (norm(coefficients(eigen, along, middle, 0)) > radius) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return coefficients(eigen, along, above, 0);
  }

  private static double norm(double[] v) {
    return Math.sqrt(LeastSquares.squaredNorm(v));
  }
}
