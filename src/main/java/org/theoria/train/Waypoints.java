package org.theoria.train;

import java.util.Optional;
import java.util.function.Supplier;
import org.theoria.backend.BackendException;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Snapshot;

/**
 * Where a run may return to: its last good point, and the best one where it may end early. Both are
 * kept on the device; the host has those that somebody asked for.
 */
final class Waypoints {
  private final Optional<EarlyStopping> stopping;
  private final double startLoss;
  private final double startNorm;
  private final DeviceModel model;
  private Optional<Snapshot> last = Optional.empty();
  private Optional<Snapshot> best = Optional.empty();
  private Good good;

  /** Whether the device has all of the last good point, and not a part of the next. */
  private boolean whole = true;

  /** Of the last good point, once somebody asked. */
  private Optional<TrainingState> lastOnHost;

  /** Of the best point, once somebody asked. */
  private Optional<TrainingState.Best> bestOnHost;

  /** The last point whose state the host has, what the run is left with where a device is lost. */
  private ModelRun onHost;

  /** A best look: steps and mean held-out loss. */
  record Best(int step, double loss) {}

  /**
   * A point with a finite loss and gradient.
   *
   * @param waiting looks since the best one
   */
  record Good(
      int step,
      Survey.Measure measure,
      Optional<HeldOut.Measure> heldOut,
      Optional<Best> best,
      int waiting) {}

  /**
   * The model is at a good point whose state the host has.
   *
   * @param state where it is
   */
  Waypoints(
      DeviceModel model,
      Optional<EarlyStopping> stopping,
      TrainingState state,
      Survey.Measure measure,
      Optional<HeldOut.Measure> heldOut) {
    this.model = model;
    this.stopping = stopping;
    startLoss = state.startLoss();
    startNorm = state.startGradientNorm();
    good =
        new Good(
            state.step(),
            measure,
            heldOut,
            state.best().map(b -> new Best(b.step(), b.loss())),
            state.waiting());
    lastOnHost = Optional.of(state);
    bestOnHost = state.best();
    onHost = run(state);
  }

  Good good() {
    return good;
  }

  /**
   * The model is at another good point.
   *
   * @param look whether early stopping counts it
   */
  void take(int step, Survey.Measure measure, Optional<HeldOut.Measure> heldOut, boolean look) {
    whole = false;
    last = Snapshot.taken(last, model::snapshot);
    good = next(step, measure, heldOut, look);
    lastOnHost = Optional.empty();
    whole = true;
  }

  private Good next(
      int step, Survey.Measure measure, Optional<HeldOut.Measure> heldOut, boolean look) {
    Optional<Best> before = good.best();
    if (!look || stopping.isEmpty() || heldOut.isEmpty()) {
      return new Good(step, measure, heldOut, before, good.waiting());
    }
    double loss = heldOut.get().loss();
    // a loss that is not finite improves on nothing, but the start is the best there is
    if (before.isEmpty() || stopping.get().improves(loss, before.get().loss())) {
      bestOnHost = Optional.empty();
      best = Snapshot.taken(best, model::snapshot);
      return new Good(step, measure, heldOut, Optional.of(new Best(step, loss)), 0);
    }
    return new Good(step, measure, heldOut, before, good.waiting() + 1);
  }

  /** The model is at the last good point again. */
  void revert() {
    if (last.isPresent()) {
      last.get().revert();
    } else {
      model.write(state().parameters());
      model.restore(state().modelState());
    }
  }

  /** The last good point, from the device unless the host has it. */
  TrainingState state() {
    TrainingState state = lastOnHost.orElseGet(() -> fetched(last.orElseThrow()));
    lastOnHost = Optional.of(state);
    onHost = run(state);
    return state;
  }

  private TrainingState fetched(Snapshot there) {
    return new TrainingState(
        good.step(),
        there.parameters(),
        there.state(),
        startLoss,
        startNorm,
        good.best().map(this::best),
        good.waiting());
  }

  private TrainingState.Best best(Best b) {
    TrainingState.Best onHost =
        bestOnHost.orElseGet(
            () -> {
              Snapshot s = best.orElseThrow();
              return new TrainingState.Best(b.step(), b.loss(), s.parameters(), s.state());
            });
    bestOnHost = Optional.of(onHost);
    return onHost;
  }

  /** The run up to the last good point. */
  ModelRun run() {
    return run(state());
  }

  private ModelRun run(TrainingState state) {
    return new ModelRun(
        state, good.measure().loss(), good.measure().norm(), good.heldOut(), better(state));
  }

  /** The best point measured: the last one may be no look. */
  private Optional<TrainingState.Best> better(TrainingState state) {
    Optional<TrainingState.Best> before = state.best();
    if (stopping.isEmpty() || before.isEmpty() || good.heldOut().isEmpty()) {
      return before;
    }
    double loss = good.heldOut().get().loss();
    return stopping.get().improves(loss, before.get().loss())
        ? Optional.of(
            new TrainingState.Best(state.step(), loss, state.parameters(), state.modelState()))
        : before;
  }

  /**
   * The run up to the last good point that can be trusted after a failure of the backend: the last
   * one if the device still has it, which its loss and gradient show, bit for bit; else the last
   * one that the host has.
   *
   * @param survey measures the model at the last good point
   * @param failure to which a second failure is added
   */
  ModelRun salvaged(Supplier<Survey.Measure> survey, BackendException failure) {
    try {
      if (whole) {
        revert();
        if (survey.get().equals(good.measure())) {
          return run();
        }
      }
    } catch (BackendException again) {
      failure.addSuppressed(again);
    }
    return onHost;
  }
}
