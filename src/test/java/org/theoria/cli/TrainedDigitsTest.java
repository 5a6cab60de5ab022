package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.certify.InstanceCodec;
import org.theoria.certify.RankFile;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.Mnist;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.train.Initialisation;
import org.theoria.train.Trainer;
import org.theoria.train.TrainingOptions;
import org.theoria.train.TrainingProblem;
import org.theoria.train.TrainingResult;
import org.theoria.train.TrainingRun;

/** {@code theoria rank} on networks that the project's own trainer has trained on digits. */
final class TrainedDigitsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path directory;

  private static ExampleRange first(int n) {
    return new ExampleRange(1, OptionalInt.of(n));
  }

  /** Means of 4 × 4 pixels, 49 × n: doubles, as a program that computes in doubles has them. */
  private static RationalMatrix small(int n) {
    double[] means = new double[49 * n];
    double[] pixels = Mnist.images(first(n)).values();
    for (int i = 0; i < pixels.length; i++) {
      int row = i % 784 / 28 / 4;
      int column = i % 28 / 4;
      means[i / 784 * 49 + 7 * row + column] += pixels[i] / 16;
    }
    return new FileArray("means", List.of(n, 49), means).matrix().transpose();
  }

  private Network train(RationalMatrix x, Integer... widths) throws IOException {
    TrainingProblem problem =
        new TrainingProblem(
            Architecture.of(widths),
            List.of(Activation.RELU, Activation.RELU, Activation.SOFTMAX),
            true,
            new Sample(x, Mnist.labels(first(x.columns())).matrix().transpose()),
            Loss.CROSS_ENTROPY);
    Stream stream = new Key("digits", 1).stream(0);
    Network start = problem.network(Initialisation.HE.draw(problem.architecture(), stream));
    TrainingRun run =
        assertInstanceOf(
                TrainingResult.StepsExhausted.class,
                new Trainer(new EjmlBackend())
                    .train(
                        problem,
                        start,
                        TrainingOptions.full(new Optimiser.Adam(0.01, 0.9, 0.999, 1e-8), 100, 0),
                        stream))
            .run();
    assertTrue(run.loss() < run.startLoss() / 4, run.startLoss() + " to " + run.loss());
    write("network.json", run.network(), x);
    return run.network();
  }

  private void write(String name, Network f, RationalMatrix x) throws IOException {
    Files.writeString(
        directory.resolve(name),
        "{\"instance\":" + InstanceCodec.write(new RankFile.Instance(f, x)) + "}");
  }

  private JsonNode rank(String data, String... more) throws IOException {
    String[] args = new String[6 + more.length];
    System.arraycopy(
        new String[] {"rank", "--network", "network.json", "--data", data, "--json"},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    Run run = Run.of(directory, args);
    assertEquals(0, run.code(), run.err() + run.out());
    return MAPPER.readTree(run.out());
  }

  private static void requireWithinBound(JsonNode answer) {
    int rank = answer.path("rank").asInt();
    assertTrue(rank > 0 && rank <= answer.path("bound").asInt(), answer.toString());
    boolean proven = !answer.path("certainty").asText().equals("probable");
    assertTrue(proven || answer.path("log2Error").asInt() <= -20, answer.toString());
    assertTrue(
        rank <= answer.path("upper").path("columns").asInt()
            && rank <= answer.path("upper").path("rows").asInt());
  }

  /** 300 digits of 49 numbers: more rows than parameters, so that the bound could be broken. */
  @Test
  void manyDigitsOfFewPixels() throws IOException {
    RationalMatrix x = small(300);
    train(x, 49, 12, 10, 10);
    JsonNode all = rank("network.json", "--outputs", "logits");
    assertEquals(3000, all.path("rows").asInt());
    assertEquals(840, all.path("columns").asInt());
    requireWithinBound(all);
    JsonNode other = rank("network.json", "--outputs", "logits", "--seed", "77");
    assertEquals(all.path("rank"), other.path("rank"));
    JsonNode softmax = rank("network.json");
    assertEquals("softmax", softmax.path("outputs").asText());
    requireWithinBound(softmax);
    assertTrue(softmax.path("rank").asInt() <= all.path("rank").asInt());
    // the rank of fewer examples is no larger, and over the rationals it is the same
    JsonNode few = rank("network.json", "--outputs", "logits", "--count", "4");
    JsonNode exact = rank("network.json", "--outputs", "logits", "--count", "4", "--exact");
    assertEquals("exact", exact.path("certainty").asText());
    assertEquals(exact.path("rank"), few.path("rank"));
    assertTrue(few.path("rank").asInt() <= all.path("rank").asInt());
  }

  /** The digits themselves, by --data mnist:N, against singular values. */
  @Test
  void allPixels() throws IOException {
    train(Mnist.images(first(200)).matrix().transpose(), 784, 16, 16, 10);
    JsonNode answer = rank("mnist:60", "--outputs", "logits");
    assertEquals(600, answer.path("rows").asInt());
    requireWithinBound(answer);
    JsonNode doubles = rank("mnist:20", "--outputs", "logits", "--double");
    assertTrue(doubles.path("double").path("agrees").asBoolean(), doubles.toString());
    requireWithinBound(doubles);
    JsonNode same = rank("network.json", "--outputs", "logits", "--count", "60");
    assertEquals(answer.path("rank"), same.path("rank"));
    assertEquals(answer.path("patterns"), same.path("patterns"));
  }
}
