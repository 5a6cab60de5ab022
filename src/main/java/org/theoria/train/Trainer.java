package org.theoria.train;

import java.util.Arrays;
import org.theoria.backend.Backend;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.DeviceNetwork;
import org.theoria.backend.Session;
import org.theoria.network.Network;
import org.theoria.sampling.Stream;

/**
 * First-order training, written once against the compute service; the run stays on the device. A
 * single-threaded, deterministic function of the problem, the start, the options and the stream
 * (which only orders mini-batches), on one backend.
 */
public final class Trainer {
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
      Pass whole = new Pass(session, problem, start, n);
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
                new MiniSteps(session, problem, start, whole, Math.min(size, n), seed, options);
          };
      steps.network().start(options.optimiser());
      double loss = startLoss;
      double norm = startNorm;
      int done = 0;
      boolean going = observer.look(new Look(problem, steps, done, loss, norm));
      while (going && norm > options.gradientTarget() && done < limit) {
        int taken = steps.advance(done, limit);
        double newLoss = steps.evaluate();
        double newNorm = whole.norm();
        if (!isFinite(newLoss, newNorm)) {
          TrainingRun run = new TrainingRun(start, done, startLoss, loss, startNorm, norm);
          return new TrainingResult.Diverged(run, taken, newLoss);
        }
        done = taken;
        loss = newLoss;
        norm = newNorm;
        going = observer.look(new Look(problem, steps, done, loss, norm));
      }
      TrainingRun run =
          new TrainingRun(
              problem.network(steps.network().parameters()),
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

  /** A network on the device with a sample. */
  private record Pass(DeviceNetwork network, DeviceMatrix x, DeviceMatrix y) {
    Pass(Session session, TrainingProblem p, Network start, int examples) {
      this(
          new DeviceNetwork(
              session, p.architecture(), p.activations(), p.loss(), examples, p.biases()),
          session.zeros(p.architecture().inputs(), examples),
          session.zeros(p.architecture().outputs(), examples));
      network.write(TrainingProblem.parameters(start));
      if (examples == p.data().size()) {
        session.write(p.data().x(), x);
        session.write(p.data().y(), y);
      }
    }

    double evaluate() {
      return network.lossAndGradient(x, y);
    }

    void backpropagate() {
      network.backpropagate(x, y);
    }

    double norm() {
      return Math.sqrt(network.gradientSquaredNorm());
    }
  }

  /** What an observer sees; the device is asked only where it asks. */
  private record Look(
      TrainingProblem problem, Steps steps, int step, double loss, double gradientNorm)
      implements TrainingLook {
    @Override
    public int epoch() {
      return steps.epochs(step);
    }

    @Override
    public double[] parameters() {
      return steps.network().parameters();
    }

    @Override
    public Network network() {
      return problem.network(parameters());
    }
  }

  /** How parameters move between two looks at the whole sample. */
  private interface Steps {
    /** The network that moves. */
    DeviceNetwork network();

    /** Steps done + 1, … up to the next look, at most limit; the number of the last. */
    int advance(int done, int limit);

    /** The loss of the whole sample; its gradient is in the pass over it. */
    double evaluate();

    /** Whole passes over the sample in so many steps. */
    int epochs(int step);
  }

  private record FullSteps(Pass whole, int every) implements Steps {
    @Override
    public DeviceNetwork network() {
      return whole.network();
    }

    @Override
    public int advance(int done, int limit) {
      int last = limit - done <= every ? limit : done + every;
      network().step(done + 1);
      for (int step = done + 2; step <= last; step++) {
        whole.backpropagate();
        network().step(step);
      }
      return last;
    }

    @Override
    public double evaluate() {
      return whole.evaluate();
    }

    @Override
    public int epochs(int step) {
      return step;
    }
  }

  private static final class MiniSteps implements Steps {
    private final Session session;
    private final Pass whole;
    private final Pass batch;
    private final Pass rest;
    private final int size;
    private final ExampleOrder orders;
    private final int every;

    MiniSteps(
        Session session,
        TrainingProblem p,
        Network start,
        Pass whole,
        int size,
        long seed,
        TrainingOptions options) {
      this.session = session;
      this.whole = whole;
      this.size = size;
      int n = p.data().size();
      this.every = options.lookEvery();
      this.batch = new Pass(session, p, start, size);
      this.rest = n % size == 0 ? batch : new Pass(session, p, start, n % size);
      this.orders = new ExampleOrder(seed, n);
    }

    @Override
    public DeviceNetwork network() {
      return batch.network();
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
        Pass pass = columns.length == size ? batch : rest;
        session.gather(whole.x(), columns, pass.x());
        session.gather(whole.y(), columns, pass.y());
        if (pass.equals(batch)) {
          pass.backpropagate();
          network().step(step);
        } else {
          pass.network().copyParameters(network());
          pass.backpropagate();
          network().step(step, pass.network());
        }
      }
      return step;
    }

    @Override
    public double evaluate() {
      whole.network().copyParameters(network());
      return whole.evaluate();
    }

    @Override
    public int epochs(int step) {
      return step / ((orders.examples() + size - 1) / size);
    }
  }
}
