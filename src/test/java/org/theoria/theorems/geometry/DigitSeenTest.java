package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.proposition.Text;

/** The sentences that compare, on ranks that are made up. */
final class DigitSeenTest {
  private static DigitRank made(int epoch, DigitSet.Kind kind, int n, int rank) {
    return made(epoch, 30, kind, n, rank, new Certainty.TwoSided());
  }

  private static DigitRank made(
      int epoch, int width, DigitSet.Kind kind, int n, int rank, Certainty certainty) {
    return new DigitRank(
        DigitScale.MEANS, width, 1, epoch, 1, kind, n, rank, certainty, 3670, 3580, 3580, 0, n);
  }

  /** The same of the next training. */
  private static DigitRank next(DigitRank r, int rank) {
    return new DigitRank(
        r.scale(),
        r.width(),
        r.seed() + 1,
        r.epoch(),
        r.loss(),
        r.kind(),
        r.examples(),
        rank,
        r.certainty(),
        r.parameters(),
        r.bound(),
        r.proven(),
        r.dead(),
        r.patterns());
  }

  /** Every training counts; the first one is told, and a single look is no case. */
  @Test
  void theSentenceCountsTrainings() {
    List<DigitRank> all = new ArrayList<>();
    all.add(made(0, DigitSet.Kind.TRAIN, 300, 2900));
    all.add(made(9, DigitSet.Kind.TRAIN, 300, 2800));
    all.add(made(9, DigitSet.Kind.TEST, 300, 2700));
    all.add(next(all.get(0), 2900));
    all.add(next(all.get(1), 2950));
    Text seen = DigitSeen.alongTraining(all);
    assertTrue(
        seen.en().contains("pixels (the first of 2 trainings) the rank goes, from epoch 0"),
        seen.en());
    assertTrue(seen.fr().contains("(le premier de 2 apprentissages), le rang"), seen.fr());
    assertTrue(seen.en().contains(") falls from 2900 to 2800; test digits"), seen.en());
    assertTrue(seen.en().contains(") 2700 at epoch 9, the only look;"), seen.en());
    assertTrue(seen.en().contains("in 1 of 2 cases (a training and a set of digits)"), seen.en());
    List<DigitRank> wider = new ArrayList<>();
    for (int w : List.of(5, 10)) {
      wider.add(made(9, w, DigitSet.Kind.TRAIN, 300, 20 * w, new Certainty.TwoSided()));
      wider.add(next(wider.getLast(), 200 - w));
    }
    String growth = DigitSeen.byWidth(wider).en();
    assertTrue(growth.contains("(the first of 2 trainings), at widths 5, 10: "), growth);
    assertTrue(growth.contains("grows in 1 of 2 steps"), growth);
    assertTrue(growth.contains("In 1 it falls: "), growth);
  }

  @Test
  void theSentenceSaysWhetherTheRankFalls() {
    List<DigitRank> falls =
        List.of(
            made(0, DigitSet.Kind.TRAIN, 300, 2900),
            made(0, DigitSet.Kind.TEST, 300, 2800),
            made(0, DigitSet.Kind.GAUSSIAN, 300, 3000),
            made(9, DigitSet.Kind.TRAIN, 300, 2850),
            made(9, DigitSet.Kind.TEST, 300, 2700),
            made(9, DigitSet.Kind.GAUSSIAN, 300, 3000));
    String seen = DigitSeen.alongTraining(falls).en();
    assertTrue(seen.contains("falls from 2900 to 2850"), seen);
    assertTrue(
        seen.contains(
            "as the paper behind slide 71 reports, is seen: it ends lower than it began in 2 of 2 cases (a training and a set of digits)."),
        seen);
    assertTrue(seen.contains("in 2 of 2 cases, and the largest possible in 2 of 2"), seen);
    List<DigitRank> half = new ArrayList<>(falls);
    half.set(4, made(9, DigitSet.Kind.TEST, 300, 2900));
    assertTrue(
        DigitSeen.alongTraining(half)
            .en()
            .contains(
                "in 1 of 2 cases (a training and a set of digits); in 0 it falls on the way"));
    half.set(3, made(9, DigitSet.Kind.TRAIN, 300, 2900));
    half.set(5, made(9, 30, DigitSet.Kind.GAUSSIAN, 300, 2950, new Certainty.Probable(0)));
    Text not = DigitSeen.alongTraining(half);
    assertTrue(not.en().contains("is not seen at these sizes"), not.en());
    assertTrue(not.en().contains("1 of the 6 ranks are lower bounds only"), not.en());
    assertTrue(not.fr().contains("n'est pas vu"), not.fr());
  }

