package org.theoria.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.near.CandidateSearch;
import org.theoria.backend.near.RationalNeighbour;
import org.theoria.certify.NetworkFile;
import org.theoria.network.Sample;
import org.theoria.network.StandardActivation;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Regression;
import org.theoria.report.ClassifyDocument;
import org.theoria.report.ClassifyDocument.Answer;
import org.theoria.report.NearDocument.Nearby;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What a user's own linear network is, among the critical points of its risk. */
@Command(
    name = "classify",
    header = "Classify a critical point of the risk of your own linear network, exactly.",
    description = {
      "The risk is ||W_H...W_1 X - Y||^2. The network is a JSON object {\"weights\": [W_1, ...]}"
          + " as",
      "theoria sample writes it, or .npz, safetensors or ONNX as of theoria rank; biases must be"
          + " absent",
      "or 0, activations absent or identity. The data are {\"x\": ..., \"y\": ...}, .npz or"
          + " safetensors",
      "with X and Y, one example a column, or CSV, one a line, whose header calls the targets y,"
          + " y1, ...",
      "Exact numbers are strings \"p/q\"; a number in JSON or CSV is the decimal that it is, a"
          + " float",
      "the dyadic rational that it is. Nothing is rounded: a point that is",
      "critical only up to rounding is not critical, and the answer says how far it is; --near",
      "classifies a critical point nearby, and says so.",
      "",
      "The class is global-minimiser, strict-saddle, non-strict-saddle, not-critical,",
      "hypothesis-failed (the data do not meet what the theory asks) or undecided.",
      "Exit codes: 0 one of the first three; 1 one of the others; 2 unreadable input."
    },
    footer = {
      "",
      "Examples:",
      "  theoria classify --network network.json --data data.json",
      "  theoria classify --network trained.npz --data data.npz --examples rows --near",
      "  theoria classify --network trained.npz --data data.npz --near 1e-6 --json"
    })
final class ClassifyCommand implements Callable<Integer> {

  /**
   * The most parameters of which the exact Hessian is formed: beyond it the answer could take
   * hours, and the class is the theorem's alone.
   */
  static final int MAXIMUM_PARAMETERS = 400;

  private final Io io;

  @Option(
      names = "--network",
      paramLabel = "FILE",
      required = true,
      description = "The network: JSON, .npz, safetensors or ONNX.")
  String network = "";

  @Option(
      names = "--near",
      paramLabel = "RADIUS",
      arity = "0..1",
      fallbackValue = "0x1p-20",
      converter = Radius.class,
      description = {
        "For a point that is not critical: look for a critical point within",
        "this relative distance (default 2^-20) and give its class, not exact,",
        "where every numerical gap is clear by 1000; and an exactly critical",
        "rational point, where one is found."
      })
  @Nullable Double near;

  @Mixin DataOptions data = new DataOptions();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  ClassifyCommand(Io io) {
    this.io = io;
  }

  /** A number of (0, 1]. */
  static final class Radius implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
      try {
        double radius = Double.parseDouble(text);
        if (radius > 0 && radius <= 1) {
          return radius;
        }
      } catch (NumberFormatException e) {
        throw new TypeConversionException("expected a number of (0, 1], got \"" + text + "\"");
      }
      throw new TypeConversionException("expected a number of (0, 1], got \"" + text + "\"");
    }
  }

  @Override
  public Integer call() {
    NetworkFile point = NetworkFile.read(io.directory().resolve(network), network);
    requireLinear(point);
    List<Integer> widths = point.widths();
    Sample sample = data.sample(io, widths.getFirst(), widths.getLast());
    Answer answer = answer(point, sample);
    new Printer(io, common)
        .print(ClassifyDocument.of(answer, common.language), () -> ClassifyDocument.json(answer));
    return answer.isClass() ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  private Answer answer(NetworkFile point, Sample sample) {
    List<RationalMatrix> weights = point.weights();
    Regression regression = new Regression(sample);
    return switch (CriticalPointClassifier.classify(weights, regression, MAXIMUM_PARAMETERS)) {
      case Classification.Critical c -> new Answer.Exact(c);
      case Classification.WithoutHessian c -> new Answer.NoHessian(c, MAXIMUM_PARAMETERS);
      case Classification.HypothesisFailed h -> new Answer.HypothesisFailed(h, regression);
      case Classification.NotCritical n ->
          new Answer.NotCritical(
              n, Optional.ofNullable(near).map(radius -> nearby(weights, regression, radius)));
    };
  }

  private static Nearby nearby(List<RationalMatrix> weights, Regression data, double radius) {
    CandidateSearch.Result result = CandidateSearch.search(weights, data, radius);
    Optional<RationalNeighbour> rational =
        result instanceof CandidateSearch.Result.Found f
            ? RationalNeighbour.of(weights, data, f.candidate(), radius)
            : Optional.empty();
    return new Nearby(radius, result, rational);
  }

  private static void requireLinear(NetworkFile point) {
    point
        .activations()
        .ifPresent(
            names -> {
              for (int h = 1; h <= names.size(); h++) {
                if (!names.get(h - 1).equals(StandardActivation.IDENTITY.id())) {
                  throw new UsageException(
                      point.name()
                          + ": expected a linear network, activation identity on every layer, got"
                          + " \""
                          + names.get(h - 1)
                          + "\" on layer "
                          + h);
                }
              }
            });
    for (int h = 1; h <= point.biases().size(); h++) {
      Optional<RationalMatrix> b = point.biases().get(h - 1);
      for (int i = 0; b.isPresent() && i < b.get().rows(); i++) {
        if (!b.get().get(i, 0).isZero()) {
          throw new UsageException(
              point.name()
                  + ": expected biases that are absent or 0, got "
                  + b.get().get(i, 0)
                  + " as entry "
                  + (i + 1)
                  + " of b"
                  + h);
        }
      }
    }
  }
}
