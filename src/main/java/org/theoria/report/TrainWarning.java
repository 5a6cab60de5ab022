package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.report.TrainDocument.Answer;
import org.theoria.train.ModelResult;
import org.theoria.train.ModelRun;
import org.theoria.train.TrainingState;

/** Why the result of a training run that came to its end may not be what was hoped for. */
enum TrainWarning {
  /** With --resume: all steps that are asked for were done before. */
  NO_STEP("no-step"),
  /** The gradient is 0 where the run begins. */
  ZERO_GRADIENT("zero-gradient"),
  /** With --patience: the result is the start. */
  HELD_OUT_NEVER_FELL("held-out-never-fell"),
  /** The loss grew. */
  LOSS_ABOVE_START("loss-above-start"),
  /** With --polish: the solver came to no critical point. */
  NO_CRITICAL_POINT("no-critical-point");

  private final String id;

  TrainWarning(String id) {
    this.id = id;
  }

  /** The name in JSON. */
  String id() {
    return id;
  }

  /** Those of a run; none where it was stopped. */
  static List<TrainWarning> of(Answer answer) {
    ModelRun run = answer.result().run();
    TrainingState last = run.last();
    List<TrainWarning> warnings = new ArrayList<>();
    if (!answer.isDone()) {
      return warnings;
    }
    if (answer.resumedAt().isPresent() && answer.resumedAt().getAsInt() == last.step()) {
      warnings.add(NO_STEP);
    }
    if (answer.result() instanceof ModelResult.Converged
        && run.gradientNorm() == 0
        && last.step() == 0) {
      warnings.add(ZERO_GRADIENT);
    }
    if (last.step() > 0 && run.best().filter(b -> b.step() == 0).isPresent()) {
      warnings.add(HELD_OUT_NEVER_FELL);
    }
    if (run.loss() > last.startLoss()) {
      warnings.add(LOSS_ABOVE_START);
    }
    if (answer.polished().isPresent() && !answer.isPolished()) {
      warnings.add(NO_CRITICAL_POINT);
    }
    return warnings;
  }

  /** For a reader. */
  Inline badge(Answer answer, Say say) {
    TrainingState last = answer.result().run().last();
    return new Inline.Badge(
        Tone.WARN,
        switch (this) {
          case NO_STEP ->
              say.of("no step was taken: ", "aucune itération faite : ")
                  + last.step()
                  + say.of(" were done before (", " étaient déjà faites (")
                  + last.step() / answer.stepsOfAnEpoch()
                  + say.of(" epochs), --epochs asks for ", " époques), --epochs en demande ")
                  + answer.stepsAskedFor();
          case ZERO_GRADIENT ->
              say.of(
                  "the computed gradient is exactly 0 at the start: nothing was trained",
                  "le gradient calculé est exactement 0 au départ : rien n'a été appris");
          case HELD_OUT_NEVER_FELL ->
              say.of(
                  "the held-out loss never fell: the result is the start",
                  "la perte de test n'a jamais baissé : le résultat est le départ");
          case LOSS_ABOVE_START ->
              say.of(
                  "the loss at the end is above that of the start",
                  "la perte à la fin dépasse celle du départ");
          case NO_CRITICAL_POINT ->
              say.of(
                  "no critical point was reached: the result is the trained network",
                  "aucun point critique atteint : le résultat est le réseau entraîné");
        });
  }
}