  /** A rank that falls and rises again is told, and one that n alone bounds says nothing. */
  @Test
  void theSentenceKnowsDipsAndBounds() {
    List<DigitRank> dips =
        List.of(
            made(0, DigitSet.Kind.TRAIN, 300, 2900),
            made(2, DigitSet.Kind.TRAIN, 300, 2700),
            made(9, DigitSet.Kind.TRAIN, 300, 2950));
    String seen = DigitSeen.alongTraining(dips).en();
    assertTrue(seen.contains("falls from 2900 to 2700 at epoch 2, then rises to 2950"), seen);
    assertTrue(
        seen.contains("in 0 of 1 cases (a training and a set of digits); in 1 it falls on the way"),
        seen);
    String bounded =
        DigitSeen.alongTraining(
                List.of(
                    made(0, DigitSet.Kind.TRAIN, 300, 3000),
                    made(9, DigitSet.Kind.TRAIN, 300, 3000)))
            .en();
    assertTrue(bounded.contains("stays 3000, all that so few examples allow"), bounded);
    assertTrue(bounded.contains("cannot be seen at these sizes"), bounded);
  }

  @Test
  void theSentenceSaysWhetherTheRankGrowsWithTheWidth() {
    List<DigitRank> grows =
        List.of(
            made(9, 5, DigitSet.Kind.TRAIN, 300, 200, new Certainty.TwoSided()),
            made(9, 10, DigitSet.Kind.TRAIN, 300, 500, new Certainty.TwoSided()),
            made(9, 20, DigitSet.Kind.TRAIN, 300, 3000, new Certainty.TwoSided()),
            made(9, 30, DigitSet.Kind.TRAIN, 300, 3000, new Certainty.TwoSided()));
    String seen = DigitSeen.byWidth(grows).en();
    assertTrue(seen.contains("grows in 2 of 3 steps; in 1 both ranks are"), seen);
    assertTrue(seen.contains("So the dimensions grow with the width"), seen);
    // 2999 of 3000 is not 100 %
    assertTrue(wider(1500, 2999).en().contains("that is 50 to 99 % of"));
    List<DigitRank> not = new ArrayList<>(grows);
    not.set(1, made(9, 10, DigitSet.Kind.TRAIN, 300, 150, new Certainty.TwoSided()));
    assertTrue(DigitSeen.byWidth(not).en().contains("is seen in part only"));
  }

  private static Text along(int... ranks) {
    List<DigitRank> all = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      all.add(made(i, DigitSet.Kind.TRAIN, 300, ranks[i]));
    }
    return DigitSeen.alongTraining(all);
  }

  @Test
  void everyTurnIsTold() {
    Text turns = along(10, 14, 8, 9);
    assertTrue(
        turns
            .en()
            .contains(") rises from 10 to 14 at epoch 1, falls to 8 at epoch 2, then rises to 9;"),
        turns.en());
    assertTrue(
        turns
            .fr()
            .contains(
                ") monte de 10 à 14 à l'époque 1, descend à 8 à l'époque 2, puis monte à 9 ;"),
        turns.fr());
    assertTrue(along(10, 12, 12, 15).en().contains(") rises from 10 to 15;"));
    assertTrue(along(10, 9, 9, 7, 7).en().contains(") falls from 10 to 7;"));
    assertTrue(along(10, 10, 10).en().contains(") stays 10;"));
    // above its start at both ends, and yet it falls on the way
    String above = along(10, 14, 12).en();
    assertTrue(above.contains(") rises from 10 to 14 at epoch 1, then falls to 12;"), above);
    assertTrue(above.contains("in 1 it falls on the way, but ends no lower"), above);
  }

  private static Text wider(int... ranks) {
    List<DigitRank> all = new ArrayList<>();
    for (int i = 0; i < ranks.length; i++) {
      all.add(made(9, 5 * (i + 1), DigitSet.Kind.TRAIN, 300, ranks[i], new Certainty.TwoSided()));
    }
    return DigitSeen.byWidth(all);
  }

  @Test
  void whatTheExamplesDecideIsNoGrowth() {
    Text full = wider(3000, 3000, 3000);
    assertTrue(full.en().contains("(slide 72) cannot be seen at these sizes"), full.en());
    assertTrue(full.fr().contains("ne peut pas être vu à ces tailles"), full.fr());
    Text lost = wider(500, 3000, 2900);
    assertTrue(lost.en().contains("grows in 1 of 2 steps; in 0 both ranks are all"), lost.en());
    assertTrue(lost.en().contains("In 1 it falls: 49 means of 4×4 pixels, training"), lost.en());
    assertTrue(lost.en().contains("from 3000 at width 10 to 2900 at 15."), lost.en());
    assertTrue(lost.fr().contains("de 3000 à la largeur 10 à 2900 à 15."), lost.fr());
    assertTrue(lost.en().contains("is seen in part only"), lost.en());
    assertTrue(wider(500, 500, 400).en().contains("(slide 72) is not seen."));
    assertTrue(wider(500, 500, 400).fr().contains("n'est pas vu."));
  }

  @Test
  void certaintyIsNamed() {
    assertEquals("proven", made(0, DigitSet.Kind.TRAIN, 3, 1).sure().en());
    assertEquals(
        "error ≤ 2^-7",
        made(0, 30, DigitSet.Kind.TRAIN, 3, 1, new Certainty.Probable(-7.4)).sure().en());
    assertEquals(
        "lower bound",
        made(0, 30, DigitSet.Kind.TRAIN, 3, 1, new Certainty.Probable(0)).sure().en());
  }
}
