package org.theoria.network.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.rank.LocalDimension.Certainty;

/** The rank by every way, on random networks; the formed rational matrix is the judge. */
final class LocalRankTest {
  private static final List<Activation> HIDDEN =
      List.of(Activation.RELU, Activation.RELU, Activation.LEAKY_RELU, Activation.ABSOLUTE);

  private record Drawn(LocalRank rank, OutputRows outputs) {}

  private static Drawn draw(SplittableRandom random, Architecture a) {
    OutputRows outputs =
        a.outputs() > 1 && random.nextInt(3) == 0 ? OutputRows.SOFTMAX : OutputRows.LOGITS;
    while (true) {
      Network f = RandomNetworks.network(random, a, HIDDEN.get(random.nextInt(HIDDEN.size())));
      RationalMatrix x = RandomNetworks.matrix(random, a.inputs(), random.nextInt(1, 9));
      try {
        return new Drawn(LocalRank.of(f, x, outputs, KinkPolicy.REFUSE), outputs);
      } catch (KinkException e) {
        // another one: kinks have their own test
      }
    }
  }

  @Test
  void fieldIsExactAndNeverAboveTheBounds() {
    SplittableRandom random = new SplittableRandom(51);
    int twoSided = 0;
    int deficient = 0;
    int dead = 0;
    for (int i = 0; i < 10_000; i++) {
      Drawn drawn = draw(random, RandomNetworks.SHAPES.get(i % RandomNetworks.SHAPES.size()));
      LocalRank rank = drawn.rank();
      int exact = ExactRank.rank(rank.jacobian());
      LocalDimension field = rank.overField(random::nextLong, -20, () -> false);
      assertEquals(exact, field.rank(), "instance " + i);
      assertTrue(exact <= field.kernel().rank(), "instance " + i + ": " + field.kernel());
      boolean homogeneous = rank.pattern().network().depth() > 1;
      assertTrue(!homogeneous || exact <= Math.max(field.bound(), 0), "instance " + i);
      twoSided += field.certainty() instanceof Certainty.TwoSided ? 1 : 0;
      deficient += exact < Math.min(field.rows(), field.bound()) ? 1 : 0;
      dead += field.dead() > 0 ? 1 : 0;
    }
    assertTrue(twoSided > 5_000, "two-sided: " + twoSided);
    assertTrue(deficient > 500, "deficient: " + deficient);
    assertTrue(dead > 500, "with dead neurons: " + dead);
  }

  /**
   * Pixels that few digits use: 126 inputs that are 0 but on two of 24 examples, four that are not
   * 0 on most of 300. 102 inputs of a neuron that is joined to all examples are combinations.
   */
  @Test
  void rareInputsAreCombinationsOfEachOther() {
    SplittableRandom random = new SplittableRandom(56);
    int rare = 126;
    int examples = 300;
    Rational[][] x = new Rational[rare + 4][examples];
    for (int i = 0; i < x.length; i++) {
      java.util.Arrays.fill(x[i], Rational.ZERO);
      for (int j = 0; i >= rare && j < examples; j++) {
        x[i][j] = Rational.of(random.nextInt(-64, 65), 16);
      }
      for (int t = 0; i < rare && t < 2; t++) {
        x[i][random.nextInt(24)] = Rational.of(random.nextInt(1, 65), 16);
      }
    }
    List<List<Rational>> rows = java.util.Arrays.stream(x).map(List::of).toList();
    RationalMatrix inputs = RationalMatrix.ofRows(rows);
    Architecture a = Architecture.of(rare + 4, 1, 1);
    Network drawn = RandomNetworks.network(random, a, Activation.ABSOLUTE);
    RationalMatrix last = RationalMatrix.of(1, 1, Rational.ONE);
    Network f = new Network(a, drawn.activations(), List.of(drawn.weight(1), last), drawn.biases());
    LocalRank rank = LocalRank.of(f, inputs, OutputRows.LOGITS, KinkPolicy.RIGHT);
    LocalDimension found = rank.overField(random::nextLong, -20, () -> false);
    assertEquals(ExactRank.rank(rank.jacobian()), found.rank());
    assertEquals(found.rank(), found.kernel().byColumns(), found.kernel().toString());
    assertTrue(found.rank() > 25 && found.rank() < 35, "rank " + found.rank());
  }

