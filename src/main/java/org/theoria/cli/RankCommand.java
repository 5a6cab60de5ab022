package org.theoria.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.NetworkFile;
import org.theoria.certify.RankFile;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.StandardActivation;
import org.theoria.network.rank.DoubleRank;
import org.theoria.network.rank.KinkException;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.StoppedException;
import org.theoria.report.RankDocument;
import org.theoria.report.ReportJson;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The local dimension of a user's own network. */
@Command(
    name = "rank",
    header = "The local dimension rank Df_theta(X) of your own ReLU network, exactly.",
    description = {
      "The network is JSON {\"weights\": [W_1, ...], \"biases\": [b_1, ...], \"activations\"?} as"
          + " theoria",
      "sample writes it; .npz or safetensors with members W1, b1, ..., WH, bH, or PyTorch's"
          + " STEM.weight,",
      "STEM.bias, in the order of the numbers in STEM; or ONNX, a chain of Gemm or MatMul+Add with"
          + " Relu,",
      "LeakyRelu of slope 1/8, Abs, Softmax last, and what changes nothing. The examples are"
          + " {\"x\": ...},",
      "an array X (.npz, safetensors) or .npy, CSV or IDX. Formats are told by the content.",
      "",
      "Nothing is rounded: floats are the dyadic rationals that they are, integers themselves,"
          + " numbers in",
      "JSON and CSV the decimals that they are (0.1 is 1/10). --scale is exact as well; the digits"
          + " of",
      "--data mnist are the doubles p/255. Activation patterns are proven.",
      "",
      "A bias that the file does not have is 0, and a parameter all the same: the course has them in"
          + " every",
      "layer. The answer names them.",
      "",
      "--field (default): the rank modulo random primes. It is a proven lower bound; where the",
      "kernel (symmetries, dead neurons) gives the same upper bound it is the rank, proven; else",
      "it is the rank but for a stated probability over the primes.",
      "--exact: the rank over the rationals with a certificate (small sizes).",
      "--double: singular values against a threshold, compared with the rank by --field; for softmax",
      "outputs of the Jacobian matrix of softmax itself, as it is usually done.",
      "",
      "Exit codes: 0 decided; 1 a lower bound only, or doubles disagree; 2 unreadable input."
    },
    footer = {
      "",
      "Examples:",
      "  theoria rank --network network.json --data data.json --exact --certificate rank.json",
      "  theoria rank --network trained.npz --data trained.npz --examples rows",
      "  theoria rank --network mlp.onnx --data t10k-images-idx3-ubyte.gz --scale 1/255 --count 100",
      "  theoria rank --network mlp.safetensors --data mnist:100",
      "  theoria rank --network trained.npz --data trained.npz --examples rows --outputs softmax",
      "  theoria rank --network reports/rank-softmax.json --data reports/rank-softmax.json --double",
      "      (singular values give 7, the rank is 5, and no such matrix has more than 6: exit code 1)"
    })
final class RankCommand implements Callable<Integer> {

  /** Between the seeds of one prime and the next: an odd number, by which all are distinct. */
  private static final long PRIMES_APART = 0x9E3779B97F4A7C15L;

  private final Io io;

  @Option(
      names = "--network",
      paramLabel = "FILE",
      required = true,
      description = "The network: JSON, .npz, safetensors or ONNX.")
  String network = "";

  @Option(
      names = "--outputs",
      paramLabel = "logits|softmax",
      converter = Outputs.class,
      description = {
        "What is differentiated: the network's outputs, or softmax of them.",
        "Default: softmax where it is the last activation in the file,",
        "else logits."
      })
  @Nullable OutputRows outputs;

  @Option(
      names = "--activation",
      paramLabel = "NAME",
      defaultValue = "relu",
      description = {
        "Of the hidden layers, where the file names none: relu (default),",
        "leaky-relu, absolute or identity."
      })
  String activation = "relu";

  @Option(
      names = "--at-kinks",
      paramLabel = "refuse|right",
      converter = Kinks.class,
      description = {
        "Where a pre-activation is exactly 0: refuse (default), or take the",
        "slope of pre-activations >= 0 as the course does."
      })
  KinkPolicy kinks = KinkPolicy.REFUSE;

  @ArgGroup Method method = new Method();

