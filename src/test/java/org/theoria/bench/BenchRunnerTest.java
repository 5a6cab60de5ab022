package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.bench.BenchRecord.Unavailable;

class BenchRunnerTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir Path folder;

  /** A task whose two measurements are 30 and 50. */
  private static final class Fixed implements BenchTask {
    private int runs;

    @Override
    public String id() {
      return "fixed";
    }

    @Override
    public String description() {
      return "a task of known speed";
    }

    @Override
    public List<Figure> run(Settings settings) {
      runs++;
      return List.of(new Figure("fixed", "ours", "per_s", runs == 1 ? 30 : 50, "1/s"));
    }

    @Override
    public Optional<Comparison> comparison() {
      return Optional.of(new Comparison("fixed", "per_s", true));
    }
  }

  private Path script(String text) throws IOException {
    return Files.writeString(folder.resolve("peers.sh"), text);
  }

  private static List<BenchRecord> run(Optional<Path> python, Path script, StringBuilder out)
      throws IOException {
    return new BenchRunner(List.of(new Fixed()), 0.01)
        .run(List.of("fixed"), python, script, 1, out);
  }

  @Test
  void ratioIsTheMedianOfOursOverTheBestPeer() throws IOException {
    Path script =
        script(
            """
            echo '{"task":"fixed","peer":"slow","metric":"per_s","value":5,"unit":"1/s"}'
            echo '{"task":"fixed","peer":"fast","metric":"per_s","value":10,"unit":"1/s"}'
            """);
    List<BenchRecord> records = run(Optional.of(SHELL), script, new StringBuilder());
    assertEquals(new Figure("fixed", "ours / fast", "per_s_ratio", 4, "1"), records.getLast());
    assertEquals("ours", records.getFirst().by());
    assertEquals(5, records.size());
  }

  @Test
  void durationsCompareTheSmallest() {
    BenchRecord ratio =
        BenchRunner.ratio(
            "t",
            new BenchTask.Comparison("t", "seconds", false),
            List.of(
                new Figure("t", "ours", "seconds", 0.1, "s"),
                new Figure("t", "a", "seconds", 2, "s"),
                new Figure("t", "b", "seconds", 1, "s")));
    assertEquals("ours / b", ratio.by());
    assertEquals(10, ((Figure) ratio).value(), 1e-12);
  }

  @Test
  void aMissingPythonIsSaidAndNoFailure() throws IOException {
    StringBuilder out = new StringBuilder();
    List<BenchRecord> records = run(Optional.of(folder.resolve("no-python")), script(""), out);
    Unavailable why = assertInstanceOf(Unavailable.class, records.get(1));
    assertTrue(why.why().startsWith("cannot start: "), why.why());
    assertTrue(out.toString().contains("not available: cannot start: "), out.toString());
    assertInstanceOf(Unavailable.class, records.getLast());
  }

  /** Ours is measured once and shown once, and one line says that there is no ratio. */
  @Test
  void withoutAPeersFigureNothingIsRepeated() throws IOException {
    Path script = script("echo '{\"task\":\"fixed\",\"peer\":\"torch\",\"unavailable\":\"no\"}'");
    List<BenchRecord> records = run(Optional.of(SHELL), script, new StringBuilder());
    assertEquals(
        List.of(
            new Figure("fixed", "ours", "per_s", 30, "1/s"),
            new Unavailable("fixed", "torch", "no"),
            new Unavailable("fixed", "ours / best peer", "no per_s of a peer")),
        records);
  }

  @Test
  void severalOfOursWithoutAPeerHaveOneLine() {
    List<BenchRecord> ratios =
        BenchRunner.ratios(
            "t",
            new BenchTask.Comparison("t", "networks_per_s", true),
            List.of(
                new Figure("t", "ours-a", "networks_per_s", 1, "1/s"),
                new Figure("t", "ours-b", "networks_per_s", 2, "1/s"),
                new Unavailable("t", "torch", "no")));
    assertEquals(
        List.of(new Unavailable("t", "ours / best peer", "no networks_per_s of a peer")), ratios);
  }

  @Test
  void aRateSaysItsUnitOnce() {
    assertEquals("5.468 epochs/s", new Figure("t", "p", "epochs_per_s", 5.468, "1/s").text());
    assertEquals("2.000 epoch s", new Figure("t", "p", "epoch", 2, "s").text());
    assertEquals("0.5000 share", new Figure("t", "p", "share", 0.5, "1").text());
  }

  /** Nothing is faster than the processor. */
  @Test
  void aShareOfThePeakIsAtMostAll() {
    Peak peak = new Peak(64.7e9, "");
    assertEquals("80 %", peak.share(51.8e9));
    assertEquals("100 %", peak.share(64.6e9));
    assertEquals("≥ 100 %", peak.share(65.7e9));
    assertEquals(new Peak(86e9, "x"), peak.orLarger(new Peak(86e9, "x")).orLarger(peak));
  }

  @Test
  void aFailingPeerGivesItsLastWordAndItsFigures() throws IOException {
    Path script =
        script(
            """
            echo '{"task":"fixed","peer":"numpy","metric":"per_s","value":10,"unit":"1/s"}'
            echo '{"task":"fixed","peer":"torch","unavailable":"No module named torch"}'
            echo 'garbage'
            echo 'ImportError: nothing' >&2
            exit 3
            """);
    List<BenchRecord> records = new Peers(SHELL, script, folder).run("fixed", 60);
    assertEquals(new Figure("fixed", "numpy", "per_s", 10, "1/s"), records.get(0));
    assertEquals(new Unavailable("fixed", "torch", "No module named torch"), records.get(1));
    assertEquals(new Unavailable("fixed", "peers", "not a line of JSON: garbage"), records.get(2));
    assertEquals(
        new Unavailable("fixed", "peers", "exit code 3: ImportError: nothing"), records.get(3));
  }

  @Test
  void aPeerWithoutEndIsEnded() throws IOException {
    List<BenchRecord> records = new Peers(SHELL, script("sleep 600"), folder).run("fixed", 1);
    assertEquals(
        List.of(new Unavailable("fixed", "peers", "ended after 1 s without a result")), records);
  }

  @Test
  void withoutPythonOnlyOursIsMeasured() throws IOException {
    List<BenchRecord> records = run(Optional.empty(), Path.of("none"), new StringBuilder());
    assertEquals(2, records.size());
    assertInstanceOf(Unavailable.class, records.get(1));
  }

  @Test
  void anUnknownTaskIsAnErrorThatNamesTheKnownOnes() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                BenchRunner.standard(new Fixed())
                    .run(
                        List.of("sweep"),
                        Optional.empty(),
                        Path.of("none"),
                        1,
                        new StringBuilder()));
    assertEquals(
        "bench: no task \"sweep\"; the tasks are rank-bounds-sweep, backprop-sweep, threads, saddle-classification,"
            + " saddle-classification-exact, search-threads, first-witness, verify, symbolic-backprop, symbolic-backprop-large, proof-steps, rank-small, rank-agreement,"
            + " local-dimension, local-dimension-deficient, training-float64, training-float32, small-network-batch, fixed",
        e.getMessage());
  }

  @Test
  void theSweepReportsSharesOfWhatTheMachineReaches() {
    List<Figure> figures = new BackpropSweep().run(new BenchTask.Settings(1, 0.05, folder));
    assertTrue(
        figures.stream().allMatch(f -> f.value() > 0 && Double.isFinite(f.value())),
        figures.toString());
    assertEquals("gradients_per_s", figures.getFirst().metric());
    Figure products = figures.get(1);
    assertEquals(3 * 64 + 5 * 256 + 5 * 48, products.value());
  }

  /** What both sides measure comes from the peers; ours is compared with each. */
  @Test
  void peersMayGoFirst() throws IOException {
    BenchTask second =
        new BenchTask() {
          @Override
          public String id() {
            return "second";
          }

          @Override
          public String description() {
            return "reads what the peers wrote";
          }

          @Override
          public List<? extends BenchRecord> run(Settings settings) {
            boolean there = Files.exists(settings.folder().resolve("data"));
            return List.of(new Figure("second", "ours", "seconds", there ? 2 : 1000, "s"));
          }

          @Override
          public Optional<Comparison> comparison() {
            return Optional.of(new Comparison("second", "seconds", false, true, 60));
          }
        };
    Path script =
        script(
            """
            test -s mnist-10k-images-idx3-ubyte.gz && echo > data
            echo '{"task":"second","peer":"slow","metric":"seconds","value":20,"unit":"s"}'
            echo '{"task":"second","peer":"fast","metric":"seconds","value":10,"unit":"s"}'
            """);
    List<BenchRecord> records =
        new BenchRunner(List.of(second), 0.01)
            .run(List.of("second"), Optional.of(SHELL), script, 1, new StringBuilder());
    assertEquals(
        List.of(
            new Figure("second", "slow", "seconds", 20, "s"),
            new Figure("second", "fast", "seconds", 10, "s"),
            new Figure("second", "ours", "seconds", 2, "s"),
            new Figure("second", "ours / slow", "seconds_speed_up", 10, "1"),
            new Figure("second", "ours / fast", "seconds_speed_up", 5, "1")),
        records);
  }
}
