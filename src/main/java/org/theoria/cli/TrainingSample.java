package org.theoria.cli;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.theoria.sampling.Key;
import org.theoria.train.TrainingData;

/**
 * The examples of a training run: those that are trained on, and those that are held out.
 *
 * @param trained at least one
 * @param heldOut at least one, where some are
 * @param labels whether the targets are classes
 * @param digest SHA-256 of all that was read, in hexadecimal
 */
record TrainingSample(
    TrainingData trained, Optional<TrainingData> heldOut, boolean labels, String digest) {

  /**
   * Holds a share of the examples out, drawn from the seed.
   *
   * @param share of (0, 1), or none
   */
  static TrainingSample of(TrainingData all, boolean labels, @Nullable Double share, long seed) {
    String digest = digest(all);
    if (share == null) {
      return new TrainingSample(all, Optional.empty(), labels, digest);
    }
    int n = all.size();
    int held = (int) Math.round(share * n);
    if (held < 1 || held >= n) {
      throw new UsageException(
          "--test: expected a share of the "
              + n
              + " examples that leaves at least one to train on and one to test, got "
              + share
              + ", which is "
              + held);
    }
    int[] order = new Key("held-out", seed).stream(0).permutation(n);
    int[] chosen = Arrays.copyOf(order, held);
    int[] rest = Arrays.copyOfRange(order, held, n);
    // in the order of the file
    Arrays.sort(chosen);
    Arrays.sort(rest);
    return new TrainingSample(
        columns(all, rest), Optional.of(columns(all, chosen)), labels, digest);
  }

  private static TrainingData columns(TrainingData all, int[] chosen) {
    return TrainingData.ofDoubles(
        all.inputs(),
        all.outputs(),
        chosen.length,
        columns(all.x(), all.inputs(), all.size(), chosen),
        columns(all.y(), all.outputs(), all.size(), chosen));
  }

  private static double[] columns(double[] m, int rows, int columns, int[] chosen) {
    double[] part = new double[rows * chosen.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < chosen.length; j++) {
        part[i * chosen.length + j] = m[i * columns + chosen[j]];
      }
    }
    return part;
  }

  private static String digest(TrainingData all) {
    MessageDigest sha = Sha256.begin();
    ByteBuffer number = ByteBuffer.allocate(Long.BYTES);
    for (int shape : new int[] {all.inputs(), all.outputs(), all.size()}) {
      sha.update(number.putLong(0, shape).array());
    }
    for (double[] m : new double[][] {all.x(), all.y()}) {
      for (double entry : m) {
        sha.update(number.putLong(0, Double.doubleToRawLongBits(entry)).array());
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
