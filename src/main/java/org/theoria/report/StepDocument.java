package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.symbolic.Comparison;
import org.theoria.symbolic.ErrorBound;
import org.theoria.symbolic.ReaderStep;
import org.theoria.symbolic.StepAnswer;

/** What {@code theoria step} answers to a line of a reader's own proof. */
public final class StepDocument {

  /** Digits of an enclosure for a reader. */
  private static final int DIGITS = 12;

  /** Longer numbers are cut for a reader. */
  private static final int LONGEST_NUMBER = 60;

  /** Longer lines are cut for a reader. */
  private static final int SHOWN = 400;

  private StepDocument() {}

  /**
   * The answer in one word: equal or different for an equality, holds or fails for an inequality.
   */
  public static String word(ReaderStep step, StepAnswer answer) {
    boolean equality = step.relation().operator() == Comparison.Operator.EQUAL;
    return switch (answer) {
      case StepAnswer.Holds h -> equality ? "equal" : "holds";
      case StepAnswer.Fails f -> equality ? "different" : "fails";
      case StepAnswer.Undecided u -> "undecided";
    };
  }

  /** The answer for a reader. */
  public static List<Doc> of(ReaderStep step, StepAnswer answer, Language language) {
    Say say = new Say(language);
    List<Inline> first = new ArrayList<>();
    first.add(new Inline.Badge(tone(answer), said(word(step, answer), say)));
    first.add(new Inline.Plain("  "));
    first.add(new Inline.Code(shown(step.text())));
    List<Doc> blocks = new ArrayList<>();
    blocks.add(new Doc.Paragraph(first));
    List<List<Doc>> lines = new ArrayList<>();
    String given = step.assumptions().toString();
    switch (answer) {
      case StepAnswer.Holds h -> {
        String symbols = String.join(", ", step.relation().symbols());
        lines.add(
            Say.line(
                say.of("for all values of ", "pour toutes les valeurs de "),
                symbols.isEmpty() ? say.of("no symbol", "aucun symbole") : symbols,
                step.assumptions().relations().isEmpty() && step.assumptions().integers().isEmpty()
                    ? ""
                    : say.of(" with ", " avec ") + given,
                h.where().isEmpty()
                    ? ""
                    : say.of(", wherever both sides are defined: ", ", là où tout est défini : ")
                        + String.join(", ", h.where())));
        lines.add(Say.line(h.how() + h.error().map(e -> " (" + e + ")").orElse("")));
      }
      case StepAnswer.Fails f -> {
        StringJoiner at = new StringJoiner(", ");
        f.symbols().forEach((name, value) -> at.add(name + placed(value, say)));
        f.functions().forEach((name, value) -> at.add(name + placed(value, say)));
        if (at.length() > 0) {
          lines.add(Say.line(say.of("at ", "en "), at.toString()));
        }
        lines.add(Say.line(say.of("left  ", "gauche "), value(f.left(), say)));
        lines.add(Say.line(say.of("right ", "droite "), value(f.right(), say)));
      }
      case StepAnswer.Undecided u -> lines.add(Say.line(u.why()));
    }
    blocks.add(new Doc.Bullets(false, lines));
    return blocks;
  }

  private static String placed(Enclosure value, Say say) {
    return (value.isPoint() ? " = " : " ") + value(value, say);
  }

  private static String value(Enclosure e, Say say) {
    return e.isPoint()
        ? brief(e.lower().toString())
        : say.of("between ", "entre ")
            + decimal(e.lower(), RoundingMode.FLOOR)
            + say.of(" and ", " et ")
            + decimal(e.upper(), RoundingMode.CEILING);
  }

  private static String brief(String number) {
    return number.length() <= LONGEST_NUMBER
        ? number
        : number.substring(0, LONGEST_NUMBER / 2)
            + "…"
            + number.substring(number.length() - LONGEST_NUMBER / 2)
            + " ("
            + number.length()
            + " characters; --json prints it)";
  }

  /** Twelve digits, rounded so that the numbers still enclose. */
  private static String decimal(Rational value, RoundingMode side) {
    return new BigDecimal(value.numerator())
        .divide(new BigDecimal(value.denominator()), new MathContext(DIGITS, side))
        .stripTrailingZeros()
        .toString();
  }

  /** A long line is cut in the middle. */
  private static String shown(String text) {
    return text.length() <= SHOWN
        ? text
        : text.substring(0, SHOWN / 2) + " … " + text.substring(text.length() - SHOWN / 2);
  }

  private static String said(String word, Say say) {
    return switch (word) {
      case "equal" -> say.of("equal", "égal");
      case "different" -> say.of("different", "différent");
      case "holds" -> say.of("holds", "vrai");
      case "fails" -> say.of("fails", "faux");
      default -> say.of("undecided", "indécis");
    };
  }

  private static Tone tone(StepAnswer answer) {
    return switch (answer) {
      case StepAnswer.Holds h -> Tone.GOOD;
      case StepAnswer.Fails f -> Tone.BAD;
      case StepAnswer.Undecided u -> Tone.WARN;
    };
  }

  /** The answer for a program; its schema is step.schema.json. */
  public static ObjectNode json(String proposition, ReaderStep step, StepAnswer answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("answer", word(step, answer));
    node.put("proposition", proposition);
    node.put("relation", step.relation().operator().text());
    node.put("left", step.relation().left().toString());
    node.put("right", step.relation().right().toString());
    ArrayNode assumptions = node.putArray("assumptions");
    step.assumptions().relations().forEach(r -> assumptions.add(r.toString()));
    ArrayNode integers = node.putArray("integers");
    step.assumptions().integers().forEach(integers::add);
    switch (answer) {
      case StepAnswer.Holds h -> {
        node.put("how", h.how());
        node.put("error", h.error().map(ErrorBound::toString).orElse("solver alone"));
        ArrayNode where = node.putArray("where");
        h.where().forEach(where::add);
      }
      case StepAnswer.Fails f -> {
        ObjectNode point = node.putObject("point");
        f.symbols().forEach((name, value) -> put(point, name, value));
        ObjectNode functions = node.putObject("functions");
        f.functions().forEach((name, value) -> put(functions, name, value));
        ObjectNode values = node.putObject("values");
        put(values, "left", f.left());
        put(values, "right", f.right());
      }
      case StepAnswer.Undecided u -> node.put("why", u.why());
    }
    return node;
  }

  private static void put(ObjectNode node, String name, Enclosure value) {
    if (value.isPoint()) {
      node.put(name, value.lower().toString());
    } else {
      ObjectNode interval = node.putObject(name);
      interval.put("lo", value.lower().toString());
      interval.put("hi", value.upper().toString());
    }
  }
}
