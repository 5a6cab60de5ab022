package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.Form;
import org.theoria.backend.Precision;
import org.theoria.bench.Operation.Kind;
import org.theoria.bench.Operation.Pass;
import org.theoria.bench.Operation.Product;
import org.theoria.bench.TrainingRun.Order;
import org.theoria.network.Architecture;

final class EpochWorkTest {

  /** (3,2), five examples, batches of 2, 2 and 1; each number written out by hand. */
  @Test
  void flopsAndEntriesOfAnEpochCountedByHand() {
    EpochWork work = EpochWork.of(Architecture.of(3, 2), 5, 2, Order.CONSECUTIVE);
    // two examples: W·X 2·2·2·3, bias 4, softmax-cross-entropy 27·4, Δ·Xᵀ 2·2·3·2, sums 4, Adam
    // 13·8
    long two = 24 + 4 + 108 + 24 + 4 + 104;
    long one = 12 + 2 + 54 + 12 + 2 + 104;
    assertEquals(2 * two + one, work.flops());
    // W, X, Z; Z twice and b; Z, Y, Δ; Δ, X, G; Δ and sums; seven times W and b
    long entriesOfTwo = (6 + 6 + 4) + (8 + 2) + 12 + (4 + 6 + 6) + (4 + 2) + 7 * 8;
    long entriesOfOne = (6 + 3 + 2) + (4 + 2) + 6 + (2 + 3 + 6) + (2 + 2) + 7 * 8;
    assertEquals(2 * entriesOfTwo + entriesOfOne, work.entries());
    assertEquals(3 * 7, work.launches());
  }

  @Test
  void randomBatchesAreGatheredFirst() {
    EpochWork plain = EpochWork.of(Architecture.of(3, 2), 5, 2, Order.CONSECUTIVE);
    EpochWork random = EpochWork.of(Architecture.of(3, 2), 5, 2, Order.RANDOM);
    assertEquals(2 * (3 + 2) * 5, random.entries() - plain.entries());
    assertEquals(2 * 3, random.launches() - plain.launches());
    assertEquals(plain.flops(), random.flops());
  }

  /** (2,3,1), one batch of four: the layer above the first has the product with its transpose. */
  @Test
  void operationsOfTwoLayersWrittenOut() {
    Map<Operation, Integer> expected = new LinkedHashMap<>();
    expected.put(new Product(3, 4, 2, Form.PLAIN, Form.PLAIN), 1);
    expected.put(new Pass(Kind.BIAS_RELU, 3, 4), 1);
    expected.put(new Product(1, 4, 3, Form.PLAIN, Form.PLAIN), 1);
    expected.put(new Pass(Kind.BIAS, 1, 4), 1);
    expected.put(new Pass(Kind.LOSS_GRADIENT, 1, 4), 1);
    expected.put(new Product(1, 3, 4, Form.PLAIN, Form.TRANSPOSED), 1);
    expected.put(new Pass(Kind.ROW_SUMS, 1, 4), 1);
    expected.put(new Product(3, 4, 1, Form.TRANSPOSED, Form.PLAIN), 1);
    expected.put(new Pass(Kind.PULL_BACK, 3, 4), 1);
    expected.put(new Product(3, 2, 4, Form.PLAIN, Form.TRANSPOSED), 1);
    expected.put(new Pass(Kind.ROW_SUMS, 3, 4), 1);
    expected.put(new Pass(Kind.ADAM, 3, 2), 1);
    expected.put(new Pass(Kind.ADAM, 3, 1), 1);
    expected.put(new Pass(Kind.ADAM, 1, 3), 1);
    expected.put(new Pass(Kind.ADAM, 1, 1), 1);
    assertEquals(expected, EpochWork.of(Architecture.of(2, 3, 1), 4, 4, Order.CONSECUTIVE).times());
  }

  /** 4·n₁·n₀ + 6·n₂·n₁ + 6·n₃·n₂ flops in products for each example. */
  @Test
  void productsOfTheTask() {
    EpochWork work = EpochWork.ofTasks(Order.CONSECUTIVE);
    long flops =
        work.products().stream().mapToLong(p -> p.flops() * work.times().getOrDefault(p, 0)).sum();
    assertEquals(4000L * (4 * 784 * 256 + 6 * 256 * 128 + 6 * 128 * 10), flops);
  }

  /** What a session is really asked for in an epoch is what is counted. */
  @ParameterizedTest
  @EnumSource(Order.class)
  void aTrainingRunDoesWhatIsCounted(Order order) {
    TrainingData data = TrainingData.draw(Architecture.of(5, 4, 3, 2), 10, 4);
    FakeSession session = new FakeSession(Precision.FLOAT64, o -> 0);
    TrainingRun run = new TrainingRun(session, data, order);
    session.takeDone();
    run.epoch();
    assertEquals(EpochWork.of(data, order).times(), session.takeDone());
  }

  /** A prediction from a measured shape would be no prediction. */
  @Test
  void noShapeOfAnEpochIsCalibrated() {
    List<List<Integer>> shapes =
        EpochWork.ofTasks(Order.RANDOM).products().stream()
            .map(p -> List.of(p.rows(), p.columns(), p.inner()))
            .toList();
    for (List<Integer> calibrated : Calibration.SHAPES) {
      assertFalse(shapes.contains(calibrated), calibrated.toString());
    }
  }
}
