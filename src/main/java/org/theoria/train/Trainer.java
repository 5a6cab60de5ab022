package org.theoria.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.theoria.backend.Backend;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.network.Network;
import org.theoria.sampling.Stream;

/**
 * First-order training, written once against the compute service; the run stays on the device. A
 * single-threaded, deterministic function of the problem, the start, the options and the stream
 * (which only orders mini-batches), on one backend.
 */
public final class Trainer {
  /** No layer here has a mask. */
  private static final long NO_DROPOUT = 0;

  private static final WeightDecay NO_DECAY = new WeightDecay.None();

  private final Backend backend;

  public Trainer(Backend backend) {
    this.backend = backend;
  }

  /**
   * Trains from a start.
   *
   * @param start the parameters, in the order of {@link org.theoria.network.Parameters}; rounded to
   *     the precision of the options. Biases that are not trained must be 0
   * @param order draws the order of mini-batches
   */
  public TrainingResult train(
      TrainingProblem problem, Network start, TrainingOptions options, Stream order) {
    return train(problem, start, options, order, TrainingObserver.NONE);
  }

  /**
   * The same with someone who looks on, on this thread, before the first step and at every look.
   *
   * @param observer may stop the run; not called again for a part that is repeated to find the last
   *     good parameters of a run that diverged
   */
  public TrainingResult train(
      TrainingProblem problem,
      Network start,
      TrainingOptions options,
      Stream order,
      TrainingObserver observer) {
    problem.requireOwn(start);
    if (!problem.biases() && !start.biases().stream().allMatch(b -> b.isZero())) {
      throw new IllegalArgumentException(
          "training: biases are not trained here, so those of the start must be 0");
    }
    long seed = order.nextLong();
    TrainingResult result = run(problem, start, options, seed, options.steps(), observer);
    if (result instanceof TrainingResult.Diverged(TrainingRun run, int step, double loss)) {
      // deterministic: the same run, stopped before, ends with the last good parameters
      TrainingResult before =
          run(problem, start, options, seed, run.steps(), TrainingObserver.NONE);
      return new TrainingResult.Diverged(before.run(), step, loss);
    }
    return result;
  }

  private TrainingResult run(
      TrainingProblem problem,
      Network start,
      TrainingOptions options,
      long seed,
      int limit,
      TrainingObserver observer) {
    int n = problem.data().size();
    try (Session session = backend.open(options.precision())) {
      Whole whole = new Whole(session, problem, start);
      double startLoss = whole.evaluate();
      double startNorm = whole.norm();
      if (!isFinite(startLoss, startNorm)) {
        TrainingRun run = new TrainingRun(start, 0, startLoss, startLoss, startNorm, startNorm);
        return new TrainingResult.NotFiniteAtStart(run, startLoss);
      }
      Steps steps =
          switch (options.batching()) {
            case Batching.Full() -> new FullSteps(whole, options.lookEvery());
            case Batching.Mini(int size) ->
                new MiniSteps(session, whole, Math.min(size, n), seed, options.lookEvery());
          };
      whole.model().start(options.optimiser());
      double loss = startLoss;
      double norm = startNorm;
      int done = 0;
      boolean going = observer.look(new Look(problem, whole.model(), steps, done, loss, norm));
      while (going && norm > options.gradientTarget() && done < limit) {
        int taken = steps.advance(done, limit);
        double newLoss = whole.evaluate();
        double newNorm = whole.norm();
        if (!isFinite(newLoss, newNorm)) {
          TrainingRun run = new TrainingRun(start, done, startLoss, loss, startNorm, norm);
          return new TrainingResult.Diverged(run, taken, newLoss);
        }
        done = taken;
        loss = newLoss;
        norm = newNorm;
        going = observer.look(new Look(problem, whole.model(), steps, done, loss, norm));
      }
      TrainingRun run =
          new TrainingRun(
              problem.network(whole.model().parameters()),
              done,
              startLoss,
              loss,
              startNorm,
              norm);
      if (norm <= options.gradientTarget()) {
        return new TrainingResult.Converged(run);
      }
      return going ? new TrainingResult.StepsExhausted(run) : new TrainingResult.Stopped(run);
    }
  }

