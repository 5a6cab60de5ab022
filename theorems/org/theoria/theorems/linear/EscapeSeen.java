package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.EscapeSaddle.Kind;

/** The sentences that compare the runs with slide 95. */
final class EscapeSeen {
  private EscapeSeen() {}

  /**
   * In so many pairs the non-strict saddle must hold longer for the slide's contrast to be seen.
   */
  static final double CLEAR = 0.95;

  /**
   * What was seen.
   *
   * @param all the runs of every kind at every distance
   * @param shown the distance of the comparison
   * @param most the most epochs
   */
  static Text of(List<EscapeRuns> all, double shown, int most) {
    EscapeRuns flat = find(all, Kind.NON_STRICT, shown);
    EscapeRuns strict = find(all, Kind.STRICT, shown);
    double later = later(flat.escapes(), strict.escapes());
    Text numbers =
        Phrase.of(
            "At distance {0}, {1} of {2} starts near the non-strict saddle escape within {3} epochs, {4}; near the strict saddle"
                + " of the same risk {5} of {6}, {7}. In {8} % of the pairs the start near the non-strict one escapes later.",
            "À la distance {0}, {1} des {2} départs près de la selle non stricte s'en échappent en {3} époques, {4} ; près de la"
                + " selle stricte de même risque {5} sur {6}, {7}. Dans {8} % des couples, le départ près de la non stricte"
                + " s'échappe plus tard.",
            shown,
            flat.escaped(),
            flat.escapes().length,
            most,
            typical(flat),
            strict.escaped(),
            strict.escapes().length,
            typical(strict),
            percent(later));
    List<Text> sentences = new ArrayList<>(List.of(numbers, verdict(flat, strict, later)));
    growth(all).ifPresent(sentences::add);
    return Phrase.joined(sentences);
  }

  private static Text verdict(EscapeRuns flat, EscapeRuns strict, double later) {
    double longer = flat.quantile(0.5);
    double shorter = strict.quantile(0.5);
    if (later >= CLEAR && longer > shorter) {
      return Double.isInfinite(longer)
          ? Text.of(
              "So the contrast of slide 95 is seen: a plateau at the non-strict saddle that most starts do not leave in that time.",
              "Le contraste de la diapositive 95 est donc vu : un plateau à la selle non stricte, que la plupart des départs ne quittent pas"
                  + " dans ce temps.")
          : Phrase.of(
              "So the contrast of slide 95 is seen: the plateau at the non-strict saddle is {0} times as long, by the medians.",
              "Le contraste de la diapositive 95 est donc vu : le plateau à la selle non stricte est {0} fois plus long, d'après les"
                  + " médianes.",
              longer / shorter);
    }
    return later > 0.5
        ? Text.of(
            "The contrast of slide 95 is seen in part only: the two overlap.",
            "Le contraste de la diapositive 95 n'est vu qu'en partie : les deux se recouvrent.")
        : Text.of(
            "The contrast of slide 95 is not seen: the non-strict saddle does not hold gradient descent longer.",
            "Le contraste de la diapositive 95 n'est pas vu : la selle non stricte ne retient pas plus longtemps la descente.");
  }

  private static Text typical(EscapeRuns runs) {
    return Phrase.of(
        "median {0} (10–90 %: {1}–{2})",
        "médiane {0} (10–90 % : {1}–{2})",
        epoch(runs.quantile(0.5)),
        epoch(runs.quantile(0.1)),
        epoch(runs.quantile(0.9)));
  }

  /** By what the medians change from one distance to the next. */
  private static Optional<Text> growth(List<EscapeRuns> all) {
    List<String> factors = new ArrayList<>();
    List<String> terms = new ArrayList<>();
    List<EscapeRuns> flat = all.stream().filter(r -> r.saddle().kind() == Kind.NON_STRICT).toList();
    for (int i = 1; i < flat.size(); i++) {
      double before = flat.get(i - 1).quantile(0.5);
      double after = flat.get(i).quantile(0.5);
      EscapeRuns s = find(all, Kind.STRICT, flat.get(i).distance());
      EscapeRuns t = find(all, Kind.STRICT, flat.get(i - 1).distance());
      factors.add(Double.isInfinite(after) || before == 0 ? "?" : Phrase.digits(after / before));
      double more = s.quantile(0.5) - t.quantile(0.5);
      terms.add(Double.isFinite(more) ? String.valueOf((long) more) : "?");
    }
    if (factors.isEmpty()) {
      return Optional.empty();
    }
    Text by = Text.of(String.join(", ", factors), String.join(" ; ", factors).replace('.', ','));
    String plus = String.join(", ", terms);
    return Optional.of(
        Phrase.of(
            "From each distance to the next (half of it) the median of the non-strict one is multiplied by {0}, while that of the strict"
                + " one grows by {1} epochs. (Theory, in the limit: by 2, and by a constant.)",
            "D'une distance à la suivante (sa moitié), la médiane de la non stricte est multipliée par {0}, tandis que celle de la stricte"
                + " croît de {1} époques. (Théorie, à la limite : par 2, et d'une constante.)",
            by,
            Text.of(plus, plus)));
  }

  /** With one decimal. */
  private static Text percent(double share) {
    String text = String.format(Locale.ROOT, "%.1f", 100 * share);
    return Text.of(text, text.replace('.', ','));
  }

  /** An epoch as it is printed. */
  static Text epoch(double epoch) {
    String text = Double.isInfinite(epoch) ? "∞" : String.valueOf((long) epoch);
    return Text.of(text, text);
  }

  private static EscapeRuns find(List<EscapeRuns> all, Kind kind, double distance) {
    return all.stream()
        .filter(r -> r.saddle().kind() == kind && r.distance() == distance)
        .findFirst()
        .orElseThrow();
  }

  /** The share of the pairs (i, j) with a_i later than b_j; half of the ties. −1 is never. */
  static double later(int[] a, int[] b) {
    double pairs = 0;
    for (int i : a) {
      for (int j : b) {
        if (i == j) {
          pairs += 0.5;
        } else if (i < 0 || (j >= 0 && i > j)) {
          pairs++;
        }
      }
    }
    return pairs / ((double) a.length * b.length);
  }
}
