package org.theoria.train;

import java.util.Optional;
import org.theoria.backend.BackendException;
import org.theoria.backend.Session;
import org.theoria.backend.model.DeviceModel;
import org.theoria.sampling.Key;

/**
 * One run in one session. The sample and the start are brought to the device; what comes back are
 * the numbers of looks, the states that an observer asks for, and the end.
 */
final class TrainingLoop {
  /** No gradient of the whole sample is at hand. */
  private static final int NO_STEP = -1;

  private final ModelProblem problem;
  private final TrainingOptions options;
  private final ModelObserver observer;
  private final DeviceModel model;
  private final DeviceSample sample;
  private final Optional<DeviceBatches> batches;
  private final Survey survey;
  private final Key masks;
  private final int perEpoch;
  private final long betweenLooks;
  private final boolean sameInTraining;

  /** The step whose point has its gradient, of the whole sample, in the model. */
  private int gradientOf = NO_STEP;

  /** For pieces of the usual size. */
  TrainingLoop(
      Session session,
      ModelProblem problem,
      TrainingOptions options,
      long seed,
      ModelObserver observer) {
    this(session, problem, options, seed, observer, DeviceSample.MOST);
  }

  /**
   * A run.
   *
   * @param piece examples that a look takes at once, at most, where it can
   */
  TrainingLoop(
      Session session,
      ModelProblem problem,
      TrainingOptions options,
      long seed,
      ModelObserver observer,
      int piece) {
    this.problem = problem;
    this.options = options;
    this.observer = observer;
    model = new DeviceModel(session, problem.model());
    TrainingData data = problem.data();
    batches =
        options.batching() instanceof Batching.Mini(int size)
            ? Optional.of(new DeviceBatches(session, data, size, seed))
            : Optional.empty();
    sameInTraining = problem.isTrainedAsEvaluated();
    int most = sameInTraining ? piece : data.size();
    sample = batches.map(b -> b.sample(most)).orElseGet(() -> DeviceSample.whole(session, data));
    survey = new Survey(session, model, problem, sample);
    masks = new Key("dropout", seed);
    perEpoch = batches.map(DeviceBatches::perEpoch).orElse(1);
    betweenLooks = (long) options.lookEvery() * perEpoch;
  }

  ModelResult run(TrainingState from, boolean resumed) {
    model.start(options.optimiser());
    model.write(from.parameters());
    if (resumed) {
      model.restore(from.modelState());
    }
    Survey.Measure first = measure(from.step());
    if (!first.isFinite()) {
      ModelRun run = new ModelRun(from, first.loss(), first.norm(), Optional.empty(), from.best());
      return new ModelResult.NotFiniteAtStart(run, first.loss());
    }
    Optional<HeldOut.Measure> seen = survey.heldOut();
    Optional<EarlyStopping> stopping = problem.heldOut().flatMap(HeldOut::stopping);
    TrainingState state = resumed ? from : start(first, seen, stopping.isPresent());
    return new Way(new Waypoints(model, stopping, state, first, seen)).go();
  }

  private TrainingState start(
      Survey.Measure first, Optional<HeldOut.Measure> seen, boolean remembered) {
    double[] parameters = model.parameters(); // rounded to the precision
    double[] state = model.state();
    return new TrainingState(
        0,
        parameters,
        state,
        first.loss(),
        first.norm(),
        seen.filter(s -> remembered)
            .map(s -> new TrainingState.Best(0, s.loss(), parameters, state)),
        0);
  }

  /** The way from a good point on. */
  private final class Way {
    private final Waypoints points;
    private int step;

    Way(Waypoints points) {
      this.points = points;
      this.step = points.good().step();
    }

