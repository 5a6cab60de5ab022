package org.theoria.certify;

import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Positive;

/**
 * Turns one instance of a problem into a certificate, if the instance refutes it. Every hypothesis
 * is checked exactly first.
 */
public final class Refuter {

  private Refuter() {}

  /**
   * A certificate with the claim that it is about and the size of the violation.
   *
   * @param size the distance between the two sides, or the coefficient c of a coercivity
   *     certificate
   */
  public record Refutation(String claim, Certificate certificate, double size) {}

  /**
   * The refutation that this instance certifies, empty if it refutes nothing (outside the domain,
   * held, undecided).
   */
  public static <I extends Record> Optional<Refutation> refute(Problem<I> problem, I instance) {
    if (!problem.admits(instance)) {
      return Optional.empty();
    }
    Optional<Claims<I>> refuting =
        problem.claimsRefute() ? Optional.of(problem.claims()) : problem.necessary();
    if (refuting.isPresent()) {
      Certifier.Evaluation evaluation = Certifier.certify(refuting.get(), instance);
      for (Map.Entry<String, Judgement> entry : evaluation.judgements().entrySet()) {
        if (entry.getValue() instanceof Judgement.Violated v) {
          return Optional.of(
              new Refutation(entry.getKey(), certificate(v, evaluation.arithmetic()), v.size()));
        }
      }
    }
    return problem
        .positive()
        .flatMap(finder -> finder.positive(instance))
        .flatMap(Refuter::confirm);
  }

  private static Certificate certificate(Judgement.Violated v, String arithmetic) {
    return arithmetic.equals("rational")
        ? new Certificate.Violation(v.row(), v.column(), v.left().lower(), v.right().lower())
        : new Certificate.Apart(arithmetic, v.row(), v.column(), v.left(), v.right());
  }

  /** Checks a certificate of the positive exactly; empty when it does not hold. */
  static Optional<Refutation> confirm(Positive positive) {
    return switch (positive) {
      case Positive.Coercive c when isCoercive(c) ->
          Optional.of(
              new Refutation(
                  Counterexample.STATEMENT,
                  new Certificate.Coercivity(c.c(), c.constant()),
                  c.c().doubleValue()));
      case Positive.ConvexQuadratic q when Inertia.isPositiveSemidefinite(q.hessian()) ->
          Optional.of(
              new Refutation(Counterexample.STATEMENT, new Certificate.Inertia(q.hessian()), 1));
      case Positive.Coercive c -> Optional.empty();
      case Positive.ConvexQuadratic q -> Optional.empty();
    };
  }

  /**
   * ‖ΘA − Y‖² ≥ ½‖ΘA‖² − ‖Y‖² (from ‖u‖² ≤ 2‖u − v‖² + 2‖v‖²), and ‖ΘA‖² = tr(Θ AAᵀ Θᵀ) ≥ 2c‖Θ‖²
   * when AAᵀ − 2cI ⪰ 0.
   */
  private static boolean isCoercive(Positive.Coercive c) {
    RationalMatrix a = c.features();
    RationalMatrix shifted =
        a.times(a.transpose())
            .minus(RationalMatrix.identity(a.rows()).scale(c.c().times(Rational.of(2))));
    RationalMatrix norm = c.targets().sumOfSquares();
    return c.c().signum() > 0
        && Inertia.isPositiveSemidefinite(shifted)
        && c.constant().compareTo(norm.get(0, 0)) >= 0;
  }
}
