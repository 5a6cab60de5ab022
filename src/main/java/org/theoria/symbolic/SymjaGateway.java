package org.theoria.symbolic;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.theoria.symbolic.Comparison.Operator;

/**
 * The gateway to Symja 3.0.0, which runs in a JVM of its own ({@link SymjaWorker}), so that a call
 * can be stopped for sure: at its time limit the process is ended, and the next call gets a new
 * one. Questions go there as trees in our own encoding, never as text.
 *
 * <ul>
 *   <li>Time: see {@link ProcessWatch}; starting the child (in the background, from the
 *       construction of the gateway on) does not count.
 *   <li>Memory: the child's heap is bounded; when it is used up, the process ends.
 *   <li>Threads: one child, with one evaluating thread and one evaluator at a time; calls from
 *       several threads take turns.
 *   <li>Determinism: every question gets a fresh evaluator with fresh names and the same random
 *       seed.
 * </ul>
 *
 * <p>The child ends with {@link #close}, when the gateway is no longer reachable, with our own
 * process's orderly end, and (by itself) when our process is gone in any other way.
 *
 * <p>Only a literal 0, True or infinity counts as yes.
 */
public final class SymjaGateway implements Cas, AutoCloseable {
  /** The child's heap in MiB, where nothing else is said. */
  public static final int DEFAULT_MEBIBYTES = 512;

  private static final Cleaner CLEANER = Cleaner.create();
  private static final Duration LOADING_LIMIT = Duration.ofSeconds(60);
  private static final int START_FAILURE_LIMIT = 3;

  /** Frames of more bytes are split between questions. */
  private static final int FRAME_BYTES = 1 << 18;

  private final Duration limit;
  private final WorkerCommand command;
  private final ProcessWatch watch;
  private final Child child = new Child();
  private final Cleaner.Cleanable cleanable;
  private FutureTask<WorkerProcess> worker;
  private int startFailures;

  /** A gateway whose calls end after the limit at the latest, with the default memory. */
  public SymjaGateway(Duration limit) {
    this(limit, DEFAULT_MEBIBYTES);
  }

  /** A gateway whose calls end after the limit at the latest, or when so many MiB are used up. */
  public SymjaGateway(Duration limit, int mebibytes) {
    this(limit, WorkerCommand.symja(mebibytes));
  }

