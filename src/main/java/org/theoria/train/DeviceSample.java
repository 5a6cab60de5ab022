package org.theoria.train;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/**
 * A sample in the memory of a session, one example a column, in pieces: what is measured on all
 * examples needs the memory of a piece at a time.
 */
interface DeviceSample {

  /**
   * Examples of a piece, at most. The sums over examples of a sample that fits are those of one
   * pass; from this size on a product costs the same per example, so that pieces cost no time.
   */
  int MOST = 1 << 14;

  /** Some examples: x of n₀ × c, y of n_H × c. */
  record Piece(DeviceMatrix x, DeviceMatrix y) {}

  /** n. */
  int size();

  /** How many pieces there are. */
  int pieces();

  /** The examples from i times the size of a piece on; until the next call. */
  Piece piece(int i);

  /** The first example of a piece. */
  default int first(int i) {
    return Math.toIntExact((long) i * piece(0).x().columns());
  }

  /** All examples in one piece. */
  static DeviceSample whole(Session session, TrainingData data) {
    return ofPieces(session, data, data.size());
  }

  /**
   * Each piece with its own memory.
   *
   * @param most examples of a piece
   */
  static DeviceSample ofPieces(Session session, TrainingData data, int most) {
    double[] x = data.x();
    double[] y = data.y();
    int n = data.size();
    List<Piece> all = new ArrayList<>();
    for (int from = 0; from < n; from += most) {
      int count = Math.min(most, n - from);
      all.add(
          new Piece(
              session.upload(data.inputs(), count, columns(x, data.inputs(), n, from, count)),
              session.upload(data.outputs(), count, columns(y, data.outputs(), n, from, count))));
    }
    return new Uploaded(n, all);
  }

  private static double[] columns(double[] rowMajor, int rows, int n, int from, int count) {
    if (count == n) {
      return rowMajor;
    }
    double[] part = new double[rows * count];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(rowMajor, i * n + from, part, i * count, count);
    }
    return part;
  }

  /** Pieces with their own memory. */
  record Uploaded(int size, List<Piece> all) implements DeviceSample {
    public Uploaded {
      all = List.copyOf(all);
    }

    @Override
    public int pieces() {
      return all.size();
    }

    @Override
    public Piece piece(int i) {
      return all.get(i);
    }
  }
}