  @Option(
      names = "--error",
      paramLabel = "K",
      converter = ErrorBits.class,
      description = "Draw primes until the error is at most 2^-K; default 20.")
  int errorBits = 20;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      converter = SearchFlags.Seed.class,
      description = "The seed of the primes; default 1.")
  long seed = 1;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "Write what proves the answer, for theoria replay.")
  @Nullable String certificate;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = {
        "Keep the state of a long elimination there, and go on from it",
        "where it is there: after Ctrl-C, for one."
      })
  @Nullable String resume;

  @Mixin DataOptions data = new DataOptions();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  RankCommand(Io io) {
    this.io = io;
  }

  /** How the rank is computed: one of them. */
  static final class Method {
    @Option(names = "--exact", description = "Over the rationals, with a certificate.")
    boolean exact;

    @Option(names = "--field", description = "Modulo random primes (default).")
    boolean field;

    @Option(names = "--double", description = "By singular values, compared with --field.")
    boolean asDouble;
  }

  /** "logits" or "softmax". */
  static final class Outputs extends OneOf<OutputRows> {
    Outputs() {
      super(OutputRows.values());
    }
  }

  /** "refuse" or "right". */
  static final class Kinks extends OneOf<KinkPolicy> {
    Kinks() {
      super(KinkPolicy.values());
    }
  }

  /** A number of bits. */
  static final class ErrorBits implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) SearchFlags.integer(text, 1, 200);
    }
  }

  @Override
  public Integer call() {
    NetworkFile file = NetworkFile.read(io.directory().resolve(network), network);
    Network f = network(file);
    RationalMatrix x = data.inputs(io, f.architecture().inputs());
    OutputRows rows =
        Optional.ofNullable(outputs)
            .orElse(
                f.activation(f.depth()).equals(Activation.SOFTMAX)
                    ? OutputRows.SOFTMAX
                    : OutputRows.LOGITS);
    RankLimits.require(f.architecture(), x.columns(), rows, method);
    LocalRank rank = problem(f, x, rows);
    LocalDimension answer;
    try {
      answer = answer(rank);
    } catch (StoppedException e) {
      io.err()
          .println(
              "theoria: "
                  + e.getMessage()
                  + (resume == null ? " (--resume FILE keeps what was done)" : ""));
      return ExitCode.INTERRUPTED;
    }
    Optional<DoubleRank> doubles = doubles(rank, x, rows);
    writeCertificate(f, x, rows, answer);
    RankDocument.Answer said =
        new RankDocument.Answer(
            answer, rows, file.withoutBias(), doubles, Optional.ofNullable(certificate));
    new Printer(io, common)
        .print(RankDocument.of(said, common.language), () -> RankDocument.json(said));
    return said.isExpected() ? ExitCode.AS_EXPECTED : ExitCode.SURPRISE;
  }

  private LocalRank problem(Network f, RationalMatrix x, OutputRows rows) {
    try {
      return LocalRank.of(f, x, rows, kinks);
    } catch (KinkException e) {
      throw new UsageException(network + ": " + e.getMessage() + " (--at-kinks right)", e);
    }
  }

  private LocalDimension answer(LocalRank rank) {
    if (method.exact) {
      return rank.exactly();
    }
    long bytes = RankLimits.requireHeap(rank);
    Optional<RankCheckpoint> checkpoint =
        Optional.ofNullable(resume)
            .map(
                name ->
                    new RankCheckpoint(
                        io.directory().resolve(name),
                        name,
                        RankCheckpoint.digest(rank, kinks, seed, errorBits)));
    try (RankProgress run = new RankProgress(io, common.language, bytes, checkpoint)) {
      LocalDimension answer =
          rank.overField(
              prime -> new SplittableRandom(seed + prime * PRIMES_APART)::nextLong,
              -errorBits,
              run);
      checkpoint.ifPresent(RankCheckpoint::delete);
      return answer;
    }
  }

  private Optional<DoubleRank> doubles(LocalRank rank, RationalMatrix x, OutputRows rows) {
    return method.asDouble ? Optional.of(DoubleRank.of(rank.pattern(), x, rows)) : Optional.empty();
  }

  private void writeCertificate(
      Network f, RationalMatrix x, OutputRows rows, LocalDimension answer) {
    if (certificate == null) {
      return;
    }
    ObjectNode node = RankFile.write(f, x, rows, kinks, answer);
    try {
      Files.writeString(
          io.directory().resolve(certificate), ReportJson.pretty(node), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UsageException(
          "--certificate: expected a file that can be written, got "
              + certificate
              + " ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  private Network network(NetworkFile file) {
    int depth = file.weights().size();
    List<Activation> activations = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      String fallback = h < depth ? activation : "identity";
      int layer = h;
      String name = file.activations().map(names -> names.get(layer - 1)).orElse(fallback);
      activations.add(activation(name, h, depth));
    }
    return file.network(activations);
  }

  private Activation activation(String name, int layer, int depth) {
    for (StandardActivation a :
        List.of(
            StandardActivation.RELU,
            StandardActivation.LEAKY_RELU,
            StandardActivation.ABSOLUTE,
            StandardActivation.IDENTITY)) {
      if (a.id().equals(name)) {
        return a;
      }
    }
    if (layer == depth && name.equals(StandardActivation.SOFTMAX.id())) {
      return Activation.SOFTMAX;
    }
    throw new UsageException(
        network
            + ", activation of layer "
            + layer
            + ": expected relu, leaky-relu, absolute, identity"
            + (layer == depth ? " or softmax" : "")
            + ", got \""
            + name
            + "\"");
  }
}
