package org.theoria.symbolic;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The child of {@link SymjaGateway}: reads questions from its standard input, evaluates them with
 * Symja on one thread, and writes answers to its standard output. It knows no text but symbols'
 * names, and no head but those of {@link FrameTag}.
 *
 * <p>It ends when its input ends, and when the process that started it is gone.
 */
public final class SymjaWorker {
  /** A frame of more bytes is not accepted. */
  static final int FRAME_LIMIT = 1 << 26;

  private static final long STACK_BYTES = 256L << 20;
  private static final long PARENT_CHECK_MILLIS = 500;

  private final DataInputStream in;
  private final OutputStream out;
  private final SynchronousQueue<byte[]> frames = new SynchronousQueue<>();

  private SymjaWorker(InputStream in, OutputStream out) {
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /** The only argument is the process id of the parent. */
  public static void main(String[] args) {
    SymjaWorker worker =
        new SymjaWorker(
            new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    long parent = Long.parseLong(args[0]);
    silence();
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> end(e));
    // The system's calls are looked up while Symja is loading.
    FutureTask<Optional<SystemCalls>> calls = new FutureTask<>(SystemCalls::find);
    Thread evaluator = new Thread(null, () -> worker.evaluate(calls), "symja", STACK_BYTES);
    evaluator.start();
    calls.run();
    Thread.ofPlatform().daemon().start(() -> watchParent(parent, calls.resultNow()));
    worker.readFrames();
  }

  /** What Symja prints must not come between the answers. */
  static void silence() {
    System.setIn(InputStream.nullInputStream());
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** The end of our input is the end of our parent; this is for the case that it stays open. */
  private static void watchParent(long parent, Optional<SystemCalls> calls) {
    Optional<ProcessHandle> handle = ProcessHandle.of(parent);
    while (calls.isPresent()
        ? calls.get().parent() == parent
        : handle.isPresent() && handle.get().isAlive()) {
      LockSupport.parkNanos(PARENT_CHECK_MILLIS * 1_000_000);
    }
    Runtime.getRuntime().halt(0);
  }

  /** On a thread of its own, so that the end of the input is seen during an evaluation too. */
  private void readFrames() {
    try {
      while (true) {
        frames.put(read());
      }
    } catch (EOFException end) {
      Runtime.getRuntime().halt(0);
    } catch (IOException | RuntimeException | InterruptedException broken) {
      end(broken);
    }
  }

  private void evaluate(Future<Optional<SystemCalls>> calls) {
    try {
      SymjaSetup.load();
      Containment.seal(calls.get());
      reply(FrameTag.READY, "");
      while (true) {
        for (CasQuestion question : QuestionReader.questions(frames.take())) {
          answer(question);
        }
      }
    } catch (IOException | RuntimeException | InterruptedException | ExecutionException broken) {
      end(broken);
    }
  }

  /** The parent is gone, or we no longer understand each other: only a new process helps. */
  private static void end(Throwable broken) {
    broken.printStackTrace(System.err);
    Runtime.getRuntime().halt(1);
  }

  private byte[] read() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > FRAME_LIMIT) {
      throw new MalformedFrameException("a length of " + length);
    }
    byte[] frame = new byte[length];
    in.readFully(frame);
    return frame;
  }

  private void answer(CasQuestion question) throws IOException {
    try {
      Containment.resetRandomness();
      switch (SymjaEvaluation.answer(question)) {
        case CasAnswer.Yes yes -> reply(FrameTag.YES, "");
        case CasAnswer.No no -> reply(FrameTag.NO, no.normalForm());
        case CasAnswer.Unknown unknown -> reply(FrameTag.UNKNOWN, unknown.text());
        case CasAnswer.TimedOut never -> throw new IllegalStateException(never.words());
        case CasAnswer.OutOfMemory never -> throw new IllegalStateException(never.words());
      }
    } catch (UndecidedException refused) {
      reply(FrameTag.UNKNOWN, String.valueOf(refused.getMessage()));
    } catch (RuntimeException failed) {
      // Symja throws exceptions of many kinds on input it cannot handle: "did not decide"
      reply(FrameTag.UNKNOWN, "it failed with " + failed);
    } catch (Error failed) {
      // A stack overflow, say, perhaps in the middle of loading a class
      reply(FrameTag.UNKNOWN_AND_ENDS, "it failed with " + failed);
      Runtime.getRuntime().halt(0);
    }
  }

  private void reply(int tag, String text) throws IOException {
    FrameOutput payload = new FrameOutput();
    payload.octet(tag);
    payload.text(text);
    byte[] bytes = payload.toByteArray();
    out.write(
        ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).array());
  }
}
