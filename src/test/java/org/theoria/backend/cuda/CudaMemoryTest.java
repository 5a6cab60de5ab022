package org.theoria.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.theoria.backend.BackendException;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.Ties;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Shape;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.StandardLoss;

/**
 * Memory that the driver refuses: the operation fails in one line, nothing is lost and nothing
 * kept, and the session goes on. On the driver of {@code src/test/cuda} alone, which refuses it
 * when it is told to.
 */
final class CudaMemoryTest {
  private static final int COLUMNS = 100_000;

  private static ProcessorDriver driver() {
    return ProcessorDriver.inUse()
        .orElseGet(() -> Assumptions.abort("cuda: a device refuses no memory at will"));
  }

  private static CudaDevice device() {
    return switch (TestedCuda.found()) {
      case CudaDevice.Found.Ready(CudaDevice device) -> device;
      case CudaDevice.Found.Missing(String reason) -> Assumptions.abort("cuda: " + reason);
    };
  }

  @BeforeEach
  void skipOnADevice() {
    assertTrue(device().processors() > 0);
    assertEquals(new ProcessorDriver.Held(0, 0), driver().held());
  }

  @AfterEach
  void giveAllAgain() {
    ProcessorDriver.inUse().ifPresent(d -> d.leave(Long.MAX_VALUE));
  }

  /**
   * Fails for want of that much memory; all that the session held it still holds, and no more.
   *
   * @param taken bytes that the operation has taken until then
   */
  private static void isRefused(Engine engine, String memory, long taken, Runnable operation) {
    ProcessorDriver.Held before = driver().held();
    long bytes = engine.bytesInUse();
    assertEquals(
        "cuda: memory of "
            + memory
            + ": out of device memory on "
            + device().name()
            + ", which has 2.0 GiB, of which this session holds "
            + CudaError.size(bytes + taken)
            + " (CUDA_ERROR_OUT_OF_MEMORY, 2)",
        assertThrows(BackendException.class, operation::run).getMessage());
    assertEquals(before, driver().held());
    assertEquals(bytes, engine.bytesInUse());
  }

  private static DeviceMatrix firstRow(CudaSession s, int columns) {
    double[] ones = new double[2 * columns];
    Arrays.fill(ones, 0, columns, 1);
    return s.upload(2, columns, ones);
  }

  @Test
  void memoryThatCannotGrowStays() {
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, true)) {
      DeviceMatrix z = s.zeros(2, COLUMNS);
      DeviceMatrix y = firstRow(s, COLUMNS);
      DeviceMatrix picked = s.zeros(2, COLUMNS);
      DeviceMatrix narrowZ = s.zeros(2, 50);
      DeviceMatrix narrowY = firstRow(s, 50);
      DeviceMatrix two = s.zeros(2, 2);
      // both have grown once
      assertEquals(50 * Math.log(2), s.softmaxCrossEntropy(narrowZ, narrowY), 1e-12);
      s.gather(narrowY, new int[50], narrowZ);
      driver().leave(1000);
      isRefused(s.engine(), "800000 bytes", 0, () -> s.softmaxCrossEntropy(z, y));
      isRefused(s.engine(), "400000 bytes", 0, () -> s.gather(y, new int[COLUMNS], picked));
      isRefused(s.engine(), "8 MiB", 0, () -> s.zeros(1000, 1000));
      // what was there before is there, and is used
      s.gather(narrowZ, new int[] {7, 49}, two);
      assertArrayEquals(new double[] {1, 1, 0, 0}, s.download(two));
      s.scale(0, narrowZ);
      assertEquals(50 * Math.log(2), s.softmaxCrossEntropy(narrowZ, narrowY), 1e-12);
      driver().leave(Long.MAX_VALUE);
      // a relative rounding error of less than 10⁵ additions
      double bound = COLUMNS * 0x1p-53 * COLUMNS;
      assertEquals(COLUMNS * Math.log(2), s.softmaxCrossEntropy(z, y), bound);
      s.gather(y, new int[COLUMNS], picked);
      assertEquals(COLUMNS, s.sum(picked));
    }
  }

  @Test
  void whatNeedsSeveralPiecesTakesAllOrNone() {
    Model model =
        new Model(Shape.vector(3), List.of(Dense.of(40), Dense.of(40)), StandardLoss.SQUARE);
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, true)) {
      int[] index = new int[200];
      driver().leave(1000); // for the index, not for the positions
      isRefused(s.engine(), "800 bytes", 808, () -> s.ties(new Ties(1, index)));
      driver().leave(4000); // for the first layer: twice 40·3 + 40 numbers
      isRefused(s.engine(), "12800 bytes", 2560, () -> new DeviceModel(s, model));
      driver().leave(Long.MAX_VALUE);
      DeviceModel m = new DeviceModel(s, model);
      DeviceMatrix x = s.zeros(3, 100);
      DeviceMatrix y = s.zeros(40, 100);
      DeviceMatrix narrowX = s.zeros(3, 1);
      DeviceMatrix narrowY = s.zeros(40, 1);
      driver().leave(40_000); // for one of the two buffers of 100 columns
      isRefused(s.engine(), "32000 bytes", 32_000, () -> m.loss(x, y));
      driver().leave(20_000); // for the first of the two states of the second layer
      isRefused(s.engine(), "12800 bytes", 2560 + 12_800, () -> m.start(Optimiser.Adam.of(0.01)));
      assertEquals(
          "model: step needs an optimiser, start one first",
          assertThrows(IllegalStateException.class, () -> m.step(1, 1, new WeightDecay.None()))
              .getMessage());
      assertEquals(0, m.loss(narrowX, narrowY));
      driver().leave(Long.MAX_VALUE);
      m.start(Optimiser.Adam.of(0.01));
      assertEquals(0, m.lossAndGradient(x, y, 0));
      m.step(1, 1, new WeightDecay.None());
    }
  }

  @Test
  void aBatchThatDoesNotFitIsEmpty() {
    Architecture a = Architecture.of(2, 3, 1);
    double[][] theta = new double[20][13];
    theta[4][5] = 6;
    BatchSamples samples = BatchSamples.shared(100, new double[200], new double[100]);
    try (NetworkBatch batch =
        TestedCuda.backend()
            .batch(
                a, List.of(Activation.TANH, Activation.IDENTITY), Loss.SQUARE, Precision.FLOAT64)) {
      Engine engine = ((CudaBatch) batch).engine();
      driver().leave(20 * 13 * 8 + 100); // for the parameters alone
      isRefused(engine, "1600 bytes", 2080, () -> batch.upload(theta, samples));
      assertEquals(0, batch.download().length);
      driver().leave(Long.MAX_VALUE);
      batch.upload(theta, samples);
      driver().leave(200); // for the losses alone
      isRefused(engine, "2080 bytes", 160, batch::lossAndGradient);
      driver().leave(2100); // for one of the two states
      isRefused(engine, "2080 bytes", 2080, () -> batch.steps(1, Optimiser.Adam.of(0.01)));
      assertArrayEquals(theta, batch.download());
      driver().leave(Long.MAX_VALUE);
      batch.steps(1, Optimiser.Adam.of(0.01));
      assertEquals(20, batch.lossAndGradient().losses().length);
    }
  }
}
