package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.network.linear.CriticalClass;
import org.theoria.proposition.Text;
import org.theoria.theorems.linear.EscapeSaddle.Kind;

final class SaddleEscapeTest {
  private static final EscapeSettings SMALL =
      new EscapeSettings(4, List.of(0x1p-2, 0x1p-3), 0x1p-3, EscapeSettings.RATE, 4_096, 16, 2);

  private static Observations run(long seed, Watch watch) {
    return SaddleEscape.run(new EjmlBackend(), SMALL, seed, watch);
  }

  @Test
  void itRunsAndItsTablesHaveARowForEachPart() {
    Observations seen = run(1, Watch.SILENT);
    assertTrue(seen.complete());
    assertEquals(
        List.of("saddles", "escapes", "epochs"), seen.tables().stream().map(t -> t.id()).toList());
    assertEquals(3, seen.tables().get(0).rows().size());
    assertEquals(6, seen.tables().get(1).rows().size());
    assertEquals(
        24,
        seen.tables().get(2).rows().stream()
            .mapToInt(row -> Integer.parseInt(row.getLast().en()))
            .sum());
    assertEquals(2, seen.figures().size());
    assertEquals(seen, run(1, Watch.SILENT));
    assertNotEquals(seen, run(2, Watch.SILENT));
  }

  /** Both of the pair have the same risk, and only the one is strict. */
  @Test
  void theSaddlesAreWhatTheyShouldBe() {
    EscapeSaddle flat = EscapeSaddle.of(Kind.NON_STRICT);
    EscapeSaddle strict = EscapeSaddle.of(Kind.STRICT);
    assertEquals(flat.classified().risk(), strict.classified().risk());
    assertEquals(Rational.of(9, 2), flat.classified().risk());
    assertEquals(Rational.ONE, EscapeSaddle.least());
    assertEquals(CriticalClass.NON_STRICT_SADDLE, flat.classified().classByTheorem());
    assertEquals(0, flat.classified().inertia().negative());
    assertTrue(strict.classified().inertia().negative() > 0);
    assertFalse(strict.classified().isTightened());
  }

  /** At the saddle itself nothing moves, and the batch computes the same risk without biases. */
  @Test
  void atDistanceZeroNothingEscapes() {
    EscapeSettings still = new EscapeSettings(1, List.of(0.0), 0.0, EscapeSettings.RATE, 64, 16, 1);
    for (Kind kind : Kind.values()) {
      EscapeSaddle saddle = EscapeSaddle.of(kind);
      EscapeRuns runs =
          EscapeRuns.escapes(new EjmlBackend(), saddle, 0, still, 1, Watch.SILENT)
              .withLosses(new EjmlBackend(), still, 64, 1, Watch.SILENT);
      assertArrayEquals(new int[] {-1}, runs.escapes());
      assertEquals(5, runs.losses()[0].length);
      for (double loss : runs.losses()[0]) {
        assertEquals(saddle.risk(), loss, 1e-12);
      }
      assertEquals(Double.POSITIVE_INFINITY, runs.quantile(0.5));
    }
  }

  /** The escape epoch of a start is where its own loss curve first lies below the border. */
  @Test
  void theEscapeIsReadOffTheCurve() {
    EscapeSaddle saddle = EscapeSaddle.of(Kind.STRICT);
    EscapeRuns runs =
        EscapeRuns.escapes(new EjmlBackend(), saddle, 0x1p-3, SMALL, 5, Watch.SILENT)
            .withLosses(new EjmlBackend(), SMALL, 1_024, 5, Watch.SILENT);
    for (int i = 0; i < SMALL.curves(); i++) {
      int look = 0;
      while (runs.losses()[i][look] > saddle.border()) {
        look++;
      }
      assertTrue(look > 0);
      assertEquals(look * SMALL.every(), runs.escapes()[i]);
    }
    assertTrue(runs.largestBias() < 1e-12, "biases stay 0: " + runs.largestBias());
  }

  private static EscapeRuns made(Kind kind, double distance, int... escapes) {
    return new EscapeRuns(EscapeSaddle.of(kind), distance, escapes, new double[0][], 0);
  }

  private static Text seen(int[] flat, int[] strict, int[] other) {
    return EscapeSeen.of(
        List.of(
            made(Kind.NON_STRICT, 0.5, flat),
            made(Kind.STRICT, 0.5, strict),
            made(Kind.WRONG_SUBSET, 0.5, other)),
        0.5,
        200);
  }

  private static int[] epochs(int... epochs) {
    return epochs;
  }

