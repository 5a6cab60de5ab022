package org.theoria.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendException;
import org.theoria.backend.BackendStatus;
import org.theoria.backend.Backends;
import org.theoria.backend.model.Model;
import org.theoria.network.StandardLoss;
import org.theoria.report.TrainDocument;
import org.theoria.report.TrainDocument.Polished;
import org.theoria.sampling.Key;
import org.theoria.train.EarlyStopping;
import org.theoria.train.HeldOut;
import org.theoria.train.ModelProblem;
import org.theoria.train.ModelResult;
import org.theoria.train.ModelTrainer;
import org.theoria.train.TrainingData;
import org.theoria.train.TrainingOptions;
import org.theoria.train.TrainingState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains a network on a user's own data. */
@Command(
    name = "train",
    header = "Train a network on your own data, or on digits, on any backend.",
    description = {
      "The risk is the sum of the loss over the examples, as in the course; a step takes the"
          + " gradient",
      "of the sum over its batch. The data are {\"x\": ..., \"y\": ...}, .npz or safetensors with"
          + " X and Y,",
      "CSV whose header calls the targets y, y1, ... or label, or mnist. Targets of one number an",
      "example are labels 0, 1, ... where the network has more outputs than one.",
      "",
      "A run is a function of its options and the seed; on one backend the same to the bit, also"
          + " where",
      "it was interrupted: Ctrl-C keeps the state in the file of --checkpoint, --resume goes on,"
          + " and",
      "--epochs may then be another number. The network is written as theoria rank reads it, and"
          + " theoria",
      "classify where it is linear: with --activation identity --no-biases.",
      "",
      "Exit codes: 0; 1 the loss is not finite any more (the last good state is kept); 2 wrong"
          + " usage,",
      "unreadable input or a backend that fails; 130 stopped by the user."
    },
    footer = {
      "",
      "Examples:",
      "  theoria train --layers 784,32,10 --data mnist:2000 --batch 64 --test 0.2 --out net.npz",
      "  theoria train --layers 2,8,1 --activation tanh --data points.csv --epochs 500"
          + " --checkpoint run",
      "  theoria train --layers 2,8,1 --activation tanh --data points.csv --epochs 900 --resume"
          + " run",
      "  theoria train --input 1x28x28 --model \"convolution 2 3x3/2, relu, dense 10, softmax\""
          + " --data mnist",
      "  theoria train --layers 1,3,1 --activation tanh --data points.csv --polish newton"
    })
final class TrainCommand implements Callable<Integer> {

  private final Io io;
  private final Backends backends;

