package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.train.CriticalPoint;
import org.theoria.train.ModelResult;
import org.theoria.train.ModelRun;
import org.theoria.train.TrainingState;

/** What {@code theoria train} answers. */
public final class TrainDocument {

  private TrainDocument() {}

  /**
   * A run that came to an end.
   *
   * @param model what was trained, in words
   * @param parameters how many it has
   * @param trainedAsEvaluated whether the gradient is that of E, without masks and statistics of a
   *     batch
   * @param trained examples that were trained on
   * @param heldOut examples that were not
   * @param backend on which it ran
   * @param precision in which
   * @param threads of the processor at most
   * @param stepsOfAnEpoch steps of one pass over the examples
   * @param stepsAskedFor the step at which it was to end
   * @param resumedAt the step of the state that it went on from, where it did
   * @param result how it ended
   * @param polished the critical point that was solved for from there
   * @param out the file of the network
   * @param checkpoint the file of the state
   */
  public record Answer(
      String model,
      int parameters,
      boolean trainedAsEvaluated,
      int trained,
      int heldOut,
      String backend,
      String precision,
      int threads,
      int stepsOfAnEpoch,
      int stepsAskedFor,
      OptionalInt resumedAt,
      ModelResult result,
      Optional<Polished> polished,
      Optional<String> out,
      Optional<String> checkpoint) {

    String end() {
      return switch (result) {
        case ModelResult.Converged c -> "converged";
        case ModelResult.StepsExhausted s -> "epochs-done";
        case ModelResult.Stopped s -> "stopped";
        case ModelResult.EarlyStopped e -> "early-stopped";
        case ModelResult.Diverged d -> "diverged";
        case ModelResult.NotFiniteAtStart n -> "not-finite-at-start";
        case ModelResult.BackendFailed f -> "backend-failed";
      };
    }

    /** Whether the result is a critical point that was solved for. */
    boolean isPolished() {
      return polished.filter(Polished::isReached).isPresent();
    }

    /**
     * The mean loss of the examples that are trained on, of the network that is the result; none
     * where that is an earlier look's, which nobody measured.
     */
    OptionalDouble lossOfResult() {
      if (polished.isPresent()) {
        Polished p = polished.get();
        return OptionalDouble.of(p.isReached() ? p.loss() : p.trainedLoss());
      }
      ModelRun run = result.run();
      return run.step() == run.last().step()
          ? OptionalDouble.of(run.loss() / trained)
          : OptionalDouble.empty();
    }

    /** The mean held-out loss of the network that is the result. */
    OptionalDouble heldOutOfResult() {
      if (isPolished()) {
        return polished.orElseThrow().heldOutLoss();
      }
      ModelRun run = result.run();
      return run.best()
          .map(b -> OptionalDouble.of(b.loss()))
          .or(() -> run.heldOut().map(h -> OptionalDouble.of(h.loss())))
          .orElseGet(OptionalDouble::empty);
    }

    boolean isDone() {
      return !(result instanceof ModelResult.Stopped);
    }
  }

  /**
   * A critical point that was solved for.
   *
   * @param point where the solver ended
   * @param trainedLoss the mean loss where it began, of the examples that are trained on
   * @param loss the mean loss at the point
   * @param heldOutLoss the mean loss there of the examples that are held out, if any are
   * @param decayed whether training had a weight decay: the point is one of E without it
   */
  public record Polished(
      CriticalPoint point,
      double trainedLoss,
      double loss,
      OptionalDouble heldOutLoss,
      boolean decayed) {

    /** Whether it is a critical point; if not, what was trained stays the result. */
    public boolean isReached() {
      return point instanceof CriticalPoint.Converged;
    }
  }

  private static List<Inline> badges(Answer answer, Say say) {
    List<TrainWarning> warnings = TrainWarning.of(answer);
    if (warnings.isEmpty()) {
      return List.of(badge(answer, say, Tone.GOOD));
    }
    List<Inline> badges = new ArrayList<>();
    boolean said = warnings.contains(TrainWarning.ZERO_GRADIENT);
    if (!said && !(answer.result() instanceof ModelResult.StepsExhausted)) {
      badges.add(badge(answer, say, Tone.WARN));
    }
    for (TrainWarning warning : warnings) {
      if (!badges.isEmpty()) {
        badges.addAll(Say.plain(" "));
      }
      badges.add(warning.badge(answer, say));
    }
    return badges;
  }