  @Test
  void denseAndGramAndReductionAgreeWithTheFormedMatrix() {
    SplittableRandom random = new SplittableRandom(52);
    int reduced = 0;
    for (int i = 0; i < 2_000; i++) {
      Drawn drawn = draw(random, RandomNetworks.SHAPES.get(i % RandomNetworks.SHAPES.size()));
      LocalRank rank = drawn.rank();
      RationalMatrix jacobian = rank.jacobian();
      int exact = ExactRank.rank(jacobian);
      PrimeField field = Primes.random26(random::nextLong);
      Factors f = Factors.of(rank.pattern(), rank.inputs(), drawn.outputs(), field).orElseThrow();
      for (int r = 0; r < f.rows(); r++) {
        long[] row = f.row(r, 1);
        assertEquals(jacobian.columns(), row.length);
        for (int c = 0; c < row.length; c++) {
          assertEquals(field.of(jacobian.get(r, c)).orElseThrow(), row[c], r + ", " + c);
        }
      }
      DoubleResidues k = new DoubleResidues(field);
      assertEquals(exact, DenseElimination.minor(k, DenseForm.jacobian(f, k), () -> false).order());
      assertEquals(
          exact,
          DenseElimination.minor(k, DenseForm.gram(f, k, random::nextLong), () -> false).order());
      LiveForm live =
          LiveForm.of(
              Blocks.of(rank.pattern(), rank.inputs(), KernelBound.distinct(rank.inputs()), true));
      assertTrue(live.columns() <= jacobian.columns());
      assertEquals(exact, DenseElimination.minor(k, live.rows(f, k), () -> false).order());
      mixedRowsKnowWhatTheyMiss(live, f, k, exact, random);
      var reduction = InputReduction.of(f);
      if (reduction.isPresent()) {
        FieldRows rest = new FieldRows(field);
        for (long[] row : reduction.get().restRows(f)) {
          rest.add(row, row.length);
        }
        assertEquals(exact, reduction.get().rank() + rest.rank());
        reduced++;
      }
    }
    assertTrue(reduced > 200, "reduced: " + reduced);
  }

  /**
   * Combinations of few rows, too few of them as often as not: with the reserve the rank is that of
   * J, and what it says that it may have missed is what it may have missed.
   */
  private static void mixedRowsKnowWhatTheyMiss(
      LiveForm live, Factors f, DoubleResidues k, int exact, SplittableRandom random) {
    int few = random.nextInt(1, 2 * exact + 2);
    double[][] rows = live.mixed(f, few + LiveForm.RESERVE, k, random.nextLong());
    double[][] first =
        java.util.Arrays.stream(rows).limit(few).map(double[]::clone).toArray(double[][]::new);
    int without = DenseElimination.minor(k, first, () -> false).order();
    assertTrue(without <= Math.min(few, exact));
    DenseElimination e = new DenseElimination(k, rows, live.columns(), LiveForm.RESERVE);
    while (e.step()) {}
    int missing = exact - without;
    assertEquals(without + Math.min(missing, LiveForm.RESERVE), e.rank());
    assertEquals(Math.min(missing, LiveForm.RESERVE), e.fromReserve());
    assertTrue(e.rank() == exact || LiveForm.log2Missed(e.fromReserve()) >= 0);
  }

  /** 2^m p^(v − m) bounds C(m, v) p^(v − m), which is the probability for one dimension more. */
  @Test
  void whatMayBeMissedIsBounded() {
    assertEquals(32 - 25 * 32, LiveForm.log2Missed(0));
    assertTrue(LiveForm.log2Missed(28) < -60);
    assertTrue(LiveForm.log2Missed(29) > -60);
    assertEquals(32, LiveForm.log2Missed(LiveForm.RESERVE));
  }

  @Test
  void certificatesHold() {
    SplittableRandom random = new SplittableRandom(53);
    for (int i = 0; i < 200; i++) {
      LocalRank rank =
          draw(random, RandomNetworks.SHAPES.get(i % RandomNetworks.SHAPES.size())).rank();
      LocalDimension exact = rank.exactly();
      assertTrue(exact.certificate().orElseThrow().holdsFor(rank.jacobian()));
      assertEquals(exact.rank(), rank.overField(random::nextLong, -20, () -> false).rank());
    }
  }