  @Test
  void theContrastIsSeenOnlyAgainstBothStrictSaddles() {
    int[] slow = {90, 100, 110};
    int[] fast = {9, 10, 11};
    Text both = seen(slow, fast, epochs(40, 50, 60));
    assertTrue(both.en().contains("median 100 (10–90 %: 90–110)"), both.en());
    assertTrue(
        both.en()
            .contains(
                "is seen: the non-strict saddle holds longer than the strict saddle with 9 descent directions (a plateau 10 times as long by"
                    + " the medians, later in 100.0 % of the pairs) and the strict saddle with 1 descent direction (a plateau 2 times as long by the"
                    + " medians, later in 100.0 % of the pairs)."),
        both.en());
    assertTrue(both.fr().contains("est donc vu : la selle non stricte retient"), both.fr());
    // later than 109 and 50 in 5 of 6 pairs: below CLEAR
    Text one = seen(slow, fast, epochs(50, 50, 101));
    assertTrue(
        one.en()
            .contains(
                "slide 95 is seen against the strict saddle with 9 descent directions (a plateau 10 times"),
        one.en());
    assertTrue(
        one.en()
            .contains(
                "; less clearly against the strict saddle with 1 descent direction (a plateau 2 times as long by the medians, later in 77.8 %"),
        one.en());
    assertTrue(one.fr().contains(" ; moins nettement contre la selle stricte à 1 direction de"));
    assertFalse(one.en().contains("is seen:"), one.en());
    Text against = seen(slow, fast, epochs(120, 130, -1));
    assertTrue(against.en().contains("; not seen against the strict saddle with 1"), against.en());
    assertTrue(against.fr().contains(" ; pas vu contre la selle stricte à 1"), against.fr());
  }

  @Test
  void theSentenceSaysWhatHappened() {
    Text never = seen(epochs(-1, -1, 90), epochs(9, 10, 11), epochs(9, 10, 11));
    assertTrue(never.en().contains("(most starts do not leave the non-strict one"), never.en());
    Text overlap = seen(epochs(10, 30, 50), epochs(9, 20, 40), epochs(9, 20, 40));
    assertTrue(overlap.en().contains("is seen in part only"), overlap.en());
    assertTrue(overlap.fr().contains("95 : vu en partie seulement"), overlap.fr());
    Text not = seen(epochs(9, 10, 11), epochs(90, 100, -1), epochs(90, 100, -1));
    assertTrue(not.en().contains("slide 95 is not seen against"), not.en());
    assertTrue(not.fr().contains("95 : pas vu contre"), not.fr());
  }

