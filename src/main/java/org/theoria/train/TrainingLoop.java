package org.theoria.train;

import java.util.Optional;
import java.util.OptionalDouble;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;
import org.theoria.backend.model.DeviceModel;
import org.theoria.sampling.Key;

/** One run in one session. */
final class TrainingLoop {
  /** No gradient of the whole sample is at hand. */
  private static final int NO_STEP = -1;

  private final ModelProblem problem;
  private final TrainingOptions options;
  private final ModelObserver observer;
  private final DeviceModel model;
  private final DeviceSample sample;
  private final Optional<DeviceSample> heldOut;
  private final Optional<DeviceSample.Batches> batches;
  private final Key masks;
  private final int perEpoch;
  private final long betweenLooks;
  private final boolean sameInTraining;
  private final boolean classified;

  /** The step whose point has its gradient, of the whole sample, in the model. */
  private int gradientOf = NO_STEP;

  /** What a look found. */
  private record Measure(double loss, double norm) {
    boolean isFinite() {
      return Math.abs(loss) <= Double.MAX_VALUE && norm <= Double.MAX_VALUE;
    }
  }

  /** A point with a finite loss and gradient. */
  private record Good(TrainingState state, Measure measure, Optional<HeldOut.Measure> heldOut) {
    ModelRun run() {
      return new ModelRun(state, measure.loss(), measure.norm(), heldOut);
    }
  }

  TrainingLoop(
      Session session,
      ModelProblem problem,
      TrainingOptions options,
      long seed,
      ModelObserver observer) {
    this.problem = problem;
    this.options = options;
    this.observer = observer;
    model = new DeviceModel(session, problem.model());
    sample = new DeviceSample(session, problem.data());
    heldOut = problem.heldOut().map(h -> new DeviceSample(session, h.data()));
    batches =
        options.batching() instanceof Batching.Mini(int size)
            ? Optional.of(
                new DeviceSample.Batches(
                    session, problem.data(), Math.min(size, sample.size()), seed))
            : Optional.empty();
    masks = new Key("dropout", seed);
    perEpoch = batches.map(DeviceSample.Batches::perEpoch).orElse(1);
    betweenLooks = (long) options.lookEvery() * perEpoch;
    classified = problem.heldOut().filter(HeldOut::isClassified).isPresent();
    sameInTraining = TrainingMode.isEvaluationMode(problem.model());
  }

  ModelResult run(TrainingState from, boolean resumed) {
    model.start(options.optimiser());
    if (resumed) {
      restore(from);
    } else {
      model.write(from.parameters());
    }
    Measure first = measure(from.step());
    if (!first.isFinite()) {
      ModelRun run = new ModelRun(from, first.loss(), first.norm(), Optional.empty());
      return new ModelResult.NotFiniteAtStart(run, first.loss());
    }
    Optional<HeldOut.Measure> seen = heldOut.map(this::measure);
    TrainingState state =
        resumed
            ? from
            : remembered(
                new TrainingState(
                    0,
                    model.parameters(),
                    model.state(),
                    first.loss(),
                    first.norm(),
                    Optional.empty(),
                    0),
                seen);
    return new Way(new Good(state, first, seen)).go();
  }

  /** The way from a good point on. */
  private final class Way {
    private Good good;
    private int step;

    Way(Good good) {
      this.good = good;
      this.step = good.state().step();
    }

    ModelResult go() {
      try {
        boolean going = shown();
        while (going && !isConverged() && step < options.steps() && !hasWaited()) {
          if (observer.stopped()) {
            going = false;
          } else {
            take(++step);
          }
          boolean look = step % betweenLooks == 0;
          if (step > good.state().step() && (look || step == options.steps() || !going)) {
            Measure now = measure(step);
            if (!now.isFinite()) {
              return diverged(good, step, now);
            }
            Optional<HeldOut.Measure> seen = heldOut.map(TrainingLoop.this::measure);
            TrainingState state = state(step, good.state());
            good = new Good(look ? remembered(state, seen) : state, now, seen);
            going &= shown();
          }
        }
        return end(going);
      } catch (BackendException e) {
        return new ModelResult.BackendFailed(good.run(), Math.max(step, 1), e);
      }
    }

    private boolean shown() {
      return observer.look(new Look(good));
    }

    /** A masked gradient, or that of a batch's statistics, may vanish where ∇E does not. */
    private boolean isConverged() {
      return sameInTraining && good.measure().norm() <= options.gradientTarget();
    }

    private boolean hasWaited() {
      return problem
          .heldOut()
          .flatMap(HeldOut::stopping)
          .filter(s -> good.state().waiting() >= s.patience())
          .isPresent();
    }

    private ModelResult end(boolean going) {
      ModelRun run = good.run();
      if (isConverged()) {
        return new ModelResult.Converged(run);
      }
      if (hasWaited()) {
        return new ModelResult.EarlyStopped(run);
      }
      return going ? new ModelResult.StepsExhausted(run) : new ModelResult.Stopped(run);
    }
  }

