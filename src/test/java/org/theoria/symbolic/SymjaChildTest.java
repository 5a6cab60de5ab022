package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The life and death of the process in which Symja runs. */
final class SymjaChildTest {
  private static final SymjaGateway CAS = new SymjaGateway(Duration.ofMillis(800));

  /** Symja would need hours for a common denominator. */
  private static final Expression ENDLESS = fractions(60);

  /** And for this, more memory than there is. */
  private static final Expression HUGE =
      ExpressionParser.expression("(a+b)^250*(c+d)^250*(e+f)^250*(g+h)^250 + 1");

  private static final Expression ZERO = ExpressionParser.expression("(x+y)^2 - x^2 - 2*x*y - y^2");
  private static final Expression NOT_ZERO = ExpressionParser.expression("x + 1 - x");

  private static Expression fractions(int count) {
    Expression sum = Expression.Constant.ONE;
    for (int i = 0; i < count; i++) {
      Expression denominator = Expression.symbol("x" + i).plus(Expression.symbol("y" + i % 7));
      sum = sum.plus(Expression.power(denominator, Expression.Constant.MINUS_ONE));
    }
    return sum;
  }

  @AfterAll
  static void close() {
    CAS.close();
  }

  private static CasAnswer isZero(SymjaGateway cas, Expression e) {
    return cas.isZero(e, Assumptions.NONE);
  }

  private static void assertWorks(SymjaGateway cas) {
    assertEquals(new CasAnswer.Yes(), isZero(cas, ZERO));
    assertEquals(new CasAnswer.No("1"), isZero(cas, NOT_ZERO));
  }

  private static Process process(SymjaGateway cas) {
    return cas.process().orElseThrow();
  }

  private static void assertGone(ProcessHandle process) {
    for (int i = 0; i < 500 && process.isAlive(); i++) {
      LockSupport.parkNanos(20_000_000);
    }
    assertFalse(process.isAlive(), "process " + process.pid() + " lives on");
  }

  @Test
  void atTheTimeLimitTheProcessIsGoneAndTheNextAnswerIsRight() {
    assertWorks(CAS);
    Process before = process(CAS);
    long start = System.nanoTime();
    assertEquals(new CasAnswer.TimedOut(Duration.ofMillis(800)), isZero(CAS, ENDLESS));
    double seconds = (System.nanoTime() - start) * 1e-9;
    assertTrue(seconds >= 0.8 && seconds < 8 * 0.8 + 5, seconds + " s");
    assertGone(before.toHandle());
    assertWorks(CAS);
    assertNotEquals(before.pid(), process(CAS).pid());
  }

