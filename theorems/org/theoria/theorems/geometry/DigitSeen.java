package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** The sentences that compare the ranks with slides 71 and 72. */
final class DigitSeen {
  private DigitSeen() {}

  /** What was seen along a training. */
  static Text alongTraining(List<DigitRank> all) {
    List<Text> sentences = new ArrayList<>();
    int falls = 0;
    int dips = 0;
    int pairs = 0;
    for (DigitScale scale : scales(all)) {
      List<Long> seeds = seeds(of(all, scale));
      List<Text> parts = new ArrayList<>();
      for (DigitSet.Kind kind : DigitSet.Kind.values()) {
        for (long seed : seeds) {
          List<DigitRank> those = of(all, scale, kind, seed);
          if (kind != DigitSet.Kind.GAUSSIAN
              && those.size() > 1
              && !those.stream().allMatch(DigitSeen::isFull)) {
            pairs++;
            falls += those.getLast().rank() < those.getFirst().rank() ? 1 : 0;
            dips += dips(those) ? 1 : 0;
          }
        }
        List<DigitRank> first = of(all, scale, kind, seeds.getFirst());
        if (!first.isEmpty()) {
          parts.add(
              Phrase.of(
                  "{0} ($n={1}$) {2}",
                  "{0} ($n={1}$) {2}", kind.text(), first.getFirst().examples(), change(first)));
        }
      }
      sentences.add(
          Phrase.of(
              "With {0} the rank goes, from epoch {1} to {2}: {3}; the largest of ReLU networks of this architecture is {4}.",
              "Avec {0}, le rang passe, de l'époque {1} à {2} : {3} ; le plus grand des réseaux ReLU de cette architecture est {4}.",
              told(scale, seeds),
              of(all, scale).getFirst().epoch(),
              of(all, scale).getLast().epoch(),
              list(parts),
              of(all, scale).getFirst().bound()));
    }
    sentences.add(falling(falls, dips, pairs));
    sentences.add(gaussian(all));
    sentences.addAll(caveat(all));
    return Phrase.joined(sentences);
  }

  /** The inputs, and which training is told. */
  private static Text told(DigitScale scale, List<Long> seeds) {
    return seeds.size() == 1
        ? scale.text()
        : Phrase.of(
            "{0} (the first of {1} trainings)",
            "{0} (le premier de {1} apprentissages)", scale.text(), seeds.size());
  }

  /** Whether the rank is all that the number of examples allows. */
  private static boolean isFull(DigitRank r) {
    return r.rank() == r.rows();
  }

  /** Whether the rank falls from one look to the next somewhere, and yet ends no lower. */
  private static boolean dips(List<DigitRank> those) {
    boolean falls = false;
    for (int i = 1; i < those.size(); i++) {
      falls |= those.get(i).rank() < those.get(i - 1).rank();
    }
    return falls && those.getLast().rank() >= those.getFirst().rank();
  }

  /** The looks at which the rank has just turned, the first and the last included. */
  private static List<DigitRank> turns(List<DigitRank> those) {
    List<DigitRank> turns = new ArrayList<>(List.of(those.getFirst()));
    int direction = 0;
    for (DigitRank r : those.subList(1, those.size())) {
      int step = Integer.compare(r.rank(), turns.getLast().rank());
      if (step != 0 && step == direction) {
        turns.removeLast();
      }
      if (step != 0) {
        turns.add(r);
        direction = step;
      }
    }
    return turns;
  }

  /** Every leg of the way: up or down to each turning point. */
  private static Text change(List<DigitRank> those) {
    if (those.size() == 1) {
      return Phrase.of(
          "{0} at epoch {1}, the only look",
          "{0} à l'époque {1}, seule regardée", those.getFirst().rank(), those.getFirst().epoch());
    }
    List<DigitRank> turns = turns(those);
    int first = those.getFirst().rank();
    if (turns.size() == 1) {
      return those.stream().allMatch(DigitSeen::isFull)
          ? Phrase.of(
              "stays {0}, all that so few examples allow",
              "reste {0}, tout ce que permettent si peu d'exemples", first)
          : Phrase.of("stays {0}", "reste {0}", first);
    }
    List<Text> legs = new ArrayList<>();
    for (int i = 1; i < turns.size(); i++) {
      DigitRank to = turns.get(i);
      boolean up = to.rank() > turns.get(i - 1).rank();
      Text way = up ? Text.of("rises", "monte") : Text.of("falls", "descend");
      Text leg =
          i == 1
              ? Phrase.of("{0} from {1} to {2}", "{0} de {1} à {2}", way, first, to.rank())
              : Phrase.of("{0} to {1}", "{0} à {1}", way, to.rank());
      boolean last = i == turns.size() - 1;
      Text whole =
          last ? leg : Phrase.of("{0} at epoch {1}", "{0} à l'époque {1}", leg, to.epoch());
      legs.add(last && i > 1 ? Phrase.of("then {0}", "puis {0}", whole) : whole);
    }
    return Phrase.joined(", ", ", ", legs);
  }

