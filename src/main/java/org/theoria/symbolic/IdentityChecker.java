package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/**
 * Decides many equalities of rational expressions in symbols and uninterpreted functions at once,
 * for all values. An identity is accepted only if all of these agree:
 *
 * <ul>
 *   <li>the CAS, asked for the difference with derivatives carried out by our own rules and each
 *       distinct application as a symbol;
 *   <li>the test modulo random primes ({@link CircuitModularCheck}), which differentiates by
 *       itself.
 * </ul>
 *
 * Where the polynomial is small our own exact expansion must agree too. What is not of this form,
 * or not decided here, goes to {@link ComparisonChecker}.
 */
final class IdentityChecker {
  private final Cas cas;
  private final ComparisonChecker comparisons;
  private final CheckLimits limits;
  private final Trust trust;

  IdentityChecker(Cas cas, ComparisonChecker comparisons, CheckLimits limits, Trust trust) {
    this.cas = cas;
    this.trust = trust;
    this.comparisons = comparisons;
    this.limits = limits;
  }

  /** Checks the equalities under the assumptions. */
  StepStatus check(List<NamedRelation> equalities, Assumptions assumptions) {
    Circuit circuit = new Circuit();
    List<Integer> roots = new ArrayList<>();
    CircuitModularCheck.Found found;
    try {
      for (NamedRelation named : equalities) {
        Comparison equality = named.relation();
        roots.add(circuit.difference(circuit.add(equality.left()), circuit.add(equality.right())));
      }
      if (trust == Trust.BLIND) {
        return believed(circuit, roots, assumptions);
      }
      found = CircuitModularCheck.test(circuit, roots, limits.seed());
    } catch (UndecidedException e) {
      return oneByOne(equalities, assumptions);
    }
    SortedSet<String> domain = domain(circuit, Facts.of(assumptions));
    List<Integer> zero = new ArrayList<>();
    List<StepStatus> statuses = new ArrayList<>();
    for (int i = 0; i < roots.size(); i++) {
      if (found.nonZero().contains(roots.get(i))) {
        StepStatus status = notAnIdentity(circuit, roots.get(i), equalities.get(i), assumptions);
        statuses.add(status);
        if (!status.stands()) {
          return status;
        }
      } else {
        zero.add(circuit.carriedOut(roots.get(i)));
      }
    }
    statuses.addAll(confirmed(circuit, zero, found, assumptions));
    return StepStatus.all(statuses) instanceof StepStatus.Checked c && !domain.isEmpty()
        ? c.saying(
            c.confirmation() + "; wherever both sides are defined: " + String.join(", ", domain))
        : StepStatus.all(statuses);
  }

  /** The divisors that are not known to differ from 0. */
  private static SortedSet<String> domain(Circuit circuit, Facts facts) {
    SortedSet<String> conditions = new TreeSet<>();
    for (int i = 0; i < circuit.size(); i++) {
      Circuit.Node node = circuit.node(i);
      if (node.operation() instanceof Circuit.Exponentiation e && e.exponent() < 0) {
        Expression divisor = circuit.expression(node.parts().getFirst());
        if (!facts.sign(divisor).isWithin(SignSet.NON_ZERO)) {
          conditions.add(divisor + " != 0");
        }
      }
    }
    return conditions;
  }

  private StepStatus believed(Circuit circuit, List<Integer> roots, Assumptions assumptions) {
    List<Expression> questions =
        roots.stream()
            .map(root -> circuit.abstracted(circuit.carriedOut(root), IntUnaryOperator.identity()))
            .toList();
    return StepStatus.all(
        cas.areZero(questions, assumptions).stream().map(Trust::believed).toList());
  }

  /**
   * The sides differ as rational functions: a point refutes the equality, or it holds under the
   * assumptions only, which is for the general checker.
   */
  private StepStatus notAnIdentity(
      Circuit circuit, int root, NamedRelation named, Assumptions assumptions) {
    Comparison relation =
        named.relation().map(side -> circuit.expression(circuit.carriedOut(circuit.add(side))));
    PointSearch.Outcome points =
        PointSearch.search(
            relation, assumptions, Facts.of(assumptions), limits.points(), limits.seed());
    if (points.counterexample().isEmpty()) {
      return comparisons.check(relation, assumptions);
    }
    Counterexample point = points.counterexample().get();
    CasAnswer answer =
        cas.isZero(
            circuit.abstracted(
                circuit.carriedOut(root), new PolynomialExpansion(circuit)::representative),
            assumptions);
    return answer instanceof CasAnswer.Yes
        ? new StepStatus.Disagreement(answer.words() + " to " + named.name(), "it fails " + point)
        : new StepStatus.Failed(named.name() + " is wrong", Optional.of(point));
  }

  private List<StepStatus> confirmed(
      Circuit circuit,
      List<Integer> roots,
      CircuitModularCheck.Found found,
      Assumptions assumptions) {
    PolynomialExpansion expansion = new PolynomialExpansion(circuit);
    List<Expression> questions =
        roots.stream().map(root -> circuit.abstracted(root, expansion::representative)).toList();
    List<CasAnswer> answers = cas.areZero(questions, assumptions);
    List<StepStatus> statuses = new ArrayList<>();
    String modular = "random points modulo random 61-bit primes";
    ErrorBound error = new ErrorBound.Probability(found.errorExponent());
    for (int i = 0; i < roots.size(); i++) {
      CasAnswer answer = answers.get(i);
      Confirmation confirmation =
          expansion
              .isZero(roots.get(i))
              .<Confirmation>map(
                  zero ->
                      zero
                          ? new Confirmation.Proof(
                              "our own exact expansion and " + modular, new ErrorBound.Exact())
                          : new Confirmation.Open(
                              "our own expansion is not 0, applications being variables"))
              .orElse(new Confirmation.Proof(modular, error));
      statuses.add(ComparisonChecker.combined(answer, confirmation));
    }
    return statuses;
  }

  private StepStatus oneByOne(List<NamedRelation> equalities, Assumptions assumptions) {
    List<StepStatus> statuses = new ArrayList<>();
    for (NamedRelation named : equalities) {
      StepStatus status = comparisons.check(named.relation(), assumptions);
      statuses.add(status);
      if (!status.stands()) {
        break;
      }
    }
    return StepStatus.all(statuses);
  }
}
