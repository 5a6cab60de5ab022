package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.theoria.backend.model.Activated;
import org.theoria.backend.model.BatchNormalisation;
import org.theoria.backend.model.Convolution;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Dropout;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Residual;
import org.theoria.backend.model.SequentialBatch;
import org.theoria.backend.model.Shape;
import org.theoria.backend.model.Snapshot;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The part of {@link BackendContract} on memory: what is freed or closed is given back, by the
 * count of the device's driver ({@link HeldMemory}) or, on Java's heap, by more of it than the
 * tests have (1 GB), all of whose owners stay reachable where they can; and what is freed is
 * refused.
 */
abstract class MemoryContract extends OptimiserContract {
  /** Of one matrix: 16 MiB in float64. */
  private static final int ROWS = 1 << 10;

  private static final int COLUMNS = 1 << 11;

  /** So many of them are more than 1 GB. */
  private static final int MANY = 70;

  private static final Optimiser ADAM = Optimiser.Adam.of(0.01);
  private static final Optimiser MOMENTUM = new Optimiser.Momentum(0.01, 0.5);
  private static final Architecture SMALL = Architecture.of(2, 3, 1);
  private static final List<Activation> SMALL_ACTIVATIONS =
      List.of(Activation.TANH, Activation.IDENTITY);

  /** Layers of every kind. */
  private static final Model MODEL =
      new Model(
          Shape.signals(2, 4),
          List.of(
              Convolution.signals(3, 2, 1),
              BatchNormalisation.usual(),
              new Activated(StandardActivation.RELU),
              Residual.of(new Convolution(3, 1, 3, 1, false), new Dropout(0.75)),
              Dense.of(3),
              BatchNormalisation.usual(),
              new Activated(StandardActivation.TANH),
              Dense.of(3),
              new Activated(StandardActivation.SOFTMAX)),
          StandardLoss.CROSS_ENTROPY);

  @Test
  void closedSessionsHoldNoMemory() {
    try (HeldMemory held = heldMemory()) {
      useAndClose(held); // what a driver keeps for good is taken now
      long before = held.now();
      for (int i = 1; i < MANY; i++) {
        useAndClose(held);
      }
      held.assertFallsTo(before);
      try (Session s = backend().open(Precision.FLOAT64)) {
        held.watch(s);
        assertEquals(held.counts(), held.now() > before, "what counts nothing tells nothing");
      }
    }
  }

  private void useAndClose(HeldMemory held) {
    try (Session s = backend().open(Precision.FLOAT64)) {
      held.watch(s);
      assertEquals(0, s.download(s.zeros(ROWS, COLUMNS))[1]);
      // products, sums, losses and gathering have memory of the session's own
      DeviceMatrix a = s.zeros(40, 40);
      s.multiply(a, s.zeros(40, 50), s.zeros(40, 50));
      assertEquals(0, s.sum(a));
      assertEquals(0, s.softmaxCrossEntropy(s.zeros(3, 500), s.zeros(3, 500)));
      s.gather(a, new int[500], s.zeros(40, 500));
      s.spread(s.zeros(2, 1), s.ties(new Ties(2, new int[] {0, 1, 0})), s.zeros(3, 1));
    }
  }

  @Test
  void closedBatchesHoldNoMemory() {
    try (HeldMemory held = heldMemory()) {
      useAndCloseBatch(held);
      long before = held.now();
      useAndCloseBatch(held);
      held.assertFallsTo(before);
    }
  }

  private void useAndCloseBatch(HeldMemory held) {
    NetworkBatch batch = backend().batch(SMALL, SMALL_ACTIVATIONS, Loss.SQUARE, Precision.FLOAT64);
    try (batch) {
      if (held.counts()) {
        held.watch(batch);
      }
      useTwice(batch, held);
    }
    batch.close();
    for (Runnable use :
        List.<Runnable>of(
            batch::lossAndGradient,
            batch::download,
            () -> batch.steps(1, ADAM),
            () -> batch.upload(new double[0][], BatchSamples.shared(1, new double[2], ONE)))) {
      assertEquals(
          "batch: it is closed", assertThrows(BackendException.class, use::run).getMessage());
    }
  }

