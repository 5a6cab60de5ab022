package org.theoria.symbolic;

/** How sure a confirmation is. */
public sealed interface ErrorBound {

  /** Proved by exact computation. */
  record Exact() implements ErrorBound {
    @Override
    public String toString() {
      return "exact";
    }
  }

  /** Wrong with a probability of at most 2^−exponent, over the draw of the primes and points. */
  record Probability(double exponent) implements ErrorBound {
    public Probability {
      if (!(exponent >= 0 && exponent < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "error bound: exponent must be at least 0, got " + exponent);
      }
    }

    @Override
    public String toString() {
      return "error <= 2^-" + (long) Math.floor(exponent);
    }
  }

  /** A bound for the probability that one of two confirmations is wrong. */
  default ErrorBound and(ErrorBound other) {
    return switch (this) {
      case Exact exact -> other;
      case Probability p ->
          switch (other) {
            case Exact exact -> this;
            case Probability q -> sum(p.exponent(), q.exponent());
          };
    };
  }

  /**
   * 2^-a + 2^-b, where that says anything. The four operations on numbers below 2^10 err by less
   * than 2^-40 together, and {@code 1e-9} is more.
   */
  private static Probability sum(double a, double b) {
    double smaller = Math.min(a, b);
    double larger = Math.max(a, b);
    return new Probability(
        Math.max(0, smaller - Math.log1p(Math.pow(2, smaller - larger)) / Math.log(2) - 1e-9));
  }
}
