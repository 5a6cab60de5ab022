package org.theoria.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Session;

/**
 * A sample in the memory of a session, one example a row, and its mini-batches, epoch by epoch: an
 * example is read from contiguous memory. The examples are uploaded once; as columns they are there
 * only while a batch, or a piece of the sample, is looked at.
 */
final class DeviceBatches {
  private final Session session;
  private final DeviceMatrix xRows;
  private final DeviceMatrix yRows;
  private final ExampleOrder orders;
  private final int size;
  private final Map<Integer, DeviceSample.Piece> columns = new HashMap<>();
  private long epoch = -1;
  private int[] order = {};

  /**
   * Batches of a sample.
   *
   * @param size examples of a batch; the last of an epoch may have fewer
   * @param seed decides the order
   */
  DeviceBatches(Session session, TrainingData data, int size, long seed) {
    this.session = session;
    int n = data.size();
    this.size = Math.min(size, n);
    xRows = session.upload(n, data.inputs(), TrainingData.transposed(data.x(), data.inputs(), n));
    yRows = session.upload(n, data.outputs(), TrainingData.transposed(data.y(), data.outputs(), n));
    orders = new ExampleOrder(seed, n);
  }

  /** Steps of one epoch. */
  int perEpoch() {
    return (orders.examples() + size - 1) / size;
  }

  /** The batch of step 1, 2, …; the same for the same step. It is there until the next call. */
  DeviceSample.Piece of(int step) {
    int wanted = (step - 1) / perEpoch();
    if (wanted != epoch) {
      order = orders.of(wanted);
      epoch = wanted;
    }
    int from = ((step - 1) % perEpoch()) * size;
    return gathered(Arrays.copyOfRange(order, from, Math.min(from + size, order.length)));
  }

  /** These examples as columns, in the memory that other examples of their number had. */
  private DeviceSample.Piece gathered(int[] examples) {
    DeviceSample.Piece piece =
        columns.computeIfAbsent(
            examples.length,
            c ->
                new DeviceSample.Piece(
                    session.zeros(xRows.columns(), c), session.zeros(yRows.columns(), c)));
    session.gatherExamples(xRows, examples, piece.x());
    session.gatherExamples(yRows, examples, piece.y());
    return piece;
  }

  /**
   * The sample in its own order, gathered piece by piece.
   *
   * @param most examples of a piece
   */
  DeviceSample sample(int most) {
    return new Gathered(Math.min(most, orders.examples()));
  }

  private final class Gathered implements DeviceSample {
    private final int most;

    Gathered(int most) {
      this.most = most;
    }

    @Override
    public int size() {
      return orders.examples();
    }

    @Override
    public int pieces() {
      return (size() + most - 1) / most;
    }

    @Override
    public int first(int i) {
      return i * most;
    }

    @Override
    public Piece piece(int i) {
      int from = first(i);
      return gathered(IntStream.range(from, Math.min(from + most, size())).toArray());
    }
  }
}
