package org.theoria.symbolic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The child process in which Z3 runs, so that it can be stopped whatever it does, and the only
 * process that loads its native library. Each script is read from standard input and answered on
 * standard output ({@link SmtCodec}), with a fresh context. The end of the input ends the process.
 */
final class Z3Child {
  /** Z3 works recursively on nested terms. */
  private static final long STACK_BYTES = 256L << 20;

  private Z3Child() {}

  /**
   * Answers scripts until the input ends.
   *
   * @param arguments the limit of steps of one answer, and of memory in MB
   */
  public static void main(String[] arguments) throws InterruptedException {
    int steps = Integer.parseInt(arguments[0]);
    String megabytes = arguments[1];
    BlockingQueue<String> scripts = new LinkedBlockingQueue<>();
    Thread worker = new Thread(null, () -> answer(scripts, steps, megabytes), "z3", STACK_BYTES);
    worker.setDaemon(true);
    worker.setUncaughtExceptionHandler((thread, failure) -> System.exit(1));
    worker.start();
    DataInputStream in = new DataInputStream(System.in);
    try {
      while (true) {
        scripts.put(SmtCodec.receive(in));
      }
    } catch (EOFException e) {
      System.exit(0); // also in the middle of a call: nobody waits for its answer any more
    } catch (IOException e) {
      System.exit(1);
    }
  }

  private static void answer(BlockingQueue<String> scripts, int steps, String megabytes) {
    DataOutputStream out = new DataOutputStream(System.out);
    try {
      while (true) {
        SmtCodec.send(out, SmtCodec.write(solve(scripts.take(), steps, megabytes)));
      }
    } catch (IOException | InterruptedException e) {
      System.exit(1);
    }
  }

  private static SmtAnswer solve(String script, int steps, String megabytes) {
    try {
      return Z3Calls.solve(script, steps, megabytes);
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new SmtAnswer.Unavailable("its library does not load: " + cause);
    }
  }
}
