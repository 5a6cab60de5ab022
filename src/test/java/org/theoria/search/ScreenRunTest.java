package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theoria.arithmetic.Rational;
import org.theoria.certify.FormatException;
import org.theoria.certify.Problem;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Text;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;

/** Sweeps of screens: what is not cleared is examined, and a stopped sweep goes on. */
class ScreenRunTest {
  private static final long TRIES = 300_000;

  @TempDir Path folder;

  /**
   * Instance i is the number i mod 1000; not cleared are those of which i is a multiple of {@code
   * every}.
   */
  private record Remainders(long every) implements Screen<Toy.Number> {
    @Override
    public Text population() {
      return Text.of("remainders", "restes");
    }

    @Override
    public long defaultTries() {
      return TRIES;
    }

    @Override
    public List<Counts> counts() {
      Text text = Text.of("last digit", "dernier chiffre");
      return List.of(
          new Counts(text, text, List.of("even", "odd"), List.of(Text.of("cleared", "écartés"))));
    }

    @Override
    public Sweep sweep(Key key, long first, int count) {
      long[] suspicious =
          LongStream.range(first, first + count).filter(i -> i % every == 0).toArray();
      long[] counts = new long[2];
      LongStream.range(first, first + count)
          .filter(i -> i % every != 0)
          .forEach(i -> counts[(int) (i % 2)]++);
      return new Sweep(suspicious, (first + count) / 1e12, counts);
    }

    @Override
    public Toy.Number instance(Key key, long index) {
      return new Toy.Number(Rational.of(index % 1000));
    }
  }

  /** a ≤ 990, on numbers below 998. */
  private static Problem<Toy.Number> problem() {
    return Problem.of(
        new Toy(Toy.atMost(990), n -> n.a().compareTo(Rational.of(998)) < 0, Rational::of),
        new Variant.Stated());
  }

  private static SearchOptions options(int threads, AtomicLong left) {
    return new SearchOptions(
        OptionalLong.empty(), 7, threads, () -> left.getAndDecrement() <= 0, n -> {});
  }

  private static ScreenOptions keptIn(Path file, long tries) {
    return new ScreenOptions(OptionalLong.of(tries), Optional.of(file), total -> done -> {});
  }

  private static ScreenRun<Toy.Number> run(long every, int threads) {
    return ScreenRun.of(
        new Remainders(every),
        problem(),
        SearchOptions.of(1_000_000, 7, threads),
        new ScreenOptions(OptionalLong.of(TRIES), Optional.empty(), total -> done -> {}));
  }

  @Test
  void whatIsNotClearedIsExamined() {
    ScreenRun<Toy.Number> run = run(333, 2);
    long suspicious = (TRIES + 332) / 333;
    assertEquals(TRIES, run.tries());
    assertEquals(suspicious, run.suspicious());
    assertEquals(suspicious, run.tally().tries());
    // 333·j mod 1000 is 991..997 for 7 of 1000 values of j, 998 and 999 lie outside
    assertTrue(run.tally().refuted() > 0 && run.tally().vacuous() > 0, run.tally()::toString);
    assertEquals(8, run.refuting().size() + Math.max(0, 8 - run.tally().refuted()));
    assertEquals(TRIES - suspicious, run.counts().stream().mapToLong(Long::longValue).sum());
    assertEquals(TRIES / 1e12, run.worstRatio());
  }

  @Test
  void theThreadsChangeNothing() {
    assertEquals(run(333, 1), run(333, 3));
  }

  /** A screen that clears nothing is not swept to the end, and says so. */
  @Test
  void aScreenThatClearsNothingEnds() {
    ScreenRun<Toy.Number> run = run(1, 2);
    assertTrue(run.clearsTooLittle());
    assertTrue(run.tries() < TRIES, () -> run.tries() + " instances");
    assertFalse(run(333, 2).clearsTooLittle());
  }