  /**
   * How the run ended.
   *
   * @param ended the tone of an end that was asked for
   */
  private static Inline badge(Answer answer, Say say, Tone ended) {
    int step = answer.result().run().last().step();
    return switch (answer.result()) {
      case ModelResult.Converged c ->
          new Inline.Badge(
              ended,
              c.run().gradientNorm() == 0
                  ? say.of("the computed gradient is exactly 0", "le gradient calculé est 0")
                  : say.of("the gradient is as small as asked", "le gradient est assez petit"));
      case ModelResult.StepsExhausted s -> new Inline.Badge(ended, say.of("trained", "entraîné"));
      case ModelResult.Stopped s ->
          new Inline.Badge(Tone.WARN, say.of("stopped at step ", "arrêté à l'itération ") + step);
      case ModelResult.EarlyStopped e ->
          new Inline.Badge(
              ended,
              say.of(
                  "stopped early: the held-out loss no longer falls",
                  "arrêt anticipé : la perte de test ne baisse plus"));
      case ModelResult.Diverged d ->
          new Inline.Badge(
              Tone.BAD, say.of("diverges at step ", "diverge à l'itération ") + d.step());
      case ModelResult.NotFiniteAtStart n ->
          new Inline.Badge(
              Tone.BAD, say.of("no finite loss at the start", "pas de perte finie au départ"));
      case ModelResult.BackendFailed f ->
          new Inline.Badge(
              Tone.BAD, say.of("the backend failed at step ", "panne à l'itération ") + f.step());
    };
  }

  /** The answer for a reader. */
  public static List<Doc> of(Answer answer, Language language) {
    Say say = new Say(language);
    ModelRun run = answer.result().run();
    TrainingState last = run.last();
    // with --patience the result is another look's network than the one that is measured last
    String atLastLook =
        run.best().isPresent() ? say.of(" at the last look", " au dernier relevé") : "";
    List<List<Doc>> lines = new ArrayList<>();
    lines.add(Say.line(answer.model()));
    lines.add(
        Say.line(
            answer.parameters()
                + say.of(" parameters, ", " paramètres, ")
                + answer.trained()
                + say.of(" examples", " exemples")
                + (answer.heldOut() == 0
                    ? ""
                    : say.of(", held out ", ", de test ") + answer.heldOut())));
    lines.add(
        Say.line(
            answer.backend()
                + ", "
                + answer.precision()
                + say.of(", steps ", ", itérations ")
                + last.step()
                + say.of(", epochs ", ", époques ")
                + last.step() / answer.stepsOfAnEpoch()));
    lines.add(
        Say.line(
            say.of("mean loss", "perte moyenne")
                + atLastLook
                + say.of(": ", " : ")
                + number(last.startLoss() / answer.trained(), language)
                + " → "
                + number(run.loss() / answer.trained(), language)));
    lines.add(
        Say.line(
            "‖∇E‖"
                + (answer.trainedAsEvaluated()
                    ? ""
                    : say.of(" of training mode", " en mode d'apprentissage"))
                + atLastLook
                + say.of(": ", " : ")
                + number(last.startGradientNorm(), language)
                + " → "
                + number(run.gradientNorm(), language)));
    run.heldOut()
        .ifPresent(
            h ->
                lines.add(
                    Say.line(
                        say.of("held out", "test")
                            + atLastLook
                            + say.of(": mean loss ", " : perte moyenne ")
                            + number(h.loss(), language)
                            + (h.accuracy().isPresent()
                                ? say.of(", accuracy ", ", exactitude ")
                                    + percent(h.accuracy().getAsDouble(), language)
                                : ""))));
    run.best()
        .ifPresent(
            b ->
                lines.add(
                    Say.line(
                        say.of("best: held-out mean loss ", "meilleure perte moyenne de test : ")
                            + number(b.loss(), language)
                            + say.of(" at step ", " à l'itération ")
                            + b.step()
                            + use(answer, say))));
    answer.polished().ifPresent(p -> polished(p, say, language).forEach(lines::add));
    answer.out().ifPresent(f -> lines.add(Say.line(say.of("network: ", "réseau : "), f)));
    answer
        .checkpoint()
        .ifPresent(f -> lines.add(Say.line(say.of("state (--resume): ", "état (--resume) : "), f)));
    return List.of(new Doc.Paragraph(badges(answer, say)), new Doc.Bullets(false, lines));
  }

  /** What becomes of the parameters of the best look. */
  private static String use(Answer answer, Say say) {
    if (!answer.isDone()) {
      return say.of(", so far", ", jusqu'ici");
    }
    return answer.isPolished()
        ? say.of(
            "; the critical point is solved for from there",
            " ; le point critique est cherché à partir de là")
        : say.of("; these parameters are the result", " ; ces paramètres sont le résultat");
  }