    ModelResult go() {
      try {
        boolean going = shown();
        while (going && !(isLook() && isConverged()) && step < options.steps() && !hasWaited()) {
          if (observer.stopped()) {
            going = false;
          } else {
            take(++step);
          }
          boolean look = step % betweenLooks == 0;
          if (step > points.good().step() && (look || step == options.steps() || !going)) {
            Survey.Measure now = measure(step);
            if (!now.isFinite()) {
              return diverged(now);
            }
            points.take(step, now, survey.heldOut(), look);
            going &= shown();
          }
        }
        return end(going);
      } catch (BackendException e) {
        int failed = Math.max(step, 1);
        int at = points.good().step();
        return new ModelResult.BackendFailed(points.salvaged(() -> measure(at), e), failed, e);
      }
    }

    private boolean shown() {
      return observer.look(new Look(points));
    }

    /**
     * Whether the last good point is one of the looks that the whole run has: at another one, where
     * it was stopped or began, nothing ends, so that the way does not depend on interruptions.
     */
    private boolean isLook() {
      return points.good().step() % betweenLooks == 0;
    }

    /** A masked gradient, or that of a batch's statistics, may vanish where ∇E does not. */
    private boolean isConverged() {
      return sameInTraining && points.good().measure().norm() <= options.gradientTarget();
    }

    private boolean hasWaited() {
      return problem
          .heldOut()
          .flatMap(HeldOut::stopping)
          .filter(s -> points.good().waiting() >= s.patience())
          .isPresent();
    }

    private ModelResult end(boolean going) {
      ModelRun run = points.run();
      if (isConverged() && (isLook() || step >= options.steps())) {
        return new ModelResult.Converged(run);
      }
      if (hasWaited()) {
        return new ModelResult.EarlyStopped(run);
      }
      return going ? new ModelResult.StepsExhausted(run) : new ModelResult.Stopped(run);
    }

    /**
     * The step between a good and a bad look at which it happened, by bisection: each half is run
     * again from its good end, so that in all no more steps are repeated than there are.
     */
    private ModelResult diverged(Survey.Measure found) {
      int bad = step;
      Survey.Measure measure = found;
      while (bad - points.good().step() > 1) {
        int good = points.good().step();
        int middle = good + (bad - good) / 2;
        points.revert();
        gradientOf = NO_STEP;
        if (good % betweenLooks == 0) {
          measure(good); // the run went on with the gradient of its look
        }
        for (int s = good + 1; s <= middle; s++) {
          take(s);
        }
        gradientOf = NO_STEP;
        Survey.Measure there = measure(middle);
        if (there.isFinite()) {
          points.take(middle, there, survey.heldOut(), false);
        } else {
          bad = middle;
          measure = there;
        }
      }
      return new ModelResult.Diverged(points.run(), bad, measure.loss(), measure.norm());
    }
  }

  /** Step 1, 2, …. */
  private void take(int step) {
    if (gradientOf != step - 1) {
      DeviceSample.Piece seen = batches.map(b -> b.of(step)).orElseGet(() -> sample.piece(0));
      model.backpropagate(seen.x(), seen.y(), mask(step));
    }
    gradientOf = NO_STEP;
    model.step(step, options.schedule().factor(step, perEpoch), options.decay());
  }

  private long mask(int step) {
    return masks.stream(step).nextLong();
  }

  /** Loss and gradient of the whole sample after so many steps. */
  private Survey.Measure measure(int step) {
    Survey.Measure measure = survey.sample(mask(step + 1));
    boolean reused = sameInTraining && batches.isEmpty() && step % betweenLooks == 0;
    gradientOf = reused ? step : NO_STEP;
    return measure;
  }

  private final class Look implements ModelLook {
    private final Waypoints points;
    private final Waypoints.Good good;

    Look(Waypoints points) {
      this.points = points;
      this.good = points.good();
    }

    @Override
    public int step() {
      return good.step();
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
      return state().parameters().clone();
    }

    @Override
    public TrainingState state() {
      if (!points.good().equals(good)) {
        throw new IllegalStateException(
            "training: the state of the look at step "
                + step()
                + " was on the device during the look only, and the run went on to step "
                + points.good().step());
      }
      return points.state();
    }
  }
}
