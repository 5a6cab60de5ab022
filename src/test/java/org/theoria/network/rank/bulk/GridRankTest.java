package org.theoria.network.rank.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.rank.DoubleRank;
import org.theoria.network.rank.KinkException;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.sampling.GridProfile;
import org.theoria.sampling.GridSampler;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** The machine-word kernel against the rational one, network by network. */
final class GridRankTest {
  private static final Key KEY = new Key("grid-rank-test", 1);

  private static final List<Architecture> SHAPES =
      List.of(
          Architecture.of(1, 1, 1),
          Architecture.of(1, 3, 1),
          Architecture.of(1, 8, 1),
          Architecture.of(2, 3, 2),
          Architecture.of(2, 3, 3, 1),
          Architecture.of(3, 3, 3, 2),
          Architecture.of(2, 2, 2, 2, 1),
          Architecture.of(4, 4, 3),
          Architecture.of(3, 1, 2),
          Architecture.of(2, 2));

  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE, Activation.IDENTITY);

  private static final int EXAMPLES = 9;

  /** What a test does with a drawn network and its outputs. */
  @FunctionalInterface
  private interface Check {
    void on(GridNetwork network, GridJacobian jacobian, OutputRows outputs, String name);
  }

  /** Every shape, activation and profile, {@code times} times. */
  private static void forAll(int times, Check check) {
    long index = 0;
    for (Architecture a : SHAPES) {
      for (Activation activation : ACTIVATIONS) {
        for (GridProfile profile : GridProfile.values()) {
          GridSampler sampler = new GridSampler(profile, a, HiddenSlopes.of(activation), EXAMPLES);
          GridJacobian jacobian = new GridJacobian(sampler.grid(), EXAMPLES);
          for (int i = 0; i < times; i++) {
            Stream s = KEY.stream(index++);
            boolean softmax = a.outputs() > 1 && s.chance(1, 2);
            OutputRows outputs = softmax ? OutputRows.SOFTMAX : OutputRows.LOGITS;
            GridNetwork network = sampler.draw(s);
            jacobian.of(network, outputs);
            check.on(network, jacobian, outputs, a.widths() + " " + profile + " " + index);
          }
        }
      }
    }
  }

  @Test
  void theMatrixIsTheRationalOneUpToConstantsOfColumns() {
    forAll(
        2,
        (network, j, outputs, name) -> {
          LocalRank rank =
              LocalRank.of(network.toNetwork(), network.toInputs(), outputs, KinkPolicy.RIGHT);
          RationalMatrix expected = rank.jacobian();
          assertEquals(expected.rows(), j.count(), name);
          assertEquals(expected.columns(), j.columns(), name);
          for (int c = 0; c < j.columns(); c++) {
            Rational factor = Rational.ZERO;
            for (int r = 0; r < j.count(); r++) {
              Rational given = Rational.of(j.rows()[r][c]);
              if (factor.isZero() && !given.isZero() && !expected.get(r, c).isZero()) {
                factor = given.dividedBy(expected.get(r, c));
                assertTrue(factor.signum() > 0, name);
              }
              assertEquals(given, factor.times(expected.get(r, c)), name + ": " + r + ", " + c);
              assertEquals(given.isZero(), expected.get(r, c).isZero(), name);
            }
          }
        });
  }

  @Test
  void ranksPatternsAndKinksAgreeWithLocalRank() {
    int[] seen = new int[5];
    forAll(
        7,
        (network, j, outputs, name) -> {
          LocalRank rank =
              LocalRank.of(network.toNetwork(), network.toInputs(), outputs, KinkPolicy.RIGHT);
          int rows = j.count();
          int columns = j.columns();
          int exact = new FractionFreeRank(rows, columns).rank(j.rows(), rows, columns);
          int interval = new IntervalRank(rows, columns).rank(j.rows(), rows, columns);
          assertEquals(exact, ExactRank.rank(rank.jacobian()), name);
          assertEquals(exact, new ModularRank(rows, columns).rank(j.rows(), rows, columns), name);
          assertTrue(interval <= exact, name);
          LocalDimension field = rank.overField(KEY.stream(exact)::nextLong, -20, () -> false);
          assertEquals(exact, field.rank(), name);
          assertTrue(exact <= field.kernel().rank(), name + ": " + field.kernel());
          LocalDimension certified = rank.exactly();
          assertEquals(exact, certified.rank(), name);
          if (network.grid().slopes().activation().equals(Activation.RELU)) {
            assertEquals(field.dead(), j.neverPositive(), name);
            assertTrue(exact <= network.grid().bound(outputs), name);
          }
          assertEquals(field.patterns(), patterns(network, j), name);
          assertEquals(j.kinks() > 0, isOnKink(network, outputs), name);
          seen[0] += interval < exact ? 1 : 0;
          seen[1] += exact < Math.min(rows, network.grid().bound(outputs)) ? 1 : 0;
          seen[2] += exact == network.grid().bound(outputs) ? 1 : 0;
          seen[3] += j.kinks() > 0 ? 1 : 0;
          seen[4] += j.neverPositive() > 0 ? 1 : 0;
        });
    assertTrue(seen[1] > 300, "deficient: " + seen[1]);
    assertTrue(seen[2] > 25, "at the bound: " + seen[2]);
    assertTrue(seen[3] > 50, "on a kink: " + seen[3]);
    assertTrue(seen[4] > 50, "with dead neurons: " + seen[4]);
  }

  /** The identity has no kink, and one pattern. */
  private static int patterns(GridNetwork network, GridJacobian j) {
    return network.grid().slopes().activation().equals(Activation.IDENTITY) ? 1 : j.patterns();
  }

  private static boolean isOnKink(GridNetwork network, OutputRows outputs) {
    try {
      LocalRank.of(network.toNetwork(), network.toInputs(), outputs, KinkPolicy.REFUSE);
      return false;
    } catch (KinkException e) {
      return true;
    }
  }

  @Test
  void singularValuesAreThoseOfDoubleRank() {
    forAll(
        3,
        (network, j, outputs, name) -> {
          SingularValueRank doubles = new SingularValueRank(network.grid(), EXAMPLES);
          LocalRank rank =
              LocalRank.of(network.toNetwork(), network.toInputs(), outputs, KinkPolicy.RIGHT);
          assertEquals(
              DoubleRank.of(rank.pattern(), network.toInputs(), outputs).rank(),
              doubles.rank(network, outputs),
              name);
        });
  }

  @Test
  void rescalingAndPermutingHiddenNeuronsChangesNoRank() {
    Architecture a = Architecture.of(2, 3, 3, 2);
    HiddenSlopes relu = HiddenSlopes.of(Activation.RELU);
    Grid grid = new Grid(a, relu, 0, 4, Collections.nCopies(3, 12L), Collections.nCopies(3, 8L));
    GridSampler sampler = new GridSampler(GridProfile.COARSE, a, relu, 24);
    GridNetwork before = new GridNetwork(grid, 24);
    GridNetwork after = new GridNetwork(grid, 24);
    GridJacobian j = new GridJacobian(grid, 24);
    FractionFreeRank exact = new FractionFreeRank(48, grid.columns());
    int distinct = 0;
    for (int i = 0; i < 500; i++) {
      GridNetwork drawn = sampler.draw(KEY.stream(i));
      // neuron 1 of layer 1 is scaled by 2: its outgoing weights are even before
      copy(drawn, before);
      copy(drawn, after);
      for (int k = 0; k < 3; k++) {
        before.weights(2)[3 * k] *= 2;
      }
      after.weights(1)[0] *= 2;
      after.weights(1)[1] *= 2;
      after.biases(1)[0] *= 2;
      j.of(before, OutputRows.LOGITS);
      int rank = exact.rank(j.rows(), j.count(), j.columns());
      j.of(after, OutputRows.LOGITS);
      assertEquals(rank, exact.rank(j.rows(), j.count(), j.columns()), "rescaled " + i);
      swapNeurons(after);
      j.of(after, OutputRows.LOGITS);
      assertEquals(rank, exact.rank(j.rows(), j.count(), j.columns()), "permuted " + i);
      distinct += rank > 10 ? 1 : 0;
    }
    assertTrue(distinct > 50, "of a larger rank: " + distinct);
  }

  private static void copy(GridNetwork from, GridNetwork to) {
    to.setExamples(from.examples());
    System.arraycopy(from.inputs(), 0, to.inputs(), 0, from.inputs().length);
    for (int h = 1; h <= from.grid().architecture().depth(); h++) {
      System.arraycopy(from.weights(h), 0, to.weights(h), 0, from.weights(h).length);
      System.arraycopy(from.biases(h), 0, to.biases(h), 0, from.biases(h).length);
    }
  }

  /** Neurons 1 and 2 of layer 2 of (2,3,3,2). */
  private static void swapNeurons(GridNetwork network) {
    for (int l = 0; l < 3; l++) {
      swap(network.weights(2), l, 3 + l);
    }
    swap(network.biases(2), 0, 1);
    swap(network.weights(3), 0, 1);
    swap(network.weights(3), 3, 4);
  }

  private static void swap(long[] values, int i, int j) {
    long value = values[i];
    values[i] = values[j];
    values[j] = value;
  }

  @Test
  void aGridThatMayOverflowIsRefused() {
    HiddenSlopes relu = HiddenSlopes.of(Activation.RELU);
    List<Long> large = Collections.nCopies(3, 1L << 22);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Grid(Architecture.of(2, 2, 2, 1), relu, 0, 1L << 22, large, large));
    assertEquals(
        "grid: a pre-activation of layer 2 may have 69 bits, expected at most 62: take smaller"
            + " numbers or fewer layers",
        e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Grid(Architecture.of(1, 40, 40, 1), relu, 0, 1, large, large));
    assertEquals("grid: at most 64 hidden neurons fit into a mask, got 80", e.getMessage());
    e = assertThrows(IllegalArgumentException.class, () -> backward(1L << 35));
    assertEquals(
        "grid: an entry of the Jacobian matrix of layer 1 may have 63 bits, expected at most 62:"
            + " take smaller numbers or fewer layers",
        e.getMessage());
    GridNetwork largest = largest(backward(1L << 34));
    GridJacobian j = new GridJacobian(largest.grid(), 1);
    j.of(largest, OutputRows.LOGITS);
    assertEquals(1L << 60, j.rows()[0][0]);
  }

  /** The backpropagated row is what is large: its sums have 8 terms each. */
  private static Grid backward(long last) {
    return new Grid(
        Architecture.of(1, 1, 8, 8, 1),
        HiddenSlopes.of(Activation.RELU),
        0,
        1,
        List.of(1L, 1L << 10, 1L << 10, last),
        List.of(0L, 0L, 0L, 0L));
  }

  /** One example, every number the largest of the grid. */
  private static GridNetwork largest(Grid grid) {
    GridNetwork network = new GridNetwork(grid, 1);
    network.setExamples(1);
    Arrays.fill(network.inputs(), grid.input());
    for (int h = 1; h <= grid.architecture().depth(); h++) {
      Arrays.fill(network.weights(h), grid.weights().get(h - 1));
      Arrays.fill(network.biases(h), grid.biases().get(h - 1));
    }
    return network;
  }

  @Test
  void theLargestNumbersOfAGridDoNotOverflow() {
    for (Architecture a : SHAPES) {
      for (Activation activation : ACTIVATIONS) {
        Grid grid = GridProfile.UNCENTRED.grid(a, HiddenSlopes.of(activation));
        GridNetwork network = largest(grid);
        GridJacobian j = new GridJacobian(grid, 1);
        j.of(network, OutputRows.LOGITS);
        for (int r = 0; r < j.count(); r++) {
          for (int c = 0; c < j.columns(); c++) {
            assertTrue(j.rows()[r][c] >= 0, a.widths() + ": " + j.rows()[r][c]);
          }
        }
      }
    }
  }

  @Test
  void numbersOutsideTheGridAreRefused() {
    Grid grid = GridProfile.COARSE.grid(Architecture.of(1, 3, 1), HiddenSlopes.of(Activation.RELU));
    GridNetwork network = new GridNetwork(grid, 2);
    network.setExamples(2);
    network.weights(2)[1] = 4;
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GridJacobian(grid, 2).of(network, OutputRows.LOGITS));
    assertEquals(
        "weight of layer 2: at most 3 units of the grid are allowed, got 4", e.getMessage());
  }

  @Test
  void noMemoryIsAllocatedForANetwork() {
    var memory =
        assertInstanceOf(
            com.sun.management.ThreadMXBean.class, ManagementFactory.getThreadMXBean());
    GridSampler sampler =
        new GridSampler(
            GridProfile.PLACED,
            Architecture.of(2, 3, 3, 2),
            HiddenSlopes.of(Activation.RELU),
            EXAMPLES);
    GridJacobian j = new GridJacobian(sampler.grid(), EXAMPLES);
    IntervalRank interval = new IntervalRank(2 * EXAMPLES, j.columns());
    ModularRank field = new ModularRank(2 * EXAMPLES, j.columns());
    Stream s = KEY.stream(0);
    long[] bytes = new long[2];
    for (int round = 0; round < 2; round++) {
      long before = memory.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        j.of(sampler.draw(s), OutputRows.LOGITS);
        int certified = interval.rank(j.rows(), j.count(), j.columns());
        int modular = field.rank(j.rows(), j.count(), j.columns());
        if (certified > modular) {
          throw new AssertionError(certified + " > " + modular);
        }
      }
      bytes[round] = memory.getCurrentThreadAllocatedBytes() - before;
    }
    // the first round loads classes
    assertTrue(bytes[1] < 500, bytes[1] + " bytes for 500 networks");
  }
}