  @Test
  void aBatchAnswersAsOneByOneAndGoesOnAfterAStop() {
    List<Expression> questions = new ArrayList<>();
    List<CasAnswer> expected = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Expression e =
          switch (i % 4) {
            case 0 -> ZERO.plus(Expression.symbol("v" + i)).minus(Expression.symbol("v" + i));
            case 1 -> NOT_ZERO;
            case 2 -> ExpressionParser.expression("f(x" + i + ") - g(x" + i + ")");
            default -> ExpressionParser.expression("(x + 1)^(10^6)");
          };
      questions.add(e);
      expected.add(isZero(CAS, e));
    }
    questions.add(17, ENDLESS);
    expected.add(17, new CasAnswer.TimedOut(Duration.ofMillis(800)));
    assertEquals(expected, CAS.areZero(questions, Assumptions.NONE));
    assertEquals(List.of(), CAS.areZero(List.of(), Assumptions.NONE));
    assertInstanceOf(CasAnswer.Unknown.class, expected.get(2));
    assertInstanceOf(CasAnswer.Unknown.class, expected.get(3));
  }

  @Test
  void atTheMemoryLimitItSaysSoAndTheNextAnswerIsRight() {
    try (SymjaGateway small = new SymjaGateway(Duration.ofSeconds(120), 48)) {
      assertEquals(new CasAnswer.OutOfMemory(48), isZero(small, HUGE));
      assertWorks(small);
    }
  }

  @Test
  void aStackOverflowDoesNotHarmTheNextAnswer() {
    Expression deep = Expression.symbol("x");
    for (int i = 0; i < QuestionWriter.DEPTH_LIMIT - 1; i++) {
      deep = Expression.apply("f", List.of(deep));
    }
    assertFalse(isZero(CAS, deep) instanceof CasAnswer.Yes);
    assertWorks(CAS);
  }

  @Test
  void aProcessThatDiesBetweenQuestionsIsReplaced() throws InterruptedException {
    assertWorks(CAS);
    Process before = process(CAS);
    before.destroyForcibly().waitFor();
    assertWorks(CAS);
    assertNotEquals(before.pid(), process(CAS).pid());
  }

  @Test
  void aProcessThatDiesInAQuestionLeavesItOpen() {
    try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(60))) {
      assertWorks(cas);
      Thread killer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    LockSupport.parkNanos(300_000_000);
                    process(cas).destroyForcibly();
                  });
      CasAnswer.Unknown answer = assertInstanceOf(CasAnswer.Unknown.class, isZero(cas, ENDLESS));
      assertTrue(answer.text().contains("ended with exit code"), answer.text());
      assertWorks(cas);
      assertFalse(killer.isInterrupted());
    }
  }

  @Test
  void anInterruptedCallerGetsNoAnswerSoon() {
    try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(60))) {
      assertWorks(cas);
      Thread caller = Thread.currentThread();
      Thread.ofPlatform()
          .start(
              () -> {
                LockSupport.parkNanos(300_000_000);
                caller.interrupt();
              });
      long start = System.nanoTime();
      assertEquals(new CasAnswer.Unknown("the caller was interrupted"), isZero(cas, ENDLESS));
      assertTrue(System.nanoTime() - start < 20_000_000_000L);
      assertEquals(new CasAnswer.Unknown("the caller was interrupted"), isZero(cas, ZERO));
      assertTrue(Thread.interrupted());
      assertWorks(cas);
    }
  }

  @Test
  void closingEndsTheProcessAndTheAnswers() {
    SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(5));
    assertWorks(cas);
    ProcessHandle handle = process(cas).toHandle();
    cas.close();
    assertFalse(handle.isAlive());
    assertFalse(Path.of("/proc", String.valueOf(handle.pid())).toFile().exists(), "a zombie");
    assertEquals(new CasAnswer.Unknown("the gateway is closed"), isZero(cas, ZERO));
    cas.close();
    SymjaGateway unused = new SymjaGateway(Duration.ofSeconds(5));
    unused.close(); // perhaps before its process has started
    unused.process().map(Process::toHandle).ifPresent(SymjaChildTest::assertGone);
  }

  @Test
  void aChildThatCannotStartIsSaidToBeSo() {
    WorkerCommand wrong = new WorkerCommand("org.theoria.NoSuchClass", 64, Optional.empty());
    try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(5), wrong)) {
      for (int i = 0; i < 5; i++) {
        CasAnswer.Unknown answer = assertInstanceOf(CasAnswer.Unknown.class, isZero(cas, ZERO));
        assertTrue(answer.text().startsWith("Symja did not start: "), answer.text());
        assertTrue(answer.text().contains("NoSuchClass"), answer.text());
      }
    }
  }

  /** Heuristic tests for zero draw random points: from a fixed seed, in every process. */
  @Test
  void answersDoNotDependOnWhatWasAskedBefore() throws InterruptedException {
    List<Expression> questions =
        List.of(
            ExpressionParser.expression("Sqrt(x^2 + 2*x*y + y^2) - x - y"),
            ExpressionParser.expression("1/(x+y) - 1/(x-y) + f(x)*g(y) - g(x)"),
            ExpressionParser.expression("(x^3 - y^3)/(x - y) - x^2 - y^2"));
    List<CasAnswer> first = CAS.areZero(questions, Assumptions.NONE);
    for (int i = 0; i < 3; i++) {
      assertEquals(first, CAS.areZero(questions, Assumptions.NONE));
    }
    process(CAS).destroyForcibly().waitFor();
    assertEquals(first.reversed(), CAS.areZero(questions.reversed(), Assumptions.NONE));
  }

  /** A parent for the test below: prints its child's process id and asks an endless question. */
  static final class Parent {
    private Parent() {}

    public static void main(String[] args) {
      try (SymjaGateway cas = new SymjaGateway(Duration.ofMinutes(10))) {
        assertWorks(cas);
        System.out.println(process(cas).pid());
        isZero(cas, ENDLESS);
      }
    }
  }

  @Test
  void aChildAtWorkDiesWithAKilledParent() throws IOException {
    Process parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                Parent.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader said = parent.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      assertTrue(child.isAlive());
      parent.destroyForcibly();
      assertGone(child);
    }
  }
}
