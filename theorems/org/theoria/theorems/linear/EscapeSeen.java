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
   * The non-strict saddle against a strict one.
   *
   * @param strict the starts near the strict one
   * @param later the share of the pairs in which the start near the non-strict one escapes later
   * @param longer the median escape epoch near the non-strict one
   * @param shorter that near the strict one
   */
  private record Contrast(EscapeRuns strict, double later, double longer, double shorter) {
    static Contrast of(EscapeRuns flat, EscapeRuns strict) {
      return new Contrast(
          strict,
          EscapeSeen.later(flat.escapes(), strict.escapes()),
          flat.quantile(0.5),
          strict.quantile(0.5));
    }

    boolean clear() {
      return later >= CLEAR && longer > shorter;
    }

    boolean partial() {
      return !clear() && later > 0.5;
    }

    /** By what, beside the saddle that it is against. */
    Text text() {
      return Phrase.of(
          "the strict saddle with {0} ({1}, later in {2} % of the pairs)",
          "la selle stricte à {0} ({1}, plus tard dans {2} % des couples)",
          descents(strict),
          ratio(),
          percent(later));
    }

    private Text ratio() {
      if (Double.isInfinite(longer)) {
        return Text.of(
            "most starts do not leave the non-strict one in that time",
            "la plupart des départs ne quittent pas la non stricte dans ce temps");
      }
      return Double.isInfinite(shorter) || shorter == 0
          ? Phrase.of("medians {0} and {1}", "médianes {0} et {1}", epoch(longer), epoch(shorter))
          : Phrase.of(
              "a plateau {0} times as long by the medians",
              "un plateau {0} fois plus long d'après les médianes", longer / shorter);
    }
  }

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
    EscapeRuns other = find(all, Kind.WRONG_SUBSET, shown);
    Text numbers =
        Phrase.of(
            "At distance {0}, {1} of {2} starts near the non-strict saddle escape within {3} epochs, {4}; near the strict saddle"
                + " of the same risk ({8}) {5} of {6}, {7}; near the strict one with $\\mathcal S=\\{2\\}$ ({12}) {9} of {10}, {11}.",
            "À la distance {0}, {1} des {2} départs près de la selle non stricte s'en échappent en {3} époques, {4} ; près de la"
                + " selle stricte de même risque ({8}) {5} sur {6}, {7} ; près de la selle stricte avec $\\mathcal S=\\{2\\}$ ({12}) {9} sur"
                + " {10}, {11}.",
            shown,
            flat.escaped(),
            flat.escapes().length,
            most,
            typical(flat),
            strict.escaped(),
            strict.escapes().length,
            typical(strict),
            descents(strict),
            other.escaped(),
            other.escapes().length,
            typical(other),
            descents(other));
    List<Text> sentences = new ArrayList<>(List.of(numbers));
    sentences.addAll(diverged(all));
    if (flat.diverged() + strict.diverged() + other.diverged() == 0) {
      sentences.add(verdict(List.of(Contrast.of(flat, strict), Contrast.of(flat, other))));
    } else {
      sentences.add(
          Text.of(
              "So nothing is concluded of the contrast of slide 95.",
              "Rien n'est donc conclu du contraste de la diapositive 95."));
    }
    growth(all).ifPresent(sentences::add);
    return Phrase.joined(sentences);
  }

  /** Starts of which the loss became no number, at any distance. */
  private static List<Text> diverged(List<EscapeRuns> all) {
    int lost = all.stream().mapToInt(EscapeRuns::diverged).sum();
    int starts = all.stream().mapToInt(r -> r.escapes().length).sum();
    return lost == 0
        ? List.of()
        : List.of(
            Phrase.of(
                "{0} of all {1} starts diverged, their loss became infinite or no number: they neither escape nor stay, and are left out.",
                "{0} de tous les {1} départs ont divergé, leur perte devenant infinie ou non numérique : ils ne s'échappent ni ne restent, et"
                    + " sont écartés.",
                lost,
                starts));
  }

  /** Seen only where it is clear against every strict saddle. */
  private static Text verdict(List<Contrast> against) {
    List<Contrast> clear = against.stream().filter(Contrast::clear).toList();
    List<Contrast> part = against.stream().filter(Contrast::partial).toList();
    List<Contrast> not = against.stream().filter(c -> !c.clear() && !c.partial()).toList();
    if (clear.size() == against.size()) {
      return Phrase.of(
          "So the contrast of slide 95 is seen: the non-strict saddle holds longer than {0}.",
          "Le contraste de la diapositive 95 est donc vu : la selle non stricte retient plus longtemps que {0}.",
          listed(clear));
    }
    List<Text> parts = new ArrayList<>();
    if (!clear.isEmpty()) {
      parts.add(Phrase.of("seen against {0}", "vu contre {0}", listed(clear)));
    }
    if (!part.isEmpty()) {
      parts.add(
          clear.isEmpty()
              ? Phrase.of(
                  "seen in part only, as the two overlap, against {0}",
                  "vu en partie seulement, car les deux se recouvrent, contre {0}", listed(part))
              : Phrase.of("less clearly against {0}", "moins nettement contre {0}", listed(part)));
    }
    if (!not.isEmpty()) {
      parts.add(Phrase.of("not seen against {0}", "pas vu contre {0}", listed(not)));
    }
    return Phrase.of(
        "The contrast of slide 95 is {0}.",
        "Le contraste de la diapositive 95 : {0}.", Phrase.joined("; ", " ; ", parts));
  }

  private static Text listed(List<Contrast> all) {
    return Phrase.joined(" and ", " et ", all.stream().map(Contrast::text).toList());
  }

  /** How many descent directions a saddle has: the negative eigenvalues of its Hessian. */
  private static Text descents(EscapeRuns runs) {
    int count = runs.saddle().classified().inertia().negative();
    return count == 1
        ? Text.of("1 descent direction", "1 direction de descente")
        : Phrase.of("{0} descent directions", "{0} directions de descente", count);
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
    List<EscapeRuns> flat = of(all, Kind.NON_STRICT);
    for (int i = 1; i < flat.size(); i++) {
      double before = flat.get(i - 1).quantile(0.5);
      double after = flat.get(i).quantile(0.5);
      factors.add(!Double.isFinite(after) || before == 0 ? "?" : Phrase.digits(after / before));
    }
    if (factors.isEmpty()) {
      return Optional.empty();
    }
    Text by = Text.of(String.join(", ", factors), String.join(" ; ", factors).replace('.', ','));
    return Optional.of(
        Phrase.of(
            "From each distance to the next (half of it) the median of the non-strict one is multiplied by {0}, while that of the strict"
                + " one of the same risk grows by {1} epochs, that of the other by {2}. (Theory, in the limit: by 2, and by a constant each.)",
            "D'une distance à la suivante (sa moitié), la médiane de la non stricte est multipliée par {0}, tandis que celle de la stricte"
                + " de même risque croît de {1} époques, celle de l'autre de {2}. (Théorie, à la limite : par 2, et chacune d'une constante.)",
            by,
            increments(of(all, Kind.STRICT)),
            increments(of(all, Kind.WRONG_SUBSET))));
  }

  private static String increments(List<EscapeRuns> runs) {
    List<String> terms = new ArrayList<>();
    for (int i = 1; i < runs.size(); i++) {
      double more = runs.get(i).quantile(0.5) - runs.get(i - 1).quantile(0.5);
      terms.add(Double.isFinite(more) ? String.valueOf((long) more) : "?");
    }
    return String.join(", ", terms);
  }

  private static List<EscapeRuns> of(List<EscapeRuns> all, Kind kind) {
    return all.stream().filter(r -> r.saddle().kind() == kind).toList();
  }

  /** With one decimal, and 100.0 only for all. */
  private static Text percent(double share) {
    double shown = share < 1 ? Math.min(100 * share, 99.9) : 100;
    String text = String.format(Locale.ROOT, "%.1f", shown);
    return Text.of(text, text.replace('.', ','));
  }

  /** An epoch as it is printed. */
  static Text epoch(double epoch) {
    if (Double.isNaN(epoch)) {
      return Text.of("–", "–");
    }
    String text = Double.isInfinite(epoch) ? "∞" : String.valueOf((long) epoch);
    return Text.of(text, text);
  }

  private static EscapeRuns find(List<EscapeRuns> all, Kind kind, double distance) {
    return all.stream()
        .filter(r -> r.saddle().kind() == kind && r.distance() == distance)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The share of the pairs (i, j) with a_i later than b_j; half of the ties. {@link
   * EscapeRuns#NEVER} is later than any epoch; pairs with a start that diverged are left out.
   */
  static double later(int[] a, int[] b) {
    double later = 0;
    long pairs = 0;
    for (int i : a) {
      for (int j : b) {
        if (i == EscapeRuns.DIVERGED || j == EscapeRuns.DIVERGED) {
          continue;
        }
        pairs++;
        if (i == j) {
          later += 0.5;
        } else if (i < 0 || (j >= 0 && i > j)) {
          later++;
        }
      }
    }
    return pairs == 0 ? 0.5 : later / pairs;
  }
}
