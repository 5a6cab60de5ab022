package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Step;
import org.theoria.symbolic.ExpressionParser;
import org.theoria.symbolic.ExpressionSyntaxException;
import org.theoria.symbolic.Vocabulary;

/** A reader can type every formula of an entry's own proof in the symbols that it declares. */
final class NotationTest {

  @TestFactory
  Stream<DynamicTest> ownProofs() {
    return Catalogue.load(List.of()).entries().stream()
        .map(p -> DynamicTest.dynamicTest(p.id(), () -> readable(p)));
  }

  private static void readable(Proposition<?> p) {
    Vocabulary vocabulary = Vocabulary.of(p.notation());
    List<String> unreadable = new ArrayList<>();
    int formulas = 0;
    for (Step step : p.proof().steps()) {
      for (String formula : formulas(step.justification())) {
        formulas++;
        try {
          if (formula.matches(".*[<>=].*")) {
            ExpressionParser.comparison(formula, vocabulary);
          } else {
            ExpressionParser.expression(formula, vocabulary);
          }
        } catch (ExpressionSyntaxException e) {
          unreadable.add(step.id() + ": " + formula + ": " + e.getMessage());
        }
      }
    }
    p.notation().assumptions().forEach(a -> ExpressionParser.comparison(a, vocabulary));
    assertTrue(unreadable.isEmpty(), () -> String.join("\n", unreadable));
    assertTrue(formulas > 0, "a proof without formulas shows nothing");
    assertFalse(p.notation().symbols().isEmpty());
  }

  private static List<String> formulas(Justification justification) {
    return switch (justification) {
      case Justification.Identity i -> together(i.equations(), i.assumptions());
      case Justification.OwnClaims o -> List.of();
      case Justification.Implication i -> together(i.hypotheses(), List.of(i.conclusion()));
      case Justification.Induction i ->
          together(together(i.statements(), i.definitions()), i.assumptions());
      case Justification.Limit l -> together(List.of(l.expression()), l.assumptions());
      case Justification.Exact e -> e.relations();
      case Justification.From f -> List.of();
      case Justification.Cited c -> List.of();
    };
  }

  private static List<String> together(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