  /** Against what the paper reports; cases in which n alone bounds the rank say nothing. */
  private static Text falling(int falls, int dips, int pairs) {
    Text claim =
        Text.of(
            "That the rank on digits falls during training, as the paper behind slide 71 reports,",
            "Que le rang sur les chiffres descende pendant l'apprentissage, comme le rapporte l'article derrière la diapositive 71,");
    if (pairs == 0) {
      return Phrase.of(
          "{0} cannot be seen at these sizes.", "{0} ne peut pas être vu à ces tailles.", claim);
    }
    if (falls == pairs) {
      return Phrase.of(
          "{0} is seen: it ends lower than it began in {1} of {1} cases (a training and a set of digits).",
          "{0} est vu : il finit plus bas qu'au début dans {1} cas sur {1} (un apprentissage et un ensemble de chiffres).",
          claim,
          pairs);
    }
    if (falls + dips == 0) {
      return Phrase.of("{0} is not seen at these sizes.", "{0} n'est pas vu à ces tailles.", claim);
    }
    return Phrase.of(
        "{0} is seen from the start to the end in {1} of {2} cases (a training and a set of digits); in {3} it falls on the way, but ends no lower than it began.",
        "{0} est vu du début à la fin dans {1} cas sur {2} (un apprentissage et un ensemble de chiffres) ; dans {3}, il descend en chemin, mais ne finit pas plus bas qu'au début.",
        claim,
        falls,
        pairs,
        dips);
  }

  /**
   * Whether Gaussian inputs see more than digits, where the numbers of examples do not decide it.
   */
  private static Text gaussian(List<DigitRank> all) {
    int larger = 0;
    int compared = 0;
    int full = 0;
    int gaussians = 0;
    for (DigitRank g : all) {
      if (g.kind() != DigitSet.Kind.GAUSSIAN) {
        continue;
      }
      gaussians++;
      full += g.rank() == g.largest() ? 1 : 0;
      for (DigitRank d : all) {
        if (d.kind() == DigitSet.Kind.TEST
            && d.scale() == g.scale()
            && d.width() == g.width()
            && d.seed() == g.seed()
            && d.epoch() == g.epoch()
            && d.examples() == g.examples()) {
          compared++;
          larger += g.rank() > d.rank() ? 1 : 0;
        }
      }
    }
    return Phrase.of(
        "The rank on Gaussian inputs is larger than on as many test digits in {0} of {1} cases, and the largest possible in {2} of {3}.",
        "Le rang sur des entrées gaussiennes est plus grand que sur autant de chiffres de test dans {0} cas sur {1}, et le plus grand possible"
            + " dans {2} sur {3}.",
        larger,
        compared,
        full,
        gaussians);
  }

  private static List<Text> caveat(List<DigitRank> all) {
    long unknown = all.stream().filter(r -> !r.isKnown()).count();
    return unknown == 0
        ? List.of()
        : List.of(
            Phrase.of(
                "{0} of the {1} ranks are lower bounds only, so that a fall there may be apparent.",
                "{0} des {1} rangs ne sont que des minorants : une descente peut y être apparente.",
                unknown,
                all.size()));
  }

  /** What was seen as the width grows. */
  static Text byWidth(List<DigitRank> all) {
    List<Text> sentences = new ArrayList<>();
    for (DigitScale scale : scales(all)) {
      List<Text> parts = new ArrayList<>();
      for (DigitSet.Kind kind : DigitSet.Kind.values()) {
        List<DigitRank> those =
            new ArrayList<>(of(all, scale, kind, seeds(of(all, scale)).getFirst()));
        if (those.isEmpty()) {
          continue;
        }
        those.sort(Comparator.comparingInt(DigitRank::width));
        parts.add(
            Phrase.of(
                "{0} ($n={1}$) {2}, that is {3} of the largest possible",
                "{0} ($n={1}$) {2}, soit {3} du plus grand possible",
                kind.text(),
                those.getFirst().examples(),
                those.stream()
                    .map(r -> Integer.toString(r.rank()))
                    .collect(Collectors.joining(", ")),
                shares(those)));
      }
      String widths =
          of(all, scale).stream()
              .map(DigitRank::width)
              .distinct()
              .sorted()
              .map(String::valueOf)
              .collect(Collectors.joining(", "));
      sentences.add(
          Phrase.of(
              "With {0}, at widths {1}: {2}.",
              "Avec {0}, aux largeurs {1} : {2}.",
              told(scale, seeds(of(all, scale))),
              widths,
              list(parts)));
    }
    sentences.add(growth(all));
    sentences.add(gaussian(all));
    sentences.addAll(caveat(all));
    return Phrase.joined(sentences);
  }

