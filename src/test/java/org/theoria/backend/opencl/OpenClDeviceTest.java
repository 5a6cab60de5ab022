package org.theoria.backend.opencl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.backend.TestMatrices.eighths;
import static org.theoria.backend.TestMatrices.factor;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lwjgl.opencl.CL10;
import org.theoria.backend.BackendException;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.Room;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.model.Dense;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.backend.model.Shape;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.StandardLoss;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * What is OpenCL's own: both product kernels, memory, residency, errors. Skipped without a device.
 */
final class OpenClDeviceTest {

  private static ClDevice device() {
    return switch (ClDevice.found()) {
      case ClDevice.Found.Ready(ClDevice device) -> device;
      case ClDevice.Found.Missing(String reason) -> Assumptions.abort("opencl: " + reason);
    };
  }

  @BeforeEach
  void skipWithoutADevice() {
    assertTrue(device().units() > 0);
  }

  /** Sums of multiples of 1/64 are exact, in whatever order: the kernels agree to the bit. */
  @ParameterizedTest
  @EnumSource
  void theKernelOfGraphicsProcessorsGivesTheSameProducts(Precision p) {
    Stream r = new Key("opencl/products", 1).stream(0);
    int[][] sizes = {{1, 1, 1}, {64, 16, 64}, {65, 17, 130}, {3, 100, 70}, {128, 0, 5}};
    try (OpenClSession strips = OpenClBackend.session(device(), p, 2, true);
        OpenClSession local = OpenClBackend.session(device(), p, 2, false)) {
      for (int[] size : sizes) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            double[] a = eighths(r, size[0] * size[1]);
            double[] b = eighths(r, size[1] * size[2]);
            double[] c = eighths(r, size[0] * size[2]);
            double[][] results = new double[2][];
            for (int i = 0; i < 2; i++) {
              OpenClSession s = i == 0 ? strips : local;
              DeviceMatrix result = s.upload(size[0], size[2], c);
              s.multiply(
                  -2,
                  factor(s, fa, size[0], size[1], a),
                  fa,
                  factor(s, fb, size[1], size[2], b),
                  fb,
                  0.5,
                  result);
              results[i] = s.download(result);
            }
            assertArrayEquals(results[0], results[1]);
          }
        }
      }
    }
  }

  /** The order of an epoch is all that a step sends; nothing comes back before the end. */
  @Test
  void aTrainingRunStaysOnTheDevice() {
    try (OpenClSession s = OpenClBackend.session(device(), Precision.FLOAT64, 2, true)) {
      DeviceModel n =
          new DeviceModel(
              s,
              Model.of(
                  Architecture.of(2, 5, 3),
                  List.of(Activation.RELU, Activation.SOFTMAX),
                  Loss.CROSS_ENTROPY,
                  true));
      Stream r = new Key("opencl/resident", 1).stream(0);
      n.write(eighths(r, 2 * 5 + 5 + 5 * 3 + 3));
      DeviceMatrix x = s.upload(2, 4, eighths(r, 8));
      DeviceMatrix y = s.upload(3, 4, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0);
      n.start(Optimiser.Adam.of(0.01));
      double before = n.loss(x, y);
      long transfers = s.engine().transfers();
      for (int t = 1; t <= 50; t++) {
        n.backpropagate(x, y, t);
        n.step(t, 1, new WeightDecay.None());
      }
      assertEquals(transfers, s.engine().transfers());
      assertTrue(n.loss(x, y) < before);
    }
  }

  /** Where one buffer may have 46,000² doubles; a device may have more memory than it gives. */
  private static void skipWhereThatMuchIsGiven() {
    long[] most = new long[1];
    assertEquals(
        CL10.CL_SUCCESS,
        CL10.clGetDeviceInfo(device().id(), CL10.CL_DEVICE_MAX_MEM_ALLOC_SIZE, most, null));
    Assumptions.assumeTrue(most[0] < 8L * 46_000 * 46_000, "the device gives 15 GiB at once");
  }

  @Test
  void outOfMemorySaysHowMuchThereIs() {
    skipWhereThatMuchIsGiven();
    try (OpenClSession s = OpenClBackend.session(device(), Precision.FLOAT64, 2, true)) {
      BackendException e = assertThrows(BackendException.class, () -> s.zeros(46_000, 46_000));
      assertTrue(
          String.valueOf(e.getMessage())
              .matches(
                  "opencl: a buffer of 15.8 GiB: out of device memory on .*, which has [0-9.]+ GiB,"
                      + " of which this session holds .* \\(CL_.*\\)"),
          e.getMessage());
      assertEquals(3, s.sum(s.upload(1, 2, 1, 2)), "the session goes on");
    }
  }

  /** Where a buffer cannot grow, the operation fails, and the next has the old buffer. */
  @Test
  void aBufferThatCannotGrowStays() {
    try (HeldContexts held = new HeldContexts();
        Engine engine = new Engine(device(), Precision.FLOAT64, 1)) {
      held.watch(engine);
      Room room = engine.room();
      long buffer = room.of(1 << 12);
      long before = held.now();
      assertTrue(
          String.valueOf(assertThrows(BackendException.class, () -> room.of(1L << 50)).getMessage())
              .startsWith("opencl: a buffer of 1048576.0 GiB: out of device memory on"));
      assertEquals(buffer, room.of(1 << 12));
      held.assertFallsTo(before);
      assertEquals(1 << 12, engine.bytesInUse());
      engine.write(new double[] {1, 2}, buffer);
      assertArrayEquals(new double[] {1, 2}, engine.read(buffer, 2));
    }
  }

  /** A model whose second layer is refused gives back its first; the session goes on. */
  @Test
  void aModelThatDoesNotFitTakesNothing() {
    skipWhereThatMuchIsGiven();
    try (HeldContexts held = new HeldContexts();
        OpenClSession s = OpenClBackend.session(device(), Precision.FLOAT64, 2, true)) {
      held.watch(s);
      long before = held.now();
      long bytes = s.engine().bytesInUse();
      Model large =
          new Model(
              Shape.vector(2), List.of(Dense.of(46_000), Dense.of(46_000)), StandardLoss.SQUARE);
      assertTrue(
          String.valueOf(
                  assertThrows(BackendException.class, () -> new DeviceModel(s, large))
                      .getMessage())
              .startsWith("opencl: a buffer of 15.8 GiB: out of device memory on"));
      held.assertFallsTo(before);
      assertEquals(bytes, s.engine().bytesInUse());
      assertEquals(3, s.sum(s.upload(1, 2, 1, 2)));
    }
  }

  @Test
  void aDeviceWithoutDoublesOffersSinglePrecisionAlone() {
    ClDevice d = device();
    ClDevice single =
        new ClDevice(
            d.platform(), d.id(), "gadget", d.processor(), false, d.memory(), d.units(), d.group());
    assertEquals(Set.of(Precision.FLOAT32), single.precisions());
    assertEquals(
        "opencl: gadget does not compute in double precision; float32 is needed",
        assertThrows(BackendException.class, () -> new Engine(single, Precision.FLOAT64, 1))
            .getMessage());
    // sums are then floats too
    try (OpenClSession s = OpenClBackend.session(single, Precision.FLOAT32, 1, true)) {
      DeviceMatrix m = s.upload(2, 2, 1, 2, 3, 4);
      assertEquals(10, s.sum(m));
      assertEquals(Math.log(2), s.softmaxCrossEntropy(s.zeros(2, 1), s.upload(2, 1, 1, 0)), 1e-6);
    }
  }
}
