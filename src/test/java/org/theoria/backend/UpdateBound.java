package org.theoria.backend;

/**
 * How far steps of an optimiser may be off. With S_t the size of step t, its formula with |g| for g
 * in what is linear in g: a constant (η, μ, β, 1 − β) is off by u when it is rounded to the format,
 * and t steps of a moving sum of |g| by (4t)·u of it; the root of Adam's moving sum of squares by
 * half of (5t)·u; a step has at most 10 further roundings. Each step adds the rounding of θ − step.
 * So θ is off by u·Σ_{s ≤ t} ((7s + 12)·S_s + |θ| + Σ_{q ≤ s} S_q) at most, to first order; a step
 * more is counted for the rest.
 */
final class UpdateBound {
  private final Optimiser method;
  private final double u;
  private final double[] start;
  private final double[] first;
  private final double[] second;
  private final double[] moved;
  private final double[] bound;
  private int step;

  UpdateBound(Optimiser method, double[] theta, double u) {
    this.method = method;
    this.u = u;
    this.start = theta.clone();
    this.first = new double[theta.length];
    this.second = new double[theta.length];
    this.moved = new double[theta.length];
    this.bound = new double[theta.length];
  }

  /** Of number i, after the steps so far. */
  double of(int i) {
    return bound[i];
  }

  void next(double[] gradient) {
    step++;
    for (int i = 0; i < start.length; i++) {
      double size = size(i, Math.abs(gradient[i]));
      moved[i] += size;
      bound[i] += u * ((7 * (step + 1) + 12) * size + Math.abs(start[i]) + moved[i]);
    }
  }

  private double size(int i, double g) {
    return switch (method) {
      case Optimiser.GradientDescent d -> d.rate() * g;
      case Optimiser.Momentum m -> {
        first[i] = m.momentum() * first[i] + g;
        yield m.rate() * first[i];
      }
      case Optimiser.Nesterov n -> {
        first[i] = n.momentum() * first[i] + g;
        yield n.rate() * (g + n.momentum() * first[i]);
      }
      case Optimiser.Adam a -> {
        first[i] = a.beta1() * first[i] + (1 - a.beta1()) * g;
        second[i] = a.beta2() * second[i] + (1 - a.beta2()) * g * g;
        double mean = first[i] / (1 - Math.pow(a.beta1(), step));
        double square = second[i] / (1 - Math.pow(a.beta2(), step));
        yield a.rate() * mean / (Math.sqrt(square) + a.epsilon());
      }
    };
  }
}