  private static final double[] ONE = {1};

  /** An upload gives back what the one before has taken. */
  private static void useTwice(NetworkBatch batch, HeldMemory held) {
    double[][] theta = new double[20][new Parameters(SMALL).count()];
    BatchSamples samples = BatchSamples.shared(3, new double[6], new double[3]);
    batch.upload(theta, samples);
    long uploaded = held.now();
    use(batch);
    long used = held.now();
    assertEquals(held.counts(), used > uploaded);
    batch.upload(theta, samples);
    held.assertFallsTo(uploaded);
    use(batch);
    held.assertFallsTo(used);
  }

  private static void use(NetworkBatch batch) {
    batch.steps(2, ADAM);
    batch.steps(2, MOMENTUM);
    batch.steps(2, ADAM);
    assertEquals(20, batch.lossAndGradient().losses().length);
  }

  @Test
  void aBatchOfASessionHoldsOneUpload() {
    try (HeldMemory held = heldMemory();
        Session s = backend().open(Precision.FLOAT64)) {
      held.watch(s);
      s.multiply(s.zeros(8, 8), s.zeros(8, 8), s.zeros(8, 8)); // memory of the session's own
      useTwice(new SequentialBatch(s, SMALL, SMALL_ACTIVATIONS, Loss.SQUARE), held);
    }
  }

