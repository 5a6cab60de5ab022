package org.theoria.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
   * @param trained examples that were trained on
   * @param heldOut examples that were not
   * @param backend on which it ran
   * @param precision in which
   * @param threads of the processor at most
   * @param stepsOfAnEpoch steps of one pass over the examples
   * @param result how it ended
   * @param polished the critical point that was solved for from there
   * @param out the file of the network
   * @param checkpoint the file of the state
   */
  public record Answer(
      String model,
      int parameters,
      int trained,
      int heldOut,
      String backend,
      String precision,
      int threads,
      int stepsOfAnEpoch,
      ModelResult result,
      Optional<CriticalPoint> polished,
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
  }

  private static Inline badge(Answer answer, Say say) {
    int step = answer.result().run().last().step();
    return switch (answer.result()) {
      case ModelResult.Converged c ->
          new Inline.Badge(
              Tone.GOOD,
              say.of("the gradient is as small as asked", "le gradient est assez petit"));
      case ModelResult.StepsExhausted s ->
          new Inline.Badge(Tone.GOOD, say.of("trained", "entraîné"));
      case ModelResult.Stopped s ->
          new Inline.Badge(Tone.WARN, say.of("stopped at step ", "arrêté à l'itération ") + step);
      case ModelResult.EarlyStopped e ->
          new Inline.Badge(
              Tone.GOOD,
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
            say.of("mean loss: ", "perte moyenne : ")
                + number(last.startLoss() / answer.trained(), language)
                + " → "
                + number(run.loss() / answer.trained(), language)));
    lines.add(
        Say.line(
            "‖∇E‖: ".replace(":", say.of(":", " :"))
                + number(last.startGradientNorm(), language)
                + " → "
                + number(run.gradientNorm(), language)));
    run.heldOut()
        .ifPresent(
            h ->
                lines.add(
                    Say.line(
                        say.of("held out: mean loss ", "test : perte moyenne ")
                            + number(h.loss(), language)
                            + (h.accuracy().isPresent()
                                ? say.of(", accuracy ", ", exactitude ")
                                    + percent(h.accuracy().getAsDouble(), language)
                                : ""))));
    last.best()
        .ifPresent(
            b ->
                lines.add(
                    Say.line(
                        say.of("best: held-out mean loss ", "meilleure perte moyenne de test : ")
                            + number(b.loss(), language)
                            + say.of(" at step ", " à l'itération ")
                            + b.step()
                            + say.of(
                                "; these parameters are the result",
                                " ; ces paramètres sont le résultat"))));
    answer.polished().ifPresent(p -> lines.add(Say.line(polished(p, say, language))));
    answer.out().ifPresent(f -> lines.add(Say.line(say.of("network: ", "réseau : "), f)));
    answer
        .checkpoint()
        .ifPresent(f -> lines.add(Say.line(say.of("state (--resume): ", "état (--resume) : "), f)));
    return List.of(new Doc.Paragraph(List.of(badge(answer, say))), new Doc.Bullets(false, lines));
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
    String text = String.format(Locale.ROOT, "%.6g", value);
    return language == Language.FR ? text.replace('.', ',') : text;
  }

  private static String percent(double share, Language language) {
    String text = String.format(Locale.ROOT, "%.2f %%", 100 * share);
    return language == Language.FR ? text.replace('.', ',') : text;
  }

  /** The answer for a program. */
  public static ObjectNode json(Answer answer) {
    ModelRun run = answer.result().run();
    TrainingState last = run.last();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("end", answer.end());
    node.put("model", answer.model());
    node.put("parameters", answer.parameters());
    node.putObject("examples").put("trained", answer.trained()).put("heldOut", answer.heldOut());
    node.put("backend", answer.backend());
    node.put("precision", answer.precision());
    node.put("threads", answer.threads());
    node.put("steps", last.step());
    node.put("epochs", last.step() / answer.stepsOfAnEpoch());
    node.putObject("loss").put("start", last.startLoss()).put("end", run.loss());
    node.putObject("gradientNorm")
        .put("start", last.startGradientNorm())
        .put("end", run.gradientNorm());
    run.heldOut()
        .ifPresent(
            h -> {
              ObjectNode held = node.putObject("heldOut").put("meanLoss", h.loss());
              h.accuracy().ifPresent(a -> held.put("accuracy", a));
            });
    last.best()
        .ifPresent(b -> node.putObject("best").put("step", b.step()).put("meanLoss", b.loss()));
    answer.polished().ifPresent(p -> json(p, node.putObject("critical")));
    answer.out().ifPresent(f -> node.put("network", f));
    answer.checkpoint().ifPresent(f -> node.put("checkpoint", f));
    return node;
  }

  private static void json(CriticalPoint point, ObjectNode node) {
    node.put("iterations", point.iterations());
    node.put("reached", point instanceof CriticalPoint.Converged);
    switch (point) {
      case CriticalPoint.Converged c ->
          node.put("gradientNorm", c.gradientNorm()).put("leastEigenvalue", c.leastEigenvalue());
      case CriticalPoint.Stalled s ->
          node.put("gradientNorm", s.gradientNorm()).put("leastEigenvalue", s.leastEigenvalue());
      case CriticalPoint.NotFinite n -> {}
    }
  }
}
