package org.theoria.cli;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.theoria.train.TrainingState;

/**
 * The state of a training run in a {@link StateFile}: the settings of the run as pairs of texts,
 * and the {@link TrainingState} bit for bit.
 *
 * @param file where
 * @param name what the user calls it
 * @param settings all that the run depends on but the number of epochs, by name
 */
record TrainCheckpoint(Path file, String name, SequencedMap<String, String> settings) {
  private static final String MAGIC = "theoria training state 1\n";
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
    Content content =
        whole()
            .read(
                in ->
                    new Content(
                        settings(in), TrainingState.read(in, Files.size(file) / Double.BYTES)));
    requireSame(content.settings(), otherBackend);
    return new Found(content.state(), Place.of(content.settings()));
  }

  private record Content(Map<String, String> settings, TrainingState state) {}

  private StateFile whole() {
    return new StateFile(file, name, MAGIC, "the state of a training run");
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

  private UsageException refused(String expected) {
    return whole().refused(expected);
  }

  /** Writes the state, or leaves what is there. */
  void write(TrainingState state) {
    try {
      whole()
          .write(
              out -> {
                out.writeInt(settings.size());
                for (var e : settings.sequencedEntrySet()) {
                  out.writeUTF(e.getKey());
                  out.writeUTF(e.getValue());
                }
                state.write(out);
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
