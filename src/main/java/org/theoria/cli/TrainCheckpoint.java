package org.theoria.cli;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.theoria.search.WholeFile;
import org.theoria.train.TrainingState;

/**
 * The state of a training run in a file: {@value #MAGIC}, the settings of the run as pairs of
 * texts, the {@link TrainingState} bit for bit, and the CRC-32 of all that; a {@link WholeFile}.
 *
 * @param file where
 * @param name what the user calls it
 * @param settings all that the run depends on but the number of epochs, by name
 */
record TrainCheckpoint(Path file, String name, SequencedMap<String, String> settings) {
  private static final String MAGIC = "theoria training state 1\n";
  private static final int BUFFER = 1 << 20;
  private static final int MOST_SETTINGS = 100;

  /** A setting that may differ where the user says so. */
  static final String BACKEND = "backend";

  /** Another: what the backend computes on, in words. Files of before it was kept have none. */
  static final String DEVICE = "device";

  private static final String MODEL = "model";

  /**
   * Where a run computes.
   *
   * @param backend the backend
   * @param device its device in words; empty where the file does not say
   */
  record Place(String backend, String device) {
    static Place of(Map<String, String> settings) {
      return new Place(settings.getOrDefault(BACKEND, ""), settings.getOrDefault(DEVICE, ""));
    }

    String describe() {
      return backend + " (" + (device.isEmpty() ? "a device not said" : device) + ")";
    }
  }

  /**
   * What was read.
   *
   * @param state where the run goes on
   * @param place where it was computed
   */
  record Found(TrainingState state, Place place) {}

  /**
   * Where an earlier run stopped.
   *
   * @param otherBackend whether it may have been on another backend or device
   */
  Found read(boolean otherBackend) {
    if (!Files.isRegularFile(file)) {
      throw refused("the state of a run, got no such file (--checkpoint FILE begins one)");
    }
    try (CheckedInputStream checked =
            new CheckedInputStream(
                new BufferedInputStream(Files.newInputStream(file), BUFFER), new CRC32());
        DataInputStream in = new DataInputStream(checked)) {
      byte[] magic = in.readNBytes(MAGIC.length());
      if (!Arrays.equals(magic, MAGIC.getBytes(StandardCharsets.US_ASCII))) {
        throw refused("the state of a training run, got another file");
      }
      Map<String, String> found = settings(in);
      TrainingState state = TrainingState.read(in, Files.size(file) / Double.BYTES);
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw refused("a whole file, got one whose check sum is wrong");
      }
      if (in.read() >= 0) {
        throw refused("a whole file, got one with more after its end");
      }
      requireSame(found, otherBackend);
      return new Found(state, Place.of(found));
    } catch (EOFException | UTFDataFormatException e) {
      throw new UsageException("--resume: " + name + ": expected a whole file, got a part of one");
    } catch (IOException e) {
      throw new UsageException("--resume: " + name + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private Map<String, String> settings(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_SETTINGS) {
      throw refused("a whole file, got one that is damaged");
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = in.readUTF();
      found.put(key, in.readUTF());
    }
    return found;
  }

  private void requireSame(Map<String, String> found, boolean otherBackend) {
    // before devices were kept, a model's "dropout P" was the share that is kept
    if (!found.containsKey(DEVICE) && found.getOrDefault(MODEL, "").contains("dropout ")) {
      throw refused(
          "a run of this version, got one of an earlier that wrote dropout in other terms");
    }
    for (var e : settings.sequencedEntrySet()) {
      String was = found.getOrDefault(e.getKey(), "");
      boolean place = e.getKey().equals(BACKEND) || e.getKey().equals(DEVICE);
      if (!was.equals(e.getValue()) && !(place && otherBackend)) {
        throw refused(
            "a run with "
                + e.getKey()
                + " "
                + e.getValue()
                + ", got one with "
                + (was.isEmpty() ? "none" : was)
                + (place ? " (--other-backend goes on here)" : ""));
      }
    }
  }

  private UsageException refused(String what) {
    return new UsageException("--resume: " + name + ": expected " + what);
  }

  /** Writes the state, or leaves what is there. */
  void write(TrainingState state) {
    try {
      WholeFile.write(
          file,
          whole -> {
            CheckedOutputStream checked = new CheckedOutputStream(whole, new CRC32());
            DataOutputStream out = new DataOutputStream(checked);
            out.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
            out.writeInt(settings.size());
            for (var e : settings.sequencedEntrySet()) {
              out.writeUTF(e.getKey());
              out.writeUTF(e.getValue());
            }
            state.write(out);
            out.flush();
            out.writeLong(checked.getChecksum().getValue());
          });
    } catch (IOException e) {
      throw new UsageException(
          "--checkpoint: expected a file that can be written, got "
              + name
              + " ("
              + IoReason.of(e)
              + ")",
          e);
    }
  }
}
