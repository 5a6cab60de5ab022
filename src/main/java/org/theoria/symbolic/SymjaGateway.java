package org.theoria.symbolic;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.matheclipse.core.basic.Config;
import org.matheclipse.core.eval.EvalEngine;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.matheclipse.parser.client.ParserConfig;
import org.theoria.symbolic.Comparison.Operator;

/**
 * The gateway to Symja 3.0.0, the only class that evaluates with it.
 *
 * <p>Each call runs on a daemon thread of its own with a fresh evaluation engine, so that calls do
 * not influence each other and none can keep the JVM alive. The limit counts processor time of that
 * thread, so that a busy machine does not change answers; after {@value #WALL_FACTOR} times as much
 * time on the clock the call ends too. The engine is then told to stop and the call ends as {@link
 * CasAnswer.TimedOut}; Symja may go on for a while, so that no more than {@value #RUNAWAY_LIMIT}
 * such threads are tolerated before further calls are refused. Loading Symja (once, about a second)
 * does not count.
 *
 * <p>Only a literal 0, True or infinity counts as yes.
 */
public final class SymjaGateway implements Cas {
  private static final int RUNAWAY_LIMIT = 4;
  private static final long STACK_BYTES = 64L << 20;
  private static final int RECURSION_LIMIT = 2_048;
  private static final int WALL_FACTOR = 8;
  private static final Duration LOADING_LIMIT = Duration.ofSeconds(60);
  private static final long POLL_MILLIS = 20;

  private final Duration limit;
  private final List<Thread> runaways = new ArrayList<>();
  private boolean loaded;

