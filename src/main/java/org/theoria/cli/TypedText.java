package org.theoria.cli;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.theoria.report.Excerpt;
import org.theoria.search.Nearest;
import org.theoria.symbolic.ExpressionSyntaxException;
import org.theoria.symbolic.Vocabulary;

/** Reads what a user typed; an error names the operand and shows the column in the text. */
final class TypedText {

  private TypedText() {}

  static <T> T read(String operand, String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (ExpressionSyntaxException e) {
      String nearest = e.unknown().flatMap(TypedText::nearest).orElse("");
      throw new UsageException(
          "step: " + operand + ", " + e.getMessage() + nearest,
          Excerpt.around(text, e.column() - 1));
    }
  }

  private static Optional<String> nearest(ExpressionSyntaxException.UnknownName unknown) {
    List<String> known =
        unknown.known().stream().map(name -> Vocabulary.member(name, unknown.name())).toList();
    return Nearest.to(unknown.name(), known)
        .filter(name -> unknown.name().chars().anyMatch(letter -> name.indexOf(letter) >= 0))
        .map(name -> "; did you mean " + name + "?");
  }
}
