package org.theoria.train;

import java.util.Arrays;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/**
 * A sample in the memory of a session: one example a column for looks, and one a row, where
 * mini-batches are gathered, so that an example is read from contiguous memory.
 */
final class DeviceSample {
  private final DeviceMatrix x;
  private final DeviceMatrix y;
  private final int size;

  DeviceSample(Session session, TrainingData data) {
    size = data.size();
    x = session.upload(data.inputs(), size, data.x());
    y = session.upload(data.outputs(), size, data.y());
  }

  /** n₀ × n. */
  DeviceMatrix x() {
    return x;
  }

  /** n_H × n. */
  DeviceMatrix y() {
    return y;
  }

  int size() {
    return size;
  }

  /** The mini-batches of a sample, epoch by epoch. */
  static final class Batches {
    private final Session session;
    private final DeviceMatrix xRows;
    private final DeviceMatrix yRows;
    private final Batch full;
    private final Optional<Batch> rest;
    private final ExampleOrder orders;
    private final int size;
    private long epoch = -1;
    private int[] order = {};

    /** What a step sees: x of n₀ × b, y of n_H × b. */
    record Batch(DeviceMatrix x, DeviceMatrix y) {}

    Batches(Session session, TrainingData data, int size, long seed) {
      this.session = session;
      this.size = size;
      int n = data.size();
      xRows = session.upload(n, data.inputs(), TrainingData.transposed(data.x(), data.inputs(), n));
      yRows =
          session.upload(n, data.outputs(), TrainingData.transposed(data.y(), data.outputs(), n));
      full = batch(data, size);
      rest = n % size == 0 ? Optional.empty() : Optional.of(batch(data, n % size));
      orders = new ExampleOrder(seed, n);
    }

    private Batch batch(TrainingData data, int columns) {
      return new Batch(
          session.zeros(data.inputs(), columns), session.zeros(data.outputs(), columns));
    }

    /** Steps of one epoch. */
    int perEpoch() {
      return (orders.examples() + size - 1) / size;
    }

    /** The batch of step 1, 2, …; the same for the same step. */
    Batch of(int step) {
      int wanted = (step - 1) / perEpoch();
      if (wanted != epoch) {
        order = orders.of(wanted);
        epoch = wanted;
      }
      int from = ((step - 1) % perEpoch()) * size;
      int[] rows = Arrays.copyOfRange(order, from, Math.min(from + size, order.length));
      Batch batch = rows.length == size ? full : rest.orElseThrow();
      session.gatherExamples(xRows, rows, batch.x());
      session.gatherExamples(yRows, rows, batch.y());
      return batch;
    }
  }
}