  @Test
  void aKinkIsRefusedByName() {
    Network f =
        new Network(
            Architecture.of(1, 2, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(
                RationalMatrix.column(Rational.ONE, Rational.of(2)),
                RationalMatrix.of(1, 2, Rational.ONE, Rational.ONE)),
            List.of(
                RationalMatrix.column(Rational.ONE, Rational.of(-2)),
                RationalMatrix.column(Rational.ZERO)));
    RationalMatrix x = RationalMatrix.of(1, 2, Rational.ZERO, Rational.ONE);
    KinkException e =
        assertThrows(
            KinkException.class, () -> LocalRank.of(f, x, OutputRows.LOGITS, KinkPolicy.REFUSE));
    assertEquals(
        "the pre-activation of neuron 2 of layer 1 at example 2 is exactly 0: expected one off the"
            + " kink, where the Jacobian matrix is defined",
        e.getMessage());
    LocalRank right = LocalRank.of(f, x, OutputRows.LOGITS, KinkPolicy.RIGHT);
    assertTrue(right.pattern().isPositive(1, 1, 1));
    assertEquals(
        ExactRank.rank(right.jacobian()),
        right.overField(new SplittableRandom(1)::nextLong, -20, () -> false).rank());
  }

  @Test
  void softmaxLosesOneRowAnExample() {
    SplittableRandom random = new SplittableRandom(54);
    Network f = RandomNetworks.network(random, Architecture.of(3, 4, 3), Activation.LEAKY_RELU);
    RationalMatrix x = RandomNetworks.matrix(random, 3, 2);
    LocalRank logits = LocalRank.of(f, x, OutputRows.LOGITS, KinkPolicy.RIGHT);
    LocalRank softmax = LocalRank.of(f, x, OutputRows.SOFTMAX, KinkPolicy.RIGHT);
    assertEquals(6, logits.overField(random::nextLong, -20, () -> false).rank());
    assertEquals(4, softmax.overField(random::nextLong, -20, () -> false).rank());
    // the centred matrix (I − 11ᵀ/3) has the rank of the differences
    RationalMatrix j = logits.jacobian();
    RationalMatrix third = RationalMatrix.constant(3, 3, Rational.of(1, 3));
    RationalMatrix centring = RationalMatrix.identity(3).minus(third);
    RationalMatrix centred =
        centring
            .times(j.block(0, 0, 3, j.columns()))
            .stack(centring.times(j.block(3, 0, 3, j.columns())));
    assertEquals(4, ExactRank.rank(centred));
  }

  /**
   * Neurons that are active on nearly all examples, others on half of them: relations among several
   * pre-activations and few examples, which equal slopes alone do not give (35 of these 60 are
   * two-sided by those).
   */
  @Test
  void relationsAmongNearlyEqualPatternsBelongToTheKernel() {
    SplittableRandom random = new SplittableRandom(55);
    int twoSided = 0;
    for (int t = 0; t < 60; t++) {
      Network f = nearlyLinear(random, Architecture.of(3, 7, 4));
      RationalMatrix x = RandomNetworks.matrix(random, 3, 40);
      LocalRank rank = LocalRank.of(f, x, OutputRows.LOGITS, KinkPolicy.RIGHT);
      LocalDimension field = rank.overField(random::nextLong, 0, () -> false);
      assertTrue(field.rank() <= rank.kernel().rank());
      twoSided += field.certainty() instanceof Certainty.TwoSided ? 1 : 0;
    }
    assertTrue(twoSided > 50, "two-sided: " + twoSided);
  }

  private static Network nearlyLinear(SplittableRandom random, Architecture a) {
    Network f = RandomNetworks.network(random, a, Activation.RELU);
    List<RationalMatrix> biases = new ArrayList<>(f.biases());
    Rational[] first = new Rational[a.width(1)];
    for (int i = 0; i < first.length; i++) {
      first[i] = Rational.of(i < 4 ? random.nextInt(200, 600) : random.nextInt(-64, 65), 16);
    }
    biases.set(0, RationalMatrix.column(first));
    return new Network(a, f.activations(), f.weights(), biases);
  }
}
