package org.theoria.symbolic;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes the archive of classes with which the gateway's child starts in a third of the time: {@code
 * java -cp theoria.jar org.theoria.symbolic.WorkerArchive FILE}, as the launcher does. It is good
 * for this Java and this class path only; for another the child starts without it.
 */
public final class WorkerArchive {
  private WorkerArchive() {}

  /** The only argument is the archive to write. */
  public static void main(String[] args) throws IOException, InterruptedException {
    WorkerCommand training =
        new WorkerCommand(
            Training.class.getName(), SymjaGateway.DEFAULT_MEBIBYTES, Optional.empty());
    Process process =
        new ProcessBuilder(training.making(Path.of(args[0])))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    System.exit(process.waitFor());
  }

  /** Does what a child does, with typical questions, and ends as a program does. */
  static final class Training {
    private Training() {}

    public static void main(String[] args) {
      SymjaWorker.silence();
      SymjaSetup.load();
      Optional<SystemCalls> calls = SystemCalls.find();
      calls.ifPresent(SystemCalls::parent);
      Containment.seal(Optional.empty()); // the archive is still to be written
      Containment.resetRandomness();
      QuestionWriter frame = new QuestionWriter();
      List<CasQuestion> questions = questions();
      questions.forEach(frame::add);
      for (CasQuestion question : QuestionReader.questions(frame.frame(questions.size()))) {
        SymjaEvaluation.answer(question);
      }
      System.exit(0);
    }

    private static List<CasQuestion> questions() {
      Assumptions given =
          Assumptions.parse(List.of("l > 0", "H >= 2", "t >= 0", "k > 0"), List.of("H", "k"));
      return List.of(
          zero("(a + b)^2 - a^2 - 2*a*b - b^2", given),
          zero("l^(-1)*l^(H-h+1) - l^(H-h)", given),
          zero("D(s(a*x + b*y)^2, a) - 2*s(a*x + b*y)*s'(a*x + b*y)*x", given),
          zero("D(L(s(a*x), y), x) - L'1(s(a*x), y)*s'(a*x)*a", given),
          zero("1/(x + 1) - 1/(x + 2) - 1/((x + 1)*(x + 2))", given),
          zero("Abs(x/(-4)) - Max(x, -x)/4 + f(x)", given),
          zero("Sqrt(l)^2 - l + 1", given),
          new CasQuestion.Holds(ExpressionParser.comparison("l*t + 1 > 0"), given),
          new CasQuestion.Holds(ExpressionParser.comparison("Max(0, t) <= x"), given),
          new CasQuestion.HasLimit(
              new LimitClaim(
                  ExpressionParser.expression("w^2*l^(2*k) + v*l^(-2)"),
                  Expression.symbol("l"),
                  LimitClaim.INFINITY,
                  LimitClaim.INFINITY),
              given));
    }

    private static CasQuestion zero(String text, Assumptions given) {
      return new CasQuestion.IsZero(ExpressionParser.expression(text), given);
    }
  }
}