  @Mixin ModelFlags model = new ModelFlags();
  @Mixin DataOptions data = new DataOptions();
  @Mixin MethodFlags method = new MethodFlags();
  @Mixin RunFlags runs = new RunFlags();

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "The labels, where they are in a file of their own: IDX, .npy or CSV.")
  @Nullable String labels;

  @Option(
      names = "--test",
      paramLabel = "SHARE",
      converter = Numbers.Share.class,
      description = "The share of the examples that is held out, drawn from the seed; 0.1, say.")
  @Nullable Double test;

  @Option(
      names = "--patience",
      paramLabel = "K",
      converter = Numbers.Count.class,
      description = {
        "With --test: ends after K looks at which the held-out loss was not below",
        "its least, and gives the network of the least."
      })
  @Nullable Integer patience;

  @Option(
      names = "--least-improvement",
      paramLabel = "D",
      converter = Numbers.NotNegative.class,
      description = "By how much it must be below, as a mean; default 0.")
  @Nullable Double leastImprovement;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the network: .npz or .json.")
  @Nullable String out;

  @Mixin PolishFlags polish = new PolishFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  TrainCommand(Io io) {
    this(io, Backends.installed());
  }

  /** With other backends than the installed ones. */
  TrainCommand(Io io, Backends backends) {
    this.io = io;
    this.backends = backends;
  }

  @Override
  public Integer call() {
    Backends.Choice choice = runs.choice(backends, method.precision);
    TrainingSample sample =
        data.training(io, model.inputShape().size(), model.outputs(), labels, test, runs.seed);
    StandardLoss loss =
        Optional.ofNullable(model.loss)
            .orElse(sample.labels() ? StandardLoss.CROSS_ENTROPY : StandardLoss.SQUARE);
    Model trained = model.of(loss);
    int n = sample.trained().size();
    TrainingOptions options = method.options(n);
    ConstantLayers.refuse(trained, n, method.examplesOfAStep(n));
    requireApart();
    Optional<TrainOutput> output = output(trained);
    polish.require(trained, model);
    ModelProblem problem = new ModelProblem(trained, sample.trained(), heldOut(sample));
    if (method.gradient > 0 && !problem.isTrainedAsEvaluated()) {
      throw new UsageException(
          "--gradient: expected a model without dropout and batch normalisation, whose gradient is"
              + " that of training mode, got "
              + trained.describe());
    }
    Optional<TrainCheckpoint> file =
        runs.checkpoint(io, settings(problem, sample, choice.backend()));
    choice.instead().ifPresent(why -> io.err().println("theoria: backend: " + why));
    Optional<TrainingState> from = runs.state(io, file);
    from.ifPresent(f -> sayGoesOn(f, n));
    ModelResult result = run(problem, options, choice.backend(), from, file);
    Optional<Integer> failed = failed(result, file);
    if (failed.isPresent()) {
      return failed.get();
    }
    boolean done = !(result instanceof ModelResult.Stopped);
    Optional<Polished> polished =
        done
            ? polish.from(problem, result.run(), !model.noBiases, method.decays())
            : Optional.empty();
    if (done && output.isPresent()) {
      output
          .get()
          .write(
              polished
                  .filter(Polished::isReached)
                  .map(p -> p.point().network())
                  .orElseGet(() -> trained.network(result.run().parameters())));
    }
    TrainDocument.Answer answer =
        new TrainDocument.Answer(
            model.describe(trained),
            ModelFlags.parameters(trained),
            problem.isTrainedAsEvaluated(),
            n,
            sample.heldOut().map(TrainingData::size).orElse(0),
            choice.backend().name(),
            method.precision.id(),
            runs.threads,
            method.stepsOfAnEpoch(n),
            options.steps(),
            from.map(TrainingState::step).map(OptionalInt::of).orElseGet(OptionalInt::empty),
            result,
            polished,
            done ? Optional.ofNullable(out) : Optional.empty(),
            file.map(TrainCheckpoint::name));
    new Printer(io, common)
        .print(TrainDocument.of(answer, common.language), () -> TrainDocument.json(answer));
    return done ? ExitCode.AS_EXPECTED : stopped(result, file);
  }

  private Optional<HeldOut> heldOut(TrainingSample sample) {
    if (patience != null && test == null) {
      throw new UsageException("--patience: expected --test SHARE with it, got none");
    }
    if (leastImprovement != null && patience == null) {
      throw new UsageException("--least-improvement: expected --patience K with it, got none");
    }
    Optional<EarlyStopping> stopping =
        Optional.ofNullable(patience).map(p -> new EarlyStopping(p, leastImprovement()));
    return sample.heldOut().map(h -> new HeldOut(h, stopping));
  }

  private double leastImprovement() {
    return leastImprovement == null ? 0 : leastImprovement;
  }

  private Optional<TrainOutput> output(Model trained) {
    Optional<TrainOutput> output =
        Optional.ofNullable(out)
            .map(name -> new TrainOutput(io.directory().resolve(name), name, !model.noBiases));
    output.ifPresent(o -> o.require(trained));
    return output;
  }

  /** Refuses a file to write that is one to read, or another one to write. */
  private void requireApart() {
    List<OtherFile> read =
        Stream.of(
                other("--data", data.isMnist() ? null : data.data),
                other("--labels", labels),
                other("--resume", runs.resume),
                other("--checkpoint", runs.checkpoint))
            .flatMap(Optional::stream)
            .toList();
    if (out != null) {
      Path file = io.directory().resolve(out);
      read.forEach(o -> o.requireApart("--out", out, file));
    }
  }

  private Optional<OtherFile> other(String option, @Nullable String name) {
    return Optional.ofNullable(name).map(n -> new OtherFile(option, n, io.directory().resolve(n)));
  }

  /** All that the bits of the run depend on, but for the number of epochs. */
  private SequencedMap<String, String> settings(
      ModelProblem problem, TrainingSample sample, Backend chosen) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    settings.put("model", problem.model().describe());
    settings.put("data", "of SHA-256 " + sample.digest());
    settings.put("test", test == null ? "none" : test.toString());
    settings.put("patience", patience == null ? "none" : patience.toString());
    settings.put("least-improvement", Double.toString(leastImprovement()));
    settings.put("initialisation", model.initialisation.id());
    settings.put("optimiser", method.optimiser.id());
    settings.put("rate", Double.toString(method.rate));
    settings.put("momentum", Double.toString(method.momentum()));
    settings.put("schedule", method.schedule.describe());
    settings.put("batch", method.batch == 0 ? "all" : Integer.toString(method.batch));
    settings.put("weight-decay", String.valueOf(method.weightDecay));
    settings.put("decoupled-decay", String.valueOf(method.decoupledDecay));
    settings.put("gradient", Double.toString(method.gradient));
    settings.put("look", Integer.toString(method.look));
    settings.put("seed", Long.toString(runs.seed));
    settings.put("precision", method.precision.id());
    settings.put(TrainCheckpoint.BACKEND, chosen.name());
    settings.put(TrainCheckpoint.DEVICE, device(chosen));
    return settings;
  }

  private static String device(Backend chosen) {
    return switch (chosen.probe()) {
      case BackendStatus.Available available -> available.device();
      case BackendStatus.Unavailable(String reason) ->
          throw new BackendException("backend: " + chosen.name() + " is unavailable: " + reason);
    };
  }

  private ModelResult run(
      ModelProblem problem,
      TrainingOptions options,
      Backend chosen,
      Optional<TrainingState> from,
      Optional<TrainCheckpoint> file) {
    ModelTrainer trainer = new ModelTrainer(chosen, runs.threads);
    int n = problem.data().size();
    try (TrainProgress progress =
        new TrainProgress(io, common.language, method.epochs, method.stepsOfAnEpoch(n), n, file)) {
      ModelResult result =
          from.isPresent()
              ? trainer.resume(problem, from.get(), options, runs.seed, progress)
              : trainer.train(
                  problem,
                  model.start(problem.model(), new Key("start", runs.seed).stream(0)),
                  options,
                  runs.seed,
                  progress);
      if (!(result instanceof ModelResult.NotFiniteAtStart)) {
        file.ifPresent(f -> f.write(result.run().last()));
      }
      return result;
    }
  }

  private Optional<Integer> failed(ModelResult result, Optional<TrainCheckpoint> file) {
    int last = result.run().last().step();
    String kept = file.map(f -> "; the state after step " + last + " is in " + f.name()).orElse("");
    return switch (result) {
      case ModelResult.Diverged d -> {
        io.err()
            .println(
                "theoria: train: "
                    + notFinite("", d.loss(), d.gradientNorm())
                    + " after step "
                    + d.step()
                    + method.remedy()
                    + kept);
        yield Optional.of(ExitCode.SURPRISE);
      }
      case ModelResult.NotFiniteAtStart n -> {
        io.err()
            .println(
                "theoria: train: "
                    + notFinite(" at the start", n.loss(), n.run().gradientNorm())
                    + " (smaller inputs, by --scale say?)");
        yield Optional.of(ExitCode.SURPRISE);
      }
      case ModelResult.BackendFailed f -> {
        io.err()
            .println(
                "theoria: train: the backend failed at step "
                    + f.step()
                    + ": "
                    + Failures.oneLine(String.valueOf(f.cause().getMessage()))
                    + kept);
        yield Optional.of(ExitCode.USAGE);
      }
      case ModelResult.Converged c -> Optional.empty();
      case ModelResult.StepsExhausted s -> Optional.empty();
      case ModelResult.EarlyStopped e -> Optional.empty();
      case ModelResult.Stopped s -> Optional.empty();
    };
  }

  /** Progress counts the epochs of this call alone. */
  private void sayGoesOn(TrainingState from, int examples) {
    int done = from.step() / method.stepsOfAnEpoch(examples);
    if (done < method.epochs) {
      io.err()
          .println(
              "theoria: --resume: "
                  + done
                  + " of "
                  + method.epochs
                  + " epochs are done; progress counts the "
                  + (method.epochs - done)
                  + " that remain");
    }
  }

  /** Which of the two is not finite: the loss, or else its gradient. */
  private static String notFinite(String where, double loss, double norm) {
    return "expected a finite loss and gradient"
        + where
        + ", got loss "
        + loss
        + (Double.isFinite(loss) ? " and gradient norm " + norm : "");
  }

  private int stopped(ModelResult result, Optional<TrainCheckpoint> file) {
    io.err()
        .println(
            "theoria: stopped after step "
                + result.run().last().step()
                + file.map(f -> " (--resume " + f.name() + " goes on)")
                    .orElse(" (--checkpoint FILE keeps what was done)"));
    return ExitCode.INTERRUPTED;
  }
}
