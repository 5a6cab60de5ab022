package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.theoria.backend.Form;
import org.theoria.backend.Precision;
import org.theoria.bench.Operation.Kind;
import org.theoria.bench.Operation.Pass;
import org.theoria.bench.Operation.Product;
import org.theoria.network.Architecture;

final class CostModelTest {
  /** The clock of the fake counts nanoseconds, of which a shortest measurement has 10⁵. */
  private static final double CLOCK = 1e-4;

  private static final TrainingData DATA =
      TrainingData.draw(Architecture.of(60, 40, 20, 5), 100, 32);

  /** 3 µs a launch, 20 GFLOP/s and 8 GB/s in products, 5 GB/s in passes. */
  private static double known(Operation o) {
    double bytes = o.bytes(Precision.FLOAT64);
    return switch (o) {
      case Product p -> 3e-6 + p.flops() / 20e9 + bytes / 8e9;
      case Pass p -> 3e-6 + bytes / 5e9;
    };
  }

  @Test
  void theTableOnKnownRates() {
    CostModel.Prediction table =
        CostModel.predict(
            EpochWork.of(Architecture.of(3, 2), 4, 2, TrainingRun.Order.CONSECUTIVE), o -> 2e-6);
    assertEquals(
        List.of(
            new CostModel.Line("product a·b", 2, 48, 32, 4e-6),
            new CostModel.Line("bias", 2, 8, 20, 4e-6),
            new CostModel.Line("softmax-cross-entropy", 2, 216, 24, 4e-6),
            new CostModel.Line("product a·bᵀ", 2, 48, 32, 4e-6),
            new CostModel.Line("row sums", 2, 8, 12, 4e-6),
            new CostModel.Line("Adam", 4, 208, 112, 8e-6)),
        table.lines());
    assertEquals(28e-6, table.seconds(), 1e-18);
    assertEquals(0.4, table.deviation(20e-6), 1e-12);
  }

  /** A device with known rates: they are found from other shapes, and predict its epochs. */
  @Test
  void aFakeDeviceIsPredictedExactly() {
    FakeSession session = new FakeSession(Precision.FLOAT64, CostModelTest::known);
    Stopwatch stopwatch = new Stopwatch(session, session::clock);
    List<Epoch> epochs = Epoch.measure("fake", session, stopwatch, DATA, 0.05);
    assertEquals(2, epochs.size());
    for (Epoch e : epochs) {
      double truth =
          EpochWork.of(DATA, e.order()).times().entrySet().stream()
              .mapToDouble(t -> t.getValue() * known(t.getKey()))
              .sum();
      assertEquals(truth, e.measured(), CLOCK * truth);
      assertEquals(0, e.deviation(), CLOCK);
    }
    assertTrue(epochs.getLast().measured() > epochs.getFirst().measured());
  }

  /** What the rates do not know (here: a device slower in large products only) is not predicted. */
  @Test
  void anEpochThatIsSlowerThanItsPartsShows() {
    FakeSession session =
        new FakeSession(
            Precision.FLOAT64,
            o -> o instanceof Product p && isOfEpoch(p) ? 3 * known(o) : known(o));
    Stopwatch stopwatch = new Stopwatch(session, session::clock);
    Epoch first = Epoch.measure("fake", session, stopwatch, DATA, 0.05).getFirst();
    assertTrue(first.deviation() < -TrainingSection.ASKED, "deviation " + first.deviation());
  }

  private static boolean isOfEpoch(Product p) {
    return !Calibration.SHAPES.contains(List.of(p.rows(), p.columns(), p.inner()));
  }

  @Test
  void aFitFindsTheCoefficientsAndNoNegativeOnes() {
    double[][] features = {{1, 10, 3}, {1, 200, 5}, {1, 1000, 70}, {1, 30, 30}};
    double[] times = new double[features.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = 2e-6 + 3e-9 * features[i][1] + 5e-8 * features[i][2];
    }
    NonNegativeFit fit = NonNegativeFit.of(features, times);
    assertEquals(2e-6, fit.coefficients()[0], 1e-14);
    assertEquals(3e-9, fit.coefficients()[1], 1e-17);
    assertEquals(5e-8, fit.coefficients()[2], 1e-16);
    assertEquals(0, fit.worst(), 1e-9);
    NonNegativeFit falling =
        NonNegativeFit.of(new double[][] {{1, 1}, {1, 2}}, new double[] {2, 1});
    assertEquals(0, falling.coefficients()[1]);
    assertTrue(falling.coefficients()[0] > 0);
  }

  @Test
  void aKindWithoutARateIsRefused() {
    Calibration.Measured none = new Calibration.Measured(8, Map.of(), Map.of());
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> none.seconds(new Pass(Kind.ADAM, 2, 3)));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("cost model: no rate was measured for"),
        e.getMessage());
  }

  /** One of each bound, by hand. */
  @Test
  void theRooflineOfADatasheet() {
    Datasheet device =
        new Datasheet(
            "made up",
            new Datasheet.ByPrecision(100e9, 200e9),
            new Datasheet.ByPrecision(10e9, 20e9),
            1e9,
            1e8,
            1e-6);
    Product large = new Product(100, 100, 100, Form.PLAIN, Form.PLAIN);
    // 2·10⁶ flops at 100 GFLOP/s: 20 µs; 3·10⁴ entries of 8 bytes at 1 GB/s: 240 µs
    assertEquals(
        new Datasheet.Time(240e-6, Datasheet.Bound.MEMORY), device.time(large, Precision.FLOAT64));
    assertEquals(
        new Datasheet.Time(1e-6, Datasheet.Bound.LAUNCH),
        device.time(new Pass(Kind.BIAS, 2, 2), Precision.FLOAT32));
    assertEquals(new Datasheet.Time(5e-6, Datasheet.Bound.FLOPS), device.kernel(5e4, 10e9, 8));
  }

  /** (1,8,1): the 405 flops of an example written out in the comment of the class. */
  @Test
  void theWorkOfABatchCountedByHand() {
    BatchWork work = new BatchWork(Architecture.of(1, 8, 1), 3, 16);
    long example = 2 * 16 + 2 * 8 + 2 * 16 + (8 + 1) + 39 * 8 + 4;
    assertEquals(405, example);
    assertEquals(3 * 16 * example, work.flops());
    assertEquals(3 * 16 * example + 2 * 3 * 25, work.stepFlops());
    assertEquals(3 * 25 * 8, work.bytesUp(Precision.FLOAT64));
    assertEquals(3 * 26 * 4, work.bytesDown(Precision.FLOAT32));
    assertEquals(3 * 16 * 405 / (3.0 * 51 * 8), work.intensity(Precision.FLOAT64), 1e-12);
  }
}