  @Test
  void freedMatricesHoldNoMemoryAndAreRefused() {
    try (HeldMemory held = heldMemory();
        Session s = backend().open(Precision.FLOAT64)) {
      held.watch(s);
      long before = held.now();
      List<DeviceMatrix> freed = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        DeviceMatrix m = s.zeros(ROWS, COLUMNS);
        s.scale(2, m);
        s.free(m);
        s.free(m);
        freed.add(m);
      }
      DeviceTies ties = s.ties(new Ties(2, new int[] {0, 1, 0}));
      s.free(ties);
      s.free(ties);
      held.assertFallsTo(before);
      for (DeviceMatrix m : freed) {
        refuses(() -> s.sum(m), "sum: m (1024×2048) was freed");
      }
      DeviceMatrix old = s.upload(2, 1, 1, 2);
      s.free(old);
      DeviceMatrix kept = s.upload(2, 1, 3, 4); // perhaps where the old one was
      refuses(() -> s.write(new double[] {5, 6}, old), "write: target (2×1) was freed");
      refuses(() -> s.axpy(1, old, kept), "axpy: x (2×1) was freed");
      refuses(() -> s.spread(kept, ties, s.zeros(3, 1)), "spread: the ties were freed");
      assertArrayEquals(new double[] {3, 4}, s.download(kept));
      try (Session other = backend().open(Precision.FLOAT64)) {
        refuses(() -> other.free(kept), "free: matrix (2×1) is a matrix of another session");
        DeviceTies own = s.ties(new Ties(2, new int[] {0, 1, 0}));
        refuses(() -> other.free(own), "free: the ties are of another session");
      }
    }
  }

  @Test
  void whatEndedWithItsSessionMayBeFreed() {
    Session s = backend().open(Precision.FLOAT64);
    DeviceMatrix m;
    DeviceTies ties;
    DeviceModel model;
    try (s) {
      m = s.zeros(2, 1);
      ties = s.ties(new Ties(2, new int[] {0, 1, 0}));
      model = new DeviceModel(s, MODEL);
    }
    s.free(m);
    s.free(ties);
    model.close();
    assertThrows(IllegalStateException.class, model::parameters);
    assertThrows(BackendException.class, () -> s.sum(m));
  }

  /** A model in use: two sizes of batches, two optimisers one after the other, evaluation. */
  private static DeviceModel trained(Session s) {
    DeviceModel m = new DeviceModel(s, MODEL);
    m.start(MOMENTUM);
    for (int columns : new int[] {3, 5}) {
      DeviceMatrix x = s.zeros(8, columns);
      DeviceMatrix y = s.zeros(3, columns);
      m.backpropagate(x, y, 1);
      m.step(1, 1, new WeightDecay.None());
      m.start(ADAM);
      assertEquals(0, m.lossAndGradient(x, y, 1));
      assertEquals(3 * columns, m.predict(x).length);
      s.free(x);
      s.free(y);
    }
    return m;
  }

  @Test
  void aClosedModelHoldsNoMemoryAndIsRefused() {
    try (HeldMemory held = heldMemory();
        Session s = backend().open(Precision.FLOAT64)) {
      held.watch(s);
      trained(s).close(); // memory of the session's own has its size now
      long before = held.now();
      DeviceModel m = trained(s);
      long inUse = held.now();
      assertEquals(held.counts(), inUse > before);
      m.start(ADAM);
      held.assertFallsTo(inUse);
      Snapshot snapshot = m.snapshot();
      m.gradientSum().begin();
      assertEquals(held.counts(), held.now() > inUse);
      m.start(new Optimiser.GradientDescent(0.01));
      refuses(snapshot::revert, "copy: target", "was freed"); // the state of the method before
      DeviceMatrix x = s.zeros(8, 3);
      DeviceMatrix y = s.zeros(3, 3);
      int count = m.parameterCount();
      int state = m.state().length;
      m.close();
      m.close();
      assertEquals(0, s.sum(x), "what was handed to it is not its own");
      for (Runnable use :
          List.<Runnable>of(
              () -> m.write(new double[count]),
              m::parameters,
              m::gradient,
              m::gradientSquaredNorm,
              m::state,
              () -> m.restore(new double[state]),
              () -> m.lossAndGradient(x, y, 0),
              () -> m.backpropagate(x, y, 0),
              () -> m.loss(x, y),
              () -> m.predict(x),
              () -> m.start(ADAM),
              m::snapshot,
              m::statisticsSnapshot,
              m::gradientSum,
              () -> m.step(1, 1, new WeightDecay.None()))) {
        assertEquals(
            "model: " + MODEL.describe() + " is closed",
            assertThrows(IllegalStateException.class, use::run).getMessage());
      }
      refuses(snapshot::parameters, "was freed");
      s.free(x);
      s.free(y);
      held.assertFallsTo(before);
    }
  }

  /** For the backends whose matrices are on the Java heap: one that it cannot hold. */
  final void refusesWhatTheHeapCannotHold() {
    int side = 46_000; // its square is within a Java array
    Assumptions.assumeTrue(
        Runtime.getRuntime().maxMemory() < 8L * side * side, "the heap takes 15 GiB");
    try (Session s = backend().open(Precision.FLOAT64)) {
      assertEquals(
          backend().name()
              + ": no memory for a 46000×46000 matrix of float64 on the Java heap (its limit is"
              + " -Xmx)",
          assertThrows(BackendException.class, () -> s.zeros(side, side)).getMessage());
      assertEquals(3, s.sum(s.upload(1, 2, 1, 2)), "the session goes on");
    }
  }

  /** 8 MiB each of parameters, gradient and twice state, of models that stay reachable. */
  @Test
  void manyModelsOfOneSessionOneAfterTheOther() {
    Model large = new Model(Shape.vector(1 << 10), List.of(Dense.of(1 << 10)), StandardLoss.SQUARE);
    try (Session s = backend().open(Precision.FLOAT64)) {
      List<DeviceModel> closed = new ArrayList<>();
      for (int i = 0; i < MANY / 2; i++) {
        DeviceModel m = new DeviceModel(s, large);
        m.start(ADAM);
        m.close();
        closed.add(m);
      }
      assertThrows(IllegalStateException.class, closed.getFirst()::parameters);
    }
  }
}