  private static boolean isFinite(double loss, double norm) {
    return Math.abs(loss) <= Double.MAX_VALUE && norm <= Double.MAX_VALUE;
  }

  /** The whole sample on the device, with the network that is trained. */
  private record Whole(DeviceModel model, DeviceMatrix x, DeviceMatrix y) {
    Whole(Session session, TrainingProblem p, Network start) {
      this(
          new DeviceModel(
              session, Model.of(p.architecture(), p.activations(), p.loss(), p.biases())),
          session.upload(p.architecture().inputs(), p.data().size(), p.data().x()),
          session.upload(p.architecture().outputs(), p.data().size(), p.data().y()));
      model.write(TrainingProblem.parameters(start));
    }

    double evaluate() {
      return model.lossAndGradient(x, y, NO_DROPOUT);
    }

    double norm() {
      return Math.sqrt(model.gradientSquaredNorm());
    }
  }

  /** What an observer sees; the device is asked only where it asks. */
  private record Look(
      TrainingProblem problem,
      DeviceModel model,
      Steps steps,
      int step,
      double loss,
      double gradientNorm)
      implements TrainingLook {
    @Override
    public int epoch() {
      return steps.epochs(step);
    }

    @Override
    public double[] parameters() {
      return model.parameters();
    }

    @Override
    public Network network() {
      return problem.network(parameters());
    }
  }

  /** How parameters move between two looks at the whole sample. */
  private interface Steps {
    /** Steps done + 1, … up to the next look, at most limit; the number of the last. */
    int advance(int done, int limit);

    /** Whole passes over the sample in so many steps. */
    int epochs(int step);
  }

  private record FullSteps(Whole whole, int every) implements Steps {
    @Override
    public int advance(int done, int limit) {
      int last = limit - done <= every ? limit : done + every;
      whole.model().step(done + 1, 1, NO_DECAY);
      for (int step = done + 2; step <= last; step++) {
        whole.model().backpropagate(whole.x(), whole.y(), NO_DROPOUT);
        whole.model().step(step, 1, NO_DECAY);
      }
      return last;
    }

    @Override
    public int epochs(int step) {
      return step;
    }
  }

  private static final class MiniSteps implements Steps {
    private final Session session;
    private final Whole whole;
    private final int size;
    private final ExampleOrder orders;
    private final int every;
    private final Map<Integer, Batch> batches = new HashMap<>();

    private record Batch(DeviceMatrix x, DeviceMatrix y) {}

    MiniSteps(Session session, Whole whole, int size, long seed, int every) {
      this.session = session;
      this.whole = whole;
      this.size = size;
      this.every = every;
      this.orders = new ExampleOrder(seed, whole.x().columns());
    }

    @Override
    public int advance(int done, int limit) {
      int step = done;
      for (int epoch = 0; epoch < every && step < limit; epoch++) {
        step = epoch(step, limit);
      }
      return step;
    }

    private int epoch(int done, int limit) {
      int[] order = orders.of(epochs(done));
      int step = done;
      for (int from = 0; from < order.length && step < limit; from += size) {
        step++;
        int[] columns = Arrays.copyOfRange(order, from, Math.min(from + size, order.length));
        Batch batch = batches.computeIfAbsent(columns.length, this::batch);
        session.gather(whole.x(), columns, batch.x());
        session.gather(whole.y(), columns, batch.y());
        whole.model().backpropagate(batch.x(), batch.y(), NO_DROPOUT);
        whole.model().step(step, 1, NO_DECAY);
      }
      return step;
    }

    private Batch batch(int columns) {
      return new Batch(
          session.zeros(whole.x().rows(), columns), session.zeros(whole.y().rows(), columns));
    }

    @Override
    public int epochs(int step) {
      return step / ((orders.examples() + size - 1) / size);
    }
  }
}