  /** In whole percents, rounded down: 100 is the largest possible. */
  private static Text shares(List<DigitRank> those) {
    double least = 1;
    double most = 0;
    for (DigitRank r : those) {
      double share = (double) r.rank() / r.largest();
      least = Math.min(least, share);
      most = Math.max(most, share);
    }
    return Phrase.of("{0} to {1} %", "{0} à {1} %", (long) (100 * least), (long) (100 * most));
  }

  /**
   * Whether the ranks grow with the width. A step says nothing where both ranks are all that the
   * number of examples allows.
   */
  private static Text growth(List<DigitRank> all) {
    int rising = 0;
    int steps = 0;
    int bounded = 0;
    List<Text> falls = new ArrayList<>();
    for (List<DigitRank> those : byWidths(all)) {
      for (int i = 1; i < those.size(); i++) {
        DigitRank narrow = those.get(i - 1);
        DigitRank wide = those.get(i);
        steps++;
        rising += wide.rank() > narrow.rank() ? 1 : 0;
        bounded += isFull(narrow) && isFull(wide) ? 1 : 0;
        if (wide.rank() < narrow.rank()) {
          falls.add(fall(narrow, wide));
        }
      }
    }
    List<Text> sentences = new ArrayList<>();
    sentences.add(
        Phrase.of(
            "From one width to the next the rank grows in {0} of {1} steps; in {2} both ranks are all that the number of examples allows.",
            "D'une largeur à la suivante, le rang croît dans {0} pas sur {1} ; dans {2}, les deux rangs sont tout ce que permet le nombre"
                + " d'exemples.",
            rising,
            steps,
            bounded));
    if (!falls.isEmpty()) {
      sentences.add(
          Phrase.of(
              "In {0} it falls: {1}.", "Dans {0}, il descend : {1}.", falls.size(), list(falls)));
    }
    sentences.add(grown(rising, steps - bounded));
    return Phrase.joined(sentences);
  }

  private static Text fall(DigitRank narrow, DigitRank wide) {
    return Phrase.of(
        "{0}, {1}, from {2} at width {3} to {4} at {5}",
        "{0}, {1}, de {2} à la largeur {3} à {4} à {5}",
        narrow.scale().text(),
        narrow.kind().text(),
        narrow.rank(),
        narrow.width(),
        wide.rank(),
        wide.width());
  }

  /** The verdict on the steps that the number of examples does not decide. */
  private static Text grown(int rising, int telling) {
    if (telling == 0) {
      return Text.of(
          "Whether the dimensions grow with the width (slide 72) cannot be seen at these sizes.",
          "Si les dimensions croissent avec la largeur (diapositive 72) ne peut pas être vu à ces tailles.");
    }
    if (rising == telling) {
      return Text.of(
          "So the dimensions grow with the width, as the title of slide 72 has it.",
          "Les dimensions croissent donc avec la largeur, comme le veut le titre de la diapositive 72.");
    }
    return rising == 0
        ? Text.of(
            "That the dimensions grow with the width (slide 72) is not seen.",
            "Que les dimensions croissent avec la largeur (diapositive 72) n'est pas vu.")
        : Text.of(
            "That the dimensions grow with the width (slide 72) is seen in part only.",
            "Que les dimensions croissent avec la largeur (diapositive 72) n'est vu qu'en partie.");
  }

  private static List<DigitScale> scales(List<DigitRank> all) {
    return all.stream().map(DigitRank::scale).distinct().toList();
  }

  private static List<DigitRank> of(List<DigitRank> all, DigitScale scale) {
    return all.stream().filter(r -> r.scale() == scale).toList();
  }

  private static List<Long> seeds(List<DigitRank> all) {
    return all.stream().map(DigitRank::seed).distinct().toList();
  }

  private static List<DigitRank> of(
      List<DigitRank> all, DigitScale scale, DigitSet.Kind kind, long seed) {
    return of(all, scale).stream().filter(r -> r.kind() == kind && r.seed() == seed).toList();
  }

  /** For each kind of inputs, of examples and each seed, the ranks by increasing width. */
  private static List<List<DigitRank>> byWidths(List<DigitRank> all) {
    List<List<DigitRank>> result = new ArrayList<>();
    for (DigitScale scale : scales(all)) {
      for (DigitSet.Kind kind : DigitSet.Kind.values()) {
        for (long seed : seeds(of(all, scale))) {
          List<DigitRank> those = new ArrayList<>(of(all, scale, kind, seed));
          those.sort(Comparator.comparingInt(DigitRank::width));
          result.add(those);
        }
      }
    }
    return result;
  }

  private static Text list(List<Text> parts) {
    return Phrase.joined("; ", " ; ", parts);
  }
}