  SymjaGateway(Duration limit, WorkerCommand command) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("gateway: the time limit must be positive, got " + limit);
    }
    this.limit = limit;
    this.command = command;
    this.watch = new ProcessWatch(limit);
    this.worker = starting(command, child);
    this.cleanable = CLEANER.register(this, child::end);
    Runtime.getRuntime().addShutdownHook(child.hook);
  }

  /**
   * What must be ended: the process that runs, or is about to. It does not refer to the gateway,
   * which can therefore become unreachable.
   */
  private static final class Child {
    private final Thread hook = new Thread(this::kill, "symja-end");
    private boolean ended;
    private Optional<WorkerProcess> process = Optional.empty();

    synchronized void started(WorkerProcess now) {
      process = Optional.of(now);
      if (ended) {
        now.end();
      }
    }

    synchronized void killProcess() {
      process.ifPresent(WorkerProcess::end);
    }

    synchronized void kill() {
      ended = true;
      killProcess();
    }

    void end() {
      kill();
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // it is running: our process is about to end
        return;
      }
    }

    synchronized boolean isEnded() {
      return ended;
    }

    synchronized Optional<Process> process() {
      return process.map(WorkerProcess::process);
    }
  }

  private static FutureTask<WorkerProcess> starting(WorkerCommand command, Child child) {
    FutureTask<WorkerProcess> task =
        new FutureTask<>(
            () -> {
              WorkerProcess process = WorkerProcess.start(command);
              child.started(process);
              process.awaitReady();
              return process;
            });
    Thread.ofPlatform().daemon().name("symja-start").start(task);
    return task;
  }

  @Override
  public CasAnswer isZero(Expression expression, Assumptions assumptions) {
    return one(new CasQuestion.IsZero(expression, assumptions));
  }

  @Override
  public List<CasAnswer> areZero(List<Expression> expressions, Assumptions assumptions) {
    List<CasQuestion> questions = new ArrayList<>(expressions.size());
    for (Expression expression : expressions) {
      questions.add(new CasQuestion.IsZero(expression, assumptions));
    }
    return answers(questions);
  }

  @Override
  public CasAnswer holds(Comparison relation, Assumptions assumptions) {
    return relation.operator() == Operator.EQUAL
        ? isZero(relation.difference(), assumptions)
        : one(new CasQuestion.Holds(relation, assumptions));
  }

  @Override
  public CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions) {
    return one(new CasQuestion.HasLimit(claim, assumptions));
  }

  /** Ends the child; later questions are not answered. */
  @Override
  public void close() {
    cleanable.clean();
    synchronized (this) {
      if (worker.state() == FutureTask.State.SUCCESS) {
        worker.resultNow().exitCode();
      }
    }
  }

  /** The child that runs or starts now; for the tests of its end. */
  Optional<Process> process() {
    return child.process();
  }

  private CasAnswer one(CasQuestion question) {
    return answers(List.of(question)).getFirst();
  }

  private synchronized List<CasAnswer> answers(List<CasQuestion> questions) {
    List<CasAnswer> answers = new ArrayList<>(questions.size());
    while (answers.size() < questions.size()) {
      QuestionWriter frame = new QuestionWriter();
      int first = answers.size();
      int last = first;
      Optional<CasAnswer> refused = Optional.empty();
      while (last < questions.size() && refused.isEmpty() && frame.size() < FRAME_BYTES) {
        try {
          frame.add(questions.get(last));
          last++;
        } catch (UndecidedException e) {
          refused = Optional.of(new CasAnswer.Unknown(String.valueOf(e.getMessage())));
        }
      }
      if (last > first) {
        answers.addAll(exchange(frame.frame(last - first), last - first));
      }
      if (answers.size() == last) {
        refused.ifPresent(answers::add);
      }
    }
    return answers;
  }

  /** The answers to the first questions of the frame: at least to one. */
  private List<CasAnswer> exchange(byte[] frame, int count) {
    List<CasAnswer> answers = new ArrayList<>();
    if (Thread.currentThread().isInterrupted()) {
      return List.of(new CasAnswer.Unknown("the caller was interrupted"));
    }
    if (child.isEnded()) {
      return List.of(new CasAnswer.Unknown("the gateway is closed"));
    }
    WorkerProcess process;
    try {
      process = ready();
    } catch (IOException e) {
      return List.of(new CasAnswer.Unknown("Symja did not start: " + e.getMessage()));
    }
    ProcessWatch.Call call = watch.begin(process.process());
    try {
      process.send(frame);
      while (true) {
        WorkerProcess.Reply reply = process.receive();
        if (!call.done()) {
          break;
        }
        answers.add(answer(reply));
        if (reply.tag() == FrameTag.UNKNOWN_AND_ENDS) {
          renew();
          return answers;
        }
        if (answers.size() == count) {
          return answers;
        }
        call = watch.begin(process.process());
      }
    } catch (IOException e) {
      // the process is gone; why, is seen below
      call.done();
    }
    process.end();
    answers.add(
        switch (call.state()) {
          case OUT_OF_TIME -> new CasAnswer.TimedOut(limit);
          case INTERRUPTED -> new CasAnswer.Unknown("the caller was interrupted");
          case RUNNING, DONE ->
              process.ranOutOfMemory()
                  ? new CasAnswer.OutOfMemory(command.mebibytes())
                  : new CasAnswer.Unknown(
                      "the CAS process ended with exit code " + process.exitCode());
        });
    renew();
    return answers;
  }

  private static CasAnswer answer(WorkerProcess.Reply reply) throws IOException {
    return switch (reply.tag()) {
      case FrameTag.YES -> new CasAnswer.Yes();
      case FrameTag.NO -> new CasAnswer.No(reply.text());
      case FrameTag.UNKNOWN, FrameTag.UNKNOWN_AND_ENDS -> new CasAnswer.Unknown(reply.text());
      default -> throw new IOException("the CAS process answered with " + reply.tag());
    };
  }

  private void renew() {
    if (!child.isEnded()) {
      worker = starting(command, child);
    }
  }

  /** The child, once it is ready; one that died in the meantime is replaced. */
  private WorkerProcess ready() throws IOException {
    if (worker.state() == FutureTask.State.SUCCESS && !worker.resultNow().process().isAlive()) {
      renew();
    }
    try {
      WorkerProcess process = worker.get(LOADING_LIMIT.toSeconds(), TimeUnit.SECONDS);
      startFailures = 0;
      return process;
    } catch (ExecutionException e) {
      if (++startFailures < START_FAILURE_LIMIT) {
        renew();
      }
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? "no reason" : String.valueOf(cause.getMessage()), e);
    } catch (TimeoutException e) {
      child.killProcess(); // so that the start fails
      throw new IOException("it was not ready after " + LOADING_LIMIT.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the caller was interrupted", e);
    }
  }
}
