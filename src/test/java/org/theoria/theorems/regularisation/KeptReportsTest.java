package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;

/** The reports in reports/experiments are those of these experiments, and begin as a run here. */
final class KeptReportsTest {

  /** Steps after which curves of two backends are compared: their roundings have hardly grown. */
  private static final int STEPS = 20;

  /**
   * How far, relatively, such losses may be apart: a few thousand roundings of 2⁻⁵³ a step, which
   * training may amplify. Measured on ejml, openblas and opencl: 10⁻¹⁴ after 300 steps.
   */
  private static final double CLOSE = 1e-9;

  static Stream<Experiment> experiments() {
    return Stream.of(new GapExperiment(), new WidthExperiment(), new AbsoluteExperiment());
  }

  private static Path folder(Experiment experiment) {
    return Path.of("reports", "experiments", experiment.id());
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void isThatOfAFullRunOfThisExperiment(Experiment experiment) throws IOException {
    JsonNode node =
        new ObjectMapper()
            .readTree(Files.readString(folder(experiment).resolve("experiment.json")));
    assertEquals(experiment.shown().en(), node.path("shown").path("en").asText());
    assertEquals(experiment.title().fr(), node.path("title").path("fr").asText());
    assertTrue(node.path("complete").asBoolean());
    assertFalse(node.path("quick").asBoolean());
    for (String kind : new String[] {"tables", "figures"}) {
      assertFalse(node.path(kind).isEmpty());
      for (JsonNode part : node.path(kind)) {
        assertTrue(Files.size(folder(experiment).resolve(part.path("file").asText())) > 50);
      }
    }
  }

  private static List<String[]> rows(Experiment experiment, String table) throws IOException {
    return Files.readAllLines(folder(experiment).resolve("tables/" + table + ".csv")).stream()
        .skip(1)
        .map(l -> l.split(","))
        .toList();
  }

  /** What the kept sentence says follows from the kept numbers. */
  @Test
  void theSentenceOnWidthsIsThatOfItsTable() throws IOException {
    Experiment experiment = new WidthExperiment();
    List<WidthRun> runs =
        rows(experiment, "runs").stream()
            .map(
                r ->
                    new WidthRun(
                        Double.parseDouble(r[0]),
                        Integer.parseInt(r[1]),
                        Integer.parseInt(r[2]),
                        Integer.parseInt(r[3]),
                        r[7].equals("yes"),
                        Double.parseDouble(r[4]),
                        Double.parseDouble(r[5]),
                        Double.parseDouble(r[6])))
            .toList();
    WidthSettings s = WidthSettings.FULL;
    assertEquals(s.widths().size() * s.noises().size() * s.runs(), runs.size());
    JsonNode node =
        new ObjectMapper()
            .readTree(Files.readString(folder(experiment).resolve("experiment.json")));
    assertEquals(
        WidthSeen.of(runs, s.noises(), s.examples()).en(), node.path("seen").path("en").asText());
  }

  private static JsonNode seen(Experiment experiment) throws IOException {
    return new ObjectMapper()
        .readTree(Files.readString(folder(experiment).resolve("experiment.json")))
        .path("seen");
  }

  /** The table has three digits of a distance: enough for the verdict, not for the medians. */
  @Test
  void theVerdictOnTheAbsoluteValueIsThatOfItsTables() throws IOException {
    Experiment experiment = new AbsoluteExperiment();
    List<AbsoluteEnd> ends = new ArrayList<>();
    List<String[]> ranks = rows(experiment, "ranks");
    for (String[] row : rows(experiment, "ends")) {
      List<RankLook> looks =
          ranks.stream()
              .filter(r -> r[0].equals(row[0]))
              .map(
                  r ->
                      new RankLook(
                          Integer.parseInt(r[1]),
                          Double.parseDouble(r[2]),
                          Integer.parseInt(r[3]),
                          RankLook.Certainty.PROVEN,
                          Integer.parseInt(r[5]),
                          Integer.parseInt(r[6]),
                          Integer.parseInt(r[7])))
              .toList();
      assertEquals("all epochs", row[10]);
      ends.add(
          new AbsoluteEnd(
              Integer.parseInt(row[0]),
              Training.End.DONE,
              Double.parseDouble(row[1]),
              Integer.parseInt(row[4]),
              Double.parseDouble(row[2]),
              Double.parseDouble(row[3]),
              looks));
    }
    Text verdict = AbsoluteSeen.verdict(ends, AbsoluteSettings.FULL.examples());
    assertTrue(seen(experiment).path("en").asText().endsWith(verdict.en()), verdict.en());
    assertTrue(seen(experiment).path("fr").asText().endsWith(verdict.fr()), verdict.fr());
  }

  private static Map<Integer, Double> kept(Experiment experiment, String run) throws IOException {
    Map<Integer, Double> losses = new TreeMap<>();
    for (String[] row : rows(experiment, "loss")) {
      if (row[0].equals(run)) {
        losses.put(Integer.parseInt(row[1]), Double.parseDouble(row[2]));
      }
    }
    return losses;
  }

  private static List<LossCurve.At> beginning(
      Training training, double[] x, double[] y, Key key, int run) {
    List<LossCurve.At> losses = new ArrayList<>();
    training.train(
        x,
        y,
        key,
        run,
        Watch.SILENT,
        look -> losses.add(new LossCurve.At(look.epoch(), look.loss() / x.length)));
    return losses;
  }

  static Stream<Backend> backends() {
    return Backends.installed().all().stream()
        .filter(
            b ->
                b.probe() instanceof BackendStatus.Available a
                    && a.precisions().contains(Training.PRECISION));
  }

  private static void compare(Map<Integer, Double> kept, List<LossCurve.At> here) {
    int compared = 0;
    for (LossCurve.At at : here) {
      Double before = kept.get(at.epoch());
      if (before != null) {
        assertEquals(before, at.loss(), CLOSE * before, "epoch " + at.epoch());
        compared++;
      }
    }
    assertTrue(compared >= 2, "only " + compared + " epochs are in both");
  }

  /** Whatever backend trained the kept one. */
  @ParameterizedTest
  @MethodSource("backends")
  void trainingOnTheAbsoluteValueBeginsAsTheKeptOne(Backend backend) throws IOException {
    AbsoluteSettings s = AbsoluteSettings.FULL;
    Experiment experiment = new AbsoluteExperiment();
    Key key = new Key(experiment.id(), 1);
    AbsoluteSample sample = AbsoluteSample.draw(s.examples(), key, 0);
    Training training = new Training(backend, s.network(), s.rate(), s.batch(), STEPS / 2, 1);
    compare(kept(experiment, "0"), beginning(training, sample.x(), sample.y(), key, 0));
  }

  @Test
  void trainingWithAGapBeginsAsTheKeptOne() throws IOException {
    GapSettings s = GapSettings.FULL;
    Experiment experiment = new GapExperiment();
    Key key = new Key(experiment.id(), 1);
    GapSample sample = GapSample.draw(GapTarget.COSINE, s.examples(), key);
    Training training =
        new Training(
            Backends.installed().named("ejml"), s.network(), s.rate(), s.batch(), STEPS, STEPS);
    compare(
        kept(experiment, "cosine-1"),
        beginning(
            training, sample.x(), sample.y(), new Key(key.domain() + " cosine", key.seed()), 1));
  }
}