  /**
   * Stopped after more and more questions whether it is to stop, and continued each time: the same
   * run.
   */
  @Test
  void aStoppedSweepGoesOn() throws IOException {
    ScreenRun<Toy.Number> whole = run(333, 2);
    Path file = folder.resolve("state.json");
    Remainders screen = new Remainders(333);
    long before = 0;
    int stops = 0;
    for (int questions = 2; ; questions += 3) {
      ScreenRun<Toy.Number> part =
          ScreenRun.of(
              screen, problem(), options(2, new AtomicLong(questions)), keptIn(file, TRIES));
      assertTrue(part.tries() >= before, part::toString);
      if (part.tries() == TRIES) {
        assertEquals(whole, part);
        break;
      }
      stops++;
      before = part.tries();
    }
    assertTrue(stops >= 3, stops + " stops");
    // with nothing left to be done, the file gives the run again
    assertEquals(
        whole, ScreenRun.of(screen, problem(), options(1, new AtomicLong(0)), keptIn(file, TRIES)));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  /**
   * Told to stop at every fifth question only: blocks after one that was left out are swept again.
   */
  @Test
  void aGapIsSweptAgain() {
    Path file = folder.resolve("state.json");
    AtomicLong questions = new AtomicLong();
    SearchOptions flickering =
        new SearchOptions(
            OptionalLong.empty(), 7, 2, () -> questions.incrementAndGet() % 5 == 0, n -> {});
    ScreenRun<Toy.Number> part;
    do {
      part = ScreenRun.of(new Remainders(333), problem(), flickering, keptIn(file, TRIES));
    } while (part.tries() < TRIES);
    assertEquals(run(333, 2), part);
  }

  /** A finished sweep is the beginning of a longer one. */
  @Test
  void aSweepCanBeMadeLonger() {
    Path file = folder.resolve("state.json");
    Remainders screen = new Remainders(333);
    SearchOptions options = SearchOptions.of(1, 7, 2);
    ScreenRun.of(screen, problem(), options, keptIn(file, 12_345));
    assertEquals(run(333, 2), ScreenRun.of(screen, problem(), options, keptIn(file, TRIES)));
  }

  private void refused(Path file, long seed, long tries, String... parts) {
    FormatException e =
        assertThrows(
            FormatException.class,
            () ->
                ScreenRun.check(
                    new Remainders(333),
                    problem(),
                    SearchOptions.of(1, seed, 1),
                    keptIn(file, tries)));
    String message = String.valueOf(e.getMessage());
    assertEquals(1, message.lines().count(), message);
    for (String part : Stream.concat(Stream.of(file.toString()), Stream.of(parts)).toList()) {
      assertTrue(message.contains(part), message);
    }
  }

  private Path written() throws IOException {
    Path file = folder.resolve("state.json");
    Files.deleteIfExists(file);
    ScreenRun.of(new Remainders(333), problem(), SearchOptions.of(1, 7, 1), keptIn(file, 20_000));
    return file;
  }

  private Path edited(UnaryOperator<String> edit) throws IOException {
    Path file = written();
    String before = Files.readString(file);
    String after = edit.apply(before);
    assertFalse(before.equals(after), "the edit changed nothing");
    return Files.writeString(file, after);
  }

  @Test
  void anotherSweepIsRefused() throws IOException {
    refused(written(), 8, TRIES, "has the seed 7, asked for is 8");
    refused(written(), 7, 100, "has 20000 instances, more than the 100 that are asked for");
    refused(
        edited(t -> t.replace("\"toy\"", "\"ploy\"")), 7, TRIES, "of the entry ploy, not of toy");
    refused(edited(t -> t.replace(Verification.VERSION, "0.0.9")), 7, TRIES, "is of version 0.0.9");
    refused(edited(t -> t.replace("remainders", "others")), 7, TRIES, "population: others");
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    refused(edited(t -> t.substring(0, t.length() / 2)), 7, TRIES, "damaged", "not JSON");
    refused(edited(t -> "[]"), 7, TRIES, "damaged", "kind");
    refused(edited(t -> t.replace("\"done\":20000", "\"done\":19999")), 7, TRIES, "counts");
    refused(edited(t -> t.replace("\"done\":20000", "\"done\":-1")), 7, TRIES, "counts");
    refused(edited(t -> t.replace("\"done\":20000", "\"done\":\"x\"")), 7, TRIES, "done");
    refused(edited(t -> t.replace("[0,333,", "[333,0,")), 7, TRIES, "counts");
    refused(edited(t -> t.replace("\"counts\":[", "\"counts\":[0,")), 7, TRIES, "counts");
    refused(edited(t -> t.replace("\"worstRatio\":\"0x", "\"worstRatio\":\"x")), 7, TRIES, "worst");
  }

  @Test
  void aFileThatCannotBeWrittenIsRefusedBeforeTheSweep() {
    refused(folder.resolve("none").resolve("state.json"), 7, TRIES, "cannot be written");
    refused(folder, 7, TRIES, "cannot be read");
  }
}