  /** A start whose loss is no number is neither one that escapes nor one that stays. */
  @Test
  void divergedStartsAreCountedApart() {
    int[] escapes = {EscapeRuns.NEVER, EscapeRuns.NEVER, EscapeRuns.NEVER, 8};
    EscapeRuns.note(
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0.5, Double.NaN},
        List.of(0, 1, 2, 3),
        1,
        16,
        escapes);
    assertArrayEquals(new int[] {EscapeRuns.DIVERGED, EscapeRuns.DIVERGED, 16, 8}, escapes);
    EscapeRuns runs = made(Kind.STRICT, 0.5, escapes);
    assertEquals(2, runs.diverged());
    assertEquals(2, runs.escaped());
    assertEquals(16, runs.quantile(1));
    assertTrue(Double.isNaN(made(Kind.STRICT, 0.5, EscapeRuns.DIVERGED).quantile(0.5)));
    assertEquals(1, EscapeSeen.later(new int[] {9, EscapeRuns.DIVERGED}, new int[] {8}));
    Text lost = seen(epochs(EscapeRuns.DIVERGED, -1, -1), epochs(9, 10, 11), epochs(9, 10, 11));
    assertTrue(lost.en().contains("1 of all 9 starts diverged"), lost.en());
    assertTrue(lost.en().contains("nothing is concluded of the contrast"), lost.en());
    assertTrue(lost.fr().contains("Rien n'est donc conclu du contraste"), lost.fr());
    assertFalse(lost.en().contains("is seen"), lost.en());
    List<List<Text>> rows = EscapeExhibits.series(List.of(runs)).rows();
    assertEquals("diverged", rows.getFirst().get(2).en());
    assertEquals("2", rows.getFirst().get(3).en());
  }

  /** With a rate far beyond what descent bears, all starts diverge, and none "stays". */
  @Test
  void tooLargeARateIsNoPlateau() {
    EscapeSettings wild = new EscapeSettings(3, List.of(0.5), 0.5, 16, 512, 8, 2);
    EscapeRuns runs =
        EscapeRuns.escapes(
            new EjmlBackend(), EscapeSaddle.of(Kind.NON_STRICT), 0.5, wild, 1, Watch.SILENT);
    assertEquals(3, runs.diverged() + runs.escaped());
    assertTrue(runs.diverged() > 0);
    Observations seen = SaddleEscape.run(new EjmlBackend(), wild, 1, Watch.SILENT);
    assertTrue(seen.seen().en().contains("starts diverged"), seen.seen().en());
  }

  @Test
  void theGrowthIsThatOfTheMedians() {
    List<EscapeRuns> all =
        List.of(
            made(Kind.NON_STRICT, 0.5, 100),
            made(Kind.NON_STRICT, 0.25, 250),
            made(Kind.STRICT, 0.5, 10),
            made(Kind.STRICT, 0.25, 17),
            made(Kind.WRONG_SUBSET, 0.5, 30),
            made(Kind.WRONG_SUBSET, 0.25, 81));
    String seen = EscapeSeen.of(all, 0.25, 300).en();
    assertTrue(seen.contains("multiplied by 2.5,"), seen);
    assertTrue(seen.contains("grows by 7 epochs, that of the other by 51."), seen);
  }

  @Test
  void pairsAreCounted() {
    assertEquals(1, EscapeSeen.later(new int[] {-1, 8}, new int[] {7, 5}));
    assertEquals(0, EscapeSeen.later(new int[] {1}, new int[] {-1, 2}));
    assertEquals(0.5, EscapeSeen.later(new int[] {3, -1}, new int[] {3, -1}));
  }

  @Test
  void thereAreFourBinsADoubling() {
    double[] counts = EscapeExhibits.counts(new int[] {0, 1, 2, 4, 5, 6, 8, -1}, 8);
    assertArrayEquals(new double[] {2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1}, counts);
  }

  @Test
  void stoppedItEndsSoonAndSaysSo() {
    for (int looks : new int[] {0, 1, 10, 60}) {
      AtomicInteger asked = new AtomicInteger();
      AtomicInteger told = new AtomicInteger();
      List<String> stages = new ArrayList<>();
      Observations seen =
          run(
              1,
              new Watch() {
                @Override
                public void stage(Text label, long total) {
                  stages.add(label.en());
                }

                @Override
                public void advance(long units) {
                  // each start has 16 looks at least before it is done with
                  told.addAndGet(units > 0 && asked.get() > looks ? 1 : 0);
                }

                @Override
                public boolean stopped() {
                  return asked.incrementAndGet() > looks;
                }
              });
      assertFalse(seen.complete());
      assertEquals(1, seen.tables().size());
      assertTrue(asked.get() < looks + 60, "asked " + asked);
      assertEquals(List.of("starts near saddles"), stages);
      assertTrue(told.get() <= 1, told + " advances after the stop, one may be of what was run");
    }
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EscapeSettings(4, List.of(0.5), 0.25, 0.01, 64, 8, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> new EscapeSettings(0, List.of(0.5), 0.5, 0.01, 64, 8, 1));
  }

  /** The kept report has the saddles, and on any backend the epochs of one group of starts. */
  @Test
  void theKeptReportIsReproduced() throws IOException {
    Path kept = Path.of("reports", "experiments", "saddle-escape", "tables");
    List<EscapeSaddle> saddles = Arrays.stream(Kind.values()).map(EscapeSaddle::of).toList();
    List<String> lines = Files.readAllLines(kept.resolve("saddles.csv"));
    assertEquals(4, lines.size());
    for (int i = 0; i < 3; i++) {
      List<Text> row = EscapeExhibits.saddles(saddles).rows().get(i);
      assertEquals(String.join(",", row.stream().map(Text::en).toList()), lines.get(i + 1));
    }
    double distance = EscapeSettings.FULL.distances().getFirst();
    EscapeRuns runs =
        EscapeRuns.escapes(
            new EjmlBackend(), saddles.get(1), distance, EscapeSettings.FULL, 1, Watch.SILENT);
    List<String> expected =
        EscapeExhibits.series(List.of(runs)).rows().stream()
            .map(row -> String.join(",", row.stream().map(Text::en).toList()))
            .toList();
    List<String> found =
        Files.readAllLines(kept.resolve("epochs.csv")).stream()
            .filter(line -> line.startsWith("strict," + distance + ","))
            .toList();
    assertTrue(expected.size() > 10);
    assertEquals(expected, found);
  }

  /** What the kept sentence says follows from the kept epochs. */
  @Test
  void theKeptSentenceIsThatOfItsTable() throws IOException {
    Path kept = Path.of("reports", "experiments", "saddle-escape");
    List<EscapeRuns> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (double distance : EscapeSettings.FULL.distances()) {
        int[] escapes =
            Files.readAllLines(kept.resolve("tables/epochs.csv")).stream()
                .map(line -> line.split(","))
                .filter(row -> row[0].equals(kind.id))
                .filter(row -> row[1].equals(Double.toString(distance)))
                .flatMapToInt(
                    row ->
                        IntStream.generate(
                                () ->
                                    row[2].isEmpty() ? EscapeRuns.NEVER : Integer.parseInt(row[2]))
                            .limit(Integer.parseInt(row[3])))
                .toArray();
        assertEquals(EscapeSettings.FULL.starts(), escapes.length);
        all.add(made(kind, distance, escapes));
      }
    }
    Text seen = EscapeSeen.of(all, EscapeSettings.FULL.shown(), EscapeSettings.FULL.most());
    JsonNode node =
        new ObjectMapper().readTree(Files.readString(kept.resolve("experiment.json"))).path("seen");
    assertEquals(seen.en(), node.path("en").asText());
    assertEquals(seen.fr(), node.path("fr").asText());
  }
}
