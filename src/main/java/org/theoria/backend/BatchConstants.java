package org.theoria.backend;

/**
 * What the kernel of a batch needs of an optimiser for several steps.
 *
 * @param rates rate and root ({@link AdamConstants}) of each step, of shape [steps][2] row by row;
 *     the root is 1 where there is none
 * @param beta1 β₁, or the momentum μ; 0 where there is none
 * @param beta2 β₂; 0 where there is none
 * @param epsilon ε; 0 where there is none
 */
public record BatchConstants(double[] rates, double beta1, double beta2, double epsilon) {

  /**
   * Those of the steps done + 1, …, done + count.
   *
   * @param done steps before
   * @param count how many follow
   */
  public static BatchConstants of(Optimiser optimiser, long done, int count) {
    return switch (optimiser) {
      case Optimiser.GradientDescent(double rate) ->
          new BatchConstants(constant(rate, count), 0, 0, 0);
      case Optimiser.Momentum(double rate, double momentum) ->
          new BatchConstants(constant(rate, count), momentum, 0, 0);
      case Optimiser.Nesterov(double rate, double momentum) ->
          new BatchConstants(constant(rate, count), momentum, 0, 0);
      case Optimiser.Adam a ->
          new BatchConstants(adam(a, done, count), a.beta1(), a.beta2(), a.epsilon());
    };
  }

  private static double[] constant(double rate, int count) {
    double[] rates = new double[2 * count];
    for (int s = 0; s < count; s++) {
      rates[2 * s] = rate;
      rates[2 * s + 1] = 1;
    }
    return rates;
  }

  private static double[] adam(Optimiser.Adam a, long done, int count) {
    double[] rates = new double[2 * count];
    for (int s = 0; s < count; s++) {
      AdamConstants k = AdamConstants.of(a, done + s + 1);
      rates[2 * s] = k.rate();
      rates[2 * s + 1] = k.root();
    }
    return rates;
  }
}