  /**
   * The step between a good and a bad look at which it happened, by bisection: each half is run
   * again from its good end, so that in all no more steps are repeated than there are.
   */
  private ModelResult diverged(Good lastLook, int badStep, Measure badMeasure) {
    Good good = lastLook;
    int bad = badStep;
    Measure measure = badMeasure;
    while (bad - good.state().step() > 1) {
      int middle = good.state().step() + (bad - good.state().step()) / 2;
      restore(good.state());
      if (good.state().step() % betweenLooks == 0) {
        measure(good.state().step()); // the run went on with the gradient of its look
      }
      for (int step = good.state().step() + 1; step <= middle; step++) {
        take(step);
      }
      gradientOf = NO_STEP;
      TrainingState state = state(middle, good.state());
      Measure there = measure(middle);
      if (there.isFinite()) {
        good = new Good(state, there, heldOut.map(this::measure));
      } else {
        bad = middle;
        measure = there;
      }
    }
    return new ModelResult.Diverged(good.run(), bad, measure.loss());
  }

  private void restore(TrainingState state) {
    model.write(state.parameters());
    model.restore(state.modelState());
    gradientOf = NO_STEP;
  }

  private TrainingState state(int step, TrainingState before) {
    return new TrainingState(
        step,
        model.parameters(),
        model.state(),
        before.startLoss(),
        before.startGradientNorm(),
        before.best(),
        before.waiting());
  }

  /** With what early stopping remembers after a look. */
  private TrainingState remembered(TrainingState s, Optional<HeldOut.Measure> seen) {
    Optional<EarlyStopping> stopping = problem.heldOut().flatMap(HeldOut::stopping);
    if (stopping.isEmpty() || seen.isEmpty()) {
      return s;
    }
    double loss = seen.get().loss();
    // a loss that is not finite improves on nothing, but the start is the best there is
    boolean better = s.best().isEmpty() || stopping.get().improves(loss, s.best().get().loss());
    TrainingState.Best now = new TrainingState.Best(s.step(), loss, s.parameters(), s.modelState());
    return new TrainingState(
        s.step(),
        s.parameters(),
        s.modelState(),
        s.startLoss(),
        s.startGradientNorm(),
        better ? Optional.of(now) : s.best(),
        better ? 0 : s.waiting() + 1);
  }

  /** Step 1, 2, …. */
  private void take(int step) {
    if (gradientOf != step - 1) {
      DeviceMatrix x = sample.x();
      DeviceMatrix y = sample.y();
      if (batches.isPresent()) {
        DeviceSample.Batches.Batch batch = batches.get().of(step);
        x = batch.x();
        y = batch.y();
      }
      model.backpropagate(x, y, mask(step));
    }
    gradientOf = NO_STEP;
    model.step(step, options.schedule().factor(step, perEpoch), options.decay());
  }

  private long mask(int step) {
    return masks.stream(step).nextLong();
  }

  /** Loss and gradient of the whole sample after so many steps. */
  private Measure measure(int step) {
    if (sameInTraining) {
      double loss = model.lossAndGradient(sample.x(), sample.y(), mask(step + 1));
      boolean reused = batches.isEmpty() && step % betweenLooks == 0;
      gradientOf = reused ? step : NO_STEP;
      return new Measure(loss, norm());
    }
    double loss = model.loss(sample.x(), sample.y());
    double[] kept = model.state();
    model.backpropagate(sample.x(), sample.y(), mask(step + 1));
    double norm = norm();
    model.restore(kept); // the look is not to be seen in the running statistics
    gradientOf = NO_STEP;
    return new Measure(loss, norm);
  }

  private double norm() {
    return Math.sqrt(model.gradientSquaredNorm());
  }

  private HeldOut.Measure measure(DeviceSample held) {
    double loss = model.loss(held.x(), held.y()) / held.size();
    return new HeldOut.Measure(
        loss, classified ? OptionalDouble.of(accuracy(held)) : OptionalDouble.empty());
  }

  private double accuracy(DeviceSample held) {
    double[] outputs = model.predict(held.x());
    double[] targets = problem.heldOut().orElseThrow().data().y();
    int right = 0;
    for (int j = 0; j < held.size(); j++) {
      right += largest(outputs, j, held.size()) == largest(targets, j, held.size()) ? 1 : 0;
    }
    return (double) right / held.size();
  }

  /** The first row that has the largest entry of a column. */
  private static int largest(double[] rowMajor, int column, int columns) {
    int best = 0;
    for (int i = 1; i * columns + column < rowMajor.length; i++) {
      if (rowMajor[i * columns + column] > rowMajor[best * columns + column]) {
        best = i;
      }
    }
    return best;
  }

  private final class Look implements ModelLook {
    private final Good good;

    Look(Good good) {
      this.good = good;
    }

    @Override
    public int step() {
      return good.state().step();
    }

    @Override
    public int epoch() {
      return step() / perEpoch;
    }

    @Override
    public double loss() {
      return good.measure().loss();
    }

    @Override
    public double gradientNorm() {
      return good.measure().norm();
    }

    @Override
    public double rate() {
      return options.optimiser().rate() * options.schedule().factor(step() + 1, perEpoch);
    }

    @Override
    public Optional<HeldOut.Measure> heldOut() {
      return good.heldOut();
    }

    @Override
    public double[] parameters() {
      return good.state().parameters().clone();
    }

    @Override
    public TrainingState state() {
      return good.state();
    }
  }
}
