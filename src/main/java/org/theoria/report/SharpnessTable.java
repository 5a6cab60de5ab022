package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Inequality;
import org.theoria.search.Sharpness;

/** How near the sides of the inequalities come to each other. */
final class SharpnessTable {

  /** A longer fraction is shown as a decimal; the witness has it whole. */
  private static final int READABLE = 20;

  private SharpnessTable() {}

  static <I extends Record> Doc.Table of(List<Sharpness<I>> found, Say say) {
    List<Doc.Row> rows = new ArrayList<>();
    for (Sharpness<I> s : found) {
      rows.add(
          new Doc.Row(
              List.of(
                  Say.code(s.inequality().claim()),
                  say.prose(s.inequality().text()),
                  s.domain()
                      .map(Inequality.Domain::text)
                      .map(say::prose)
                      .orElse(Say.plain(say.of("the whole domain", "tout le domaine"))),
                  Say.plain(ratio(s.ratio(), say)),
                  List.of(verdict(s, say)),
                  Say.plain(Numbers.count(s.evaluated())))));
    }
    return new Doc.Table(
        Say.plain(say.of("Sharpness", "Optimalité des constantes")),
        List.of(
            Doc.Column.left(say.of("claim", "assertion")),
            Doc.Column.flexible(say.of("constant", "constante")),
            Doc.Column.flexible(say.of("where", "où")),
            Doc.Column.right(say.of("largest left/right", "plus grand gauche/droite")),
            Doc.Column.left(say.of("verdict", "verdict")),
            Doc.Column.right(say.of("evaluated", "évalués"))),
        rows);
  }

  private static String ratio(Optional<Rational> ratio, Say say) {
    if (ratio.isEmpty()) {
      return "–";
    }
    String exact = ratio.get().toString();
    return exact.length() <= READABLE
        ? exact
        : "≈ " + Numbers.shortly(ratio.get().doubleValue(), say.language());
  }

  /** A ratio below 1 proves nothing of the constant: it leaves a better one as a conjecture. */
  private static Inline verdict(Sharpness<?> s, Say say) {
    if (s.isRefuted()) {
      return new Inline.Badge(Tone.BAD, say.of("refuted", "réfutée"));
    }
    if (s.isSharp()) {
      return new Inline.Badge(Tone.GOOD, say.of("sharp", "optimale"));
    }
    return s.ratio().isPresent()
        ? new Inline.Badge(Tone.NEUTRAL, say.of("not attained", "non atteinte"))
        : new Inline.Badge(Tone.WARN, say.of("no ratio", "pas de rapport"));
  }
}
