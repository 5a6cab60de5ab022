package org.theoria.symbolic;

import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A running child of the gateway, and the pipes to it. Used by one thread at a time. */
final class WorkerProcess {
  /** The exit code of a JVM that was told to exit when its memory is used up. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int ERROR_TEXT_BYTES = 600;
  private static final long EXIT_SECONDS = 10;

  private final Process process;
  private final OutputStream to;
  private final DataInputStream from;
  private final Path directory;

  private WorkerProcess(Process process, Path directory) {
    this.process = process;
    this.to = process.getOutputStream();
    this.from = new DataInputStream(process.getInputStream());
    this.directory = directory;
  }

  /**
   * Starts a child, in an empty directory and with an empty environment; it is not yet ready.
   *
   * @throws IOException when no process can be started
   */
  static WorkerProcess start(WorkerCommand command) throws IOException {
    Path directory = Files.createTempDirectory("theoria-symja");
    ProcessBuilder builder = new ProcessBuilder(command.line()).directory(directory.toFile());
    builder.environment().clear();
    // Not a secret of this machine, and needed where a path of the class path is not ASCII
    builder.environment().put("LC_ALL", "C.UTF-8");
    try {
      return new WorkerProcess(builder.start(), directory);
    } catch (IOException e) {
      Files.delete(directory);
      throw e;
    }
  }

  Process process() {
    return process;
  }

  /**
   * Waits until the child has loaded Symja, and takes its directory away.
   *
   * @throws IOException when it ended instead, with what it said
   */
  void awaitReady() throws IOException {
    Reply reply;
    try {
      reply = receive();
    } catch (IOException e) {
      String said =
          new String(process.getErrorStream().readNBytes(ERROR_TEXT_BYTES), StandardCharsets.UTF_8);
      throw new IOException(
          ("the CAS process ended with exit code " + exitCode() + " " + said).strip(), e);
    } finally {
      removeDirectory();
    }
    if (reply.tag() != FrameTag.READY) {
      throw new IOException("the CAS process began with " + reply.tag());
    }
  }

  /** Ends the process at once. */
  void end() {
    process.destroyForcibly();
    removeDirectory();
  }

  private void removeDirectory() {
    File folder = directory.toFile();
    if (!folder.delete() && folder.exists()) {
      folder.deleteOnExit(); // Windows keeps the directory of a running process
    }
  }

  /** Sends a frame of questions. */
  void send(byte[] frame) throws IOException {
    to.write(
        ByteBuffer.allocate(Integer.BYTES + frame.length).putInt(frame.length).put(frame).array());
    to.flush();
  }

  /** What the child said. */
  record Reply(int tag, String text) {}

  /** The next reply; waits for it. */
  Reply receive() throws IOException {
    int length = from.readInt();
    if (length < 0 || length > SymjaWorker.FRAME_LIMIT) {
      throw new IOException("the CAS process announced a reply of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    from.readFully(bytes);
    FrameInput in = new FrameInput(bytes);
    try {
      Reply reply = new Reply(in.octet(), in.text());
      in.end();
      return reply;
    } catch (MalformedFrameException e) {
      throw new IOException(e);
    }
  }

  /** Whether the process ended because its memory was used up. */
  boolean ranOutOfMemory() {
    return exitCode() == OUT_OF_MEMORY;
  }

  /** The exit code, after waiting for it; a process that does not end is ended. */
  int exitCode() {
    try {
      if (!process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