  /** A gateway whose calls end after the limit at the latest. */
  public SymjaGateway(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("gateway: the time limit must be positive, got " + limit);
    }
    this.limit = limit;
    Settings.applied();
  }

  /** Symja's settings are static; they are set once, before its first use. */
  private static final class Settings {
    static {
      ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
      Config.JAS_NO_THREADS = true;
      Config.UNPROTECT_ALLOWED = false;
      Config.FILESYSTEM_ENABLED = false;
      Config.MAX_BIT_LENGTH = 1 << 20;
    }

    private Settings() {}

    static void applied() {
      // the static initialiser does the work
    }
  }

  @Override
  public CasAnswer isZero(Expression expression, Assumptions assumptions) {
    return ask(
        (engine, names) -> {
          IExpr form = names.translate(expression);
          return zero(engine, names, form, names.translate(assumptions));
        });
  }

  @Override
  public CasAnswer holds(Comparison relation, Assumptions assumptions) {
    if (relation.operator() == Operator.EQUAL) {
      return isZero(relation.difference(), assumptions);
    }
    return ask(
        (engine, names) -> {
          IExpr form = names.translate(relation);
          IExpr moved =
              names.translate(
                  new Comparison(
                      relation.difference(), relation.operator(), Expression.Constant.ZERO));
          IExpr given = names.translate(assumptions);
          IExpr last = form;
          for (IExpr attempt :
              List.of(
                  form, F.Refine(form, given), F.Refine(moved, given), F.Simplify(moved, given))) {
            last = engine.evaluate(attempt);
            if (last.isTrue()) {
              return new CasAnswer.Yes();
            }
            if (last.isFalse()) {
              return new CasAnswer.No("False");
            }
          }
          return new CasAnswer.Unknown(names.text(last));
        });
  }

  @Override
  public CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions) {
    return ask(
        (engine, names) -> {
          IExpr variable = names.translate(claim.variable());
          IExpr body = engine.evaluate(F.ExpandAll(names.translate(claim.expression())));
          IExpr towards = target(names, claim.towards());
          IExpr limit = engine.evaluate(F.Limit(body, F.Rule(variable, towards)));
          IExpr value = target(names, claim.value());
          IExpr given = names.translate(assumptions);
          IExpr refined = engine.evaluate(F.Refine(limit, given));
          boolean infinite = refined.isInfinity() || refined.isNegativeInfinity();
          if (infinite || value.isInfinity() || value.isNegativeInfinity()) {
            return infinite && refined.equals(value)
                ? new CasAnswer.Yes()
                : infinite || refined.isNumber()
                    ? new CasAnswer.No(names.text(refined))
                    : new CasAnswer.Unknown(names.text(refined));
          }
          if (!refined.isFree(S.Limit)
              || !refined.isFree(S.Indeterminate)
              || !refined.isFree(S.DirectedInfinity)) {
            return new CasAnswer.Unknown(names.text(refined));
          }
          return zero(engine, names, F.Subtract(refined, value), given);
        });
  }

  private static IExpr target(SymjaTranslator names, Expression value) {
    if (value.equals(LimitClaim.INFINITY)) {
      return F.CInfinity;
    }
    return value.equals(LimitClaim.INFINITY.negate()) ? F.CNInfinity : names.translate(value);
  }

  private static CasAnswer zero(EvalEngine engine, SymjaTranslator names, IExpr form, IExpr given) {
    IExpr current = engine.evaluate(form);
    for (int attempt = 0; attempt < 4; attempt++) {
      if (current.isZero()) {
        return new CasAnswer.Yes();
      }
      if (current.isNumber()) {
        return new CasAnswer.No(names.text(current));
      }
      current =
          engine.evaluate(
              switch (attempt) {
                case 0 -> F.ExpandAll(current);
                case 1 -> F.Together(current);
                case 2 -> F.ExpandAll(F.Refine(current, given));
                default -> F.Simplify(current, given);
              });
    }
    return current.isZero()
        ? new CasAnswer.Yes()
        : current.isNumber()
            ? new CasAnswer.No(names.text(current))
            : new CasAnswer.Unknown(names.text(current));
  }

  private synchronized CasAnswer ask(BiFunction<EvalEngine, SymjaTranslator, CasAnswer> question) {
    if (!loaded) {
      CasAnswer first =
          run(
              (engine, names) -> zero(engine, names, F.Subtract(F.C1, F.C1), S.True),
              LOADING_LIMIT);
      if (!(first instanceof CasAnswer.Yes)) {
        return new CasAnswer.Unknown("Symja did not start: " + first.words());
      }
      loaded = true;
    }
    return run(question, limit);
  }

  private CasAnswer run(
      BiFunction<EvalEngine, SymjaTranslator, CasAnswer> question, Duration within) {
    runaways.removeIf(thread -> !thread.isAlive());
    if (runaways.size() >= RUNAWAY_LIMIT) {
      return new CasAnswer.Unknown(runaways.size() + " earlier calls have not stopped yet");
    }
    AtomicReference<Optional<EvalEngine>> started = new AtomicReference<>(Optional.empty());
    FutureTask<CasAnswer> task =
        new FutureTask<>(
            () -> {
              EvalEngine engine = new EvalEngine(false);
              started.set(Optional.of(engine));
              EvalEngine.set(engine);
              engine.setFileSystemEnabled(false);
              engine.setRecursionLimit(RECURSION_LIMIT);
              return question.apply(engine, new SymjaTranslator());
            });
    Thread thread = new Thread(null, task, "symja", STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<CasAnswer> answer = await(task, thread, within);
      if (answer.isPresent()) {
        return answer.get();
      }
      stop(thread, started.get());
      return new CasAnswer.TimedOut(within);
    } catch (InterruptedException e) {
      stop(thread, started.get());
      Thread.currentThread().interrupt();
      return new CasAnswer.Unknown("the caller was interrupted");
    } catch (ExecutionException e) {
      // Symja throws exceptions (and stack overflows) of many kinds on input it cannot handle: each
      // is an answer "did not decide"
      return new CasAnswer.Unknown(
          e.getCause() instanceof UndecidedException refused
              ? String.valueOf(refused.getMessage())
              : "it failed with " + e.getCause());
    }
  }

  /**
   * The answer, or nothing when the thread has used up its processor time or far too much time on
   * the clock.
   */
  private static Optional<CasAnswer> await(
      FutureTask<CasAnswer> task, Thread thread, Duration within)
      throws InterruptedException, ExecutionException {
    ThreadMXBean clocks = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    while (true) {
      try {
        return Optional.of(task.get(POLL_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        long wall = System.nanoTime() - start;
        // −1 where the platform has no such clock: then time on the clock counts
        long cpu =
            clocks.isThreadCpuTimeSupported() ? clocks.getThreadCpuTime(thread.threadId()) : wall;
        if (cpu > within.toNanos() || wall > WALL_FACTOR * within.toNanos()) {
          return Optional.empty();
        }
      }
    }
  }

  private void stop(Thread thread, Optional<EvalEngine> engine) {
    engine.ifPresent(EvalEngine::stopRequest);
    thread.interrupt();
    runaways.add(thread);
  }
}