  private static List<List<Doc>> polished(Polished polished, Say say, Language language) {
    List<List<Doc>> lines = new ArrayList<>();
    lines.add(Say.line(polished(polished.point(), say, language)));
    if (polished.decayed()) {
      lines.add(
          Say.line(
              say.of(
                  "that is of E without the weight decay that training had",
                  "c'est celui de E sans la pénalité des poids de l'entraînement")));
    }
    lines.add(
        Say.line(
            say.of("mean loss there: ", "perte moyenne là : ")
                + number(polished.loss(), language)
                + (polished.isReached()
                    ? ""
                    : say.of(
                            "; the result is the trained network, mean loss ",
                            " ; le résultat est le réseau entraîné, perte moyenne ")
                        + number(polished.trainedLoss(), language))));
    if (polished.isReached() && polished.heldOutLoss().isPresent()) {
      lines.add(
          Say.line(
              say.of("held out, there: mean loss ", "test, là : perte moyenne ")
                  + number(polished.heldOutLoss().getAsDouble(), language)));
    }
    return lines;
  }

  private static String polished(CriticalPoint point, Say say, Language language) {
    return switch (point) {
      case CriticalPoint.Converged c ->
          say.of("critical point: ", "point critique : ")
              + measured(c.gradientNorm(), c.leastEigenvalue(), c.iterations(), say, language);
      case CriticalPoint.Stalled s ->
          say.of("no critical point reached: ", "aucun point critique atteint : ")
              + measured(s.gradientNorm(), s.leastEigenvalue(), s.iterations(), say, language);
      case CriticalPoint.NotFinite n ->
          say.of(
              "no critical point reached: second derivatives are not finite",
              "aucun point critique atteint : dérivées secondes non finies");
    };
  }

  private static String measured(
      double norm, double least, int iterations, Say say, Language language) {
    return "‖∇E‖ "
        + number(norm, language)
        + say.of(", least eigenvalue of ∇²E ", ", plus petite valeur propre de ∇²E ")
        + number(least, language)
        + ", "
        + iterations
        + say.of(" iterations", " itérations");
  }

  private static String number(double value, Language language) {
    return Numbers.decimal(String.format(Locale.ROOT, "%.6g", value), language);
  }

  private static String percent(double share, Language language) {
    return Numbers.decimal(String.format(Locale.ROOT, "%.2f %%", 100 * share), language);
  }

  /** The answer for a program. */
  public static ObjectNode json(Answer answer) {
    ModelRun run = answer.result().run();
    TrainingState last = run.last();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("end", answer.end());
    ArrayNode warnings = node.putArray("warnings");
    TrainWarning.of(answer).forEach(w -> warnings.add(w.id()));
    node.put("model", answer.model());
    node.put("parameters", answer.parameters());
    node.putObject("examples").put("trained", answer.trained()).put("heldOut", answer.heldOut());
    node.put("backend", answer.backend());
    node.put("precision", answer.precision());
    node.put("threads", answer.threads());
    node.put("steps", last.step());
    node.put("epochs", last.step() / answer.stepsOfAnEpoch());
    node.putObject("loss")
        .put("start", last.startLoss())
        .put("end", run.loss())
        .put("endStep", last.step());
    node.putObject("gradientNorm")
        .put("start", last.startGradientNorm())
        .put("end", run.gradientNorm())
        .put("endStep", last.step());
    run.heldOut()
        .ifPresent(
            h -> {
              ObjectNode held = node.putObject("heldOut").put("meanLoss", h.loss());
              h.accuracy().ifPresent(a -> held.put("accuracy", a));
            });
    run.best()
        .ifPresent(b -> node.putObject("best").put("step", b.step()).put("meanLoss", b.loss()));
    answer.polished().ifPresent(p -> json(p, node.putObject("critical")));
    if (answer.isDone()) {
      ObjectNode result = node.putObject("result").put("step", run.step());
      result.put("polished", answer.isPolished());
      answer.lossOfResult().ifPresent(m -> result.put("meanLoss", m));
      answer.heldOutOfResult().ifPresent(h -> result.put("heldOutMeanLoss", h));
    }
    answer.out().ifPresent(f -> node.put("network", f));
    answer.checkpoint().ifPresent(f -> node.put("checkpoint", f));
    return node;
  }

  private static void json(Polished polished, ObjectNode node) {
    CriticalPoint point = polished.point();
    node.put("withoutDecay", polished.decayed());
    node.put("iterations", point.iterations());
    node.put("reached", polished.isReached());
    node.put("meanLoss", polished.loss());
    switch (point) {
      case CriticalPoint.Converged c ->
          node.put("gradientNorm", c.gradientNorm()).put("leastEigenvalue", c.leastEigenvalue());
      case CriticalPoint.Stalled s ->
          node.put("gradientNorm", s.gradientNorm()).put("leastEigenvalue", s.leastEigenvalue());
      case CriticalPoint.NotFinite n -> {}
    }
  }
}
