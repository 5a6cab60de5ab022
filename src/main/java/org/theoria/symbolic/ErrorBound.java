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
  record Probability(int exponent) implements ErrorBound {
    public Probability {
      if (exponent < 1) {
        throw new IllegalArgumentException(
            "error bound: exponent must be at least 1, got " + exponent);
      }
    }

    @Override
    public String toString() {
      return "error <= 2^-" + exponent;
    }
  }

  /** A bound for the probability that one of two confirmations is wrong. */
  default ErrorBound and(ErrorBound other) {
    return switch (this) {
      case Exact exact -> other;
      case Probability p ->
          switch (other) {
            case Exact exact -> this;
            // 2^-a + 2^-b <= 2^-(min(a,b) - 1)
            case Probability q -> new Probability(Math.min(p.exponent(), q.exponent()) - 1);
          };
    };
  }
}
