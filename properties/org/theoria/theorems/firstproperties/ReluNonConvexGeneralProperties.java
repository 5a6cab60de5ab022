package org.theoria.theorems.firstproperties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.statistics.Statistics;
import org.theoria.arbitraries.Networks;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;
import org.theoria.proposition.Positive;
import org.theoria.proposition.Proposition;
import org.theoria.theorems.BoundaryCases;
import org.theoria.theorems.PropositionContract;

final class ReluNonConvexGeneralProperties
    extends PropositionContract<ReluNonConvexGeneral.Instance> {

  private static final Rational HALF = Rational.of(1, 2);

  @Override
  protected Proposition<ReluNonConvexGeneral.Instance> proposition() {
    return new ReluNonConvexGeneral();
  }

  @Override
  protected Map<String, Predicate<ReluNonConvexGeneral.Instance>> boundaryCases() {
    Map<String, Predicate<ReluNonConvexGeneral.Instance>> cases =
        new TreeMap<>(
            BoundaryCases.of(
                ReluNonConvexGeneral.Instance::network,
                ReluNonConvexGeneral.Instance::sample,
                Set.of("no-hidden-layer")));
    cases.put("all inputs zero", i -> i.sample().x().maxNorm().get(0, 0).isZero());
    cases.put("cross-entropy", i -> i.loss().equals(Loss.CROSS_ENTROPY));
    cases.put("logistic loss", i -> i.loss().equals(Loss.LOGISTIC));
    cases.put("several outputs", i -> i.sample().y().rows() > 1);
    return cases;
  }

  /** ReLU networks with a hidden layer and no inner biases, with a sample. */
  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> problems() {
    Arbitrary<Network> networks =
        Networks.networks(
                Networks.architectures(2, 5, 3),
                List.of(Activation.RELU),
                List.of(Activation.IDENTITY))
            .map(ReluNonConvexGeneralProperties::withoutInnerBiases);
    return Networks.withSamples(networks, 3);
  }

  /** Any ReLU networks, H = 1 included, with a sample. */
  @Provide
  Arbitrary<Tuple.Tuple2<Network, Sample>> anyProblems() {
    return Networks.withSamples(
        Networks.networks(
            Networks.architectures(1, 4, 3),
            List.of(Activation.RELU),
            List.of(Activation.IDENTITY)),
        3);
  }

  /** Problems without a hidden layer, and a second θ. */
  @Provide
  Arbitrary<Tuple.Tuple3<Network, Network, Sample>> linearProblems() {
    Arbitrary<Architecture> architectures = Networks.architectures(1, 1, 3);
    return architectures.flatMap(
        a ->
            Combinators.combine(
                    Networks.networks(
                        Arbitraries.just(a),
                        List.of(Activation.RELU),
                        List.of(Activation.IDENTITY)),
                    Networks.withSamples(
                        Networks.networks(
                            Arbitraries.just(a),
                            List.of(Activation.RELU),
                            List.of(Activation.IDENTITY)),
                        3))
                .as((n, t) -> Tuple.of(n, t.get1(), t.get2())));
  }

  private static Network withoutInnerBiases(Network n) {
    List<RationalMatrix> biases = new ArrayList<>(n.biases());
    for (int h = 1; h < n.depth() - 1; h++) {
      biases.set(h, biases.get(h).minus(biases.get(h)));
    }
    return n.withParameters(n.weights(), biases);
  }

  /** θ with the parameters of layer h multiplied by the factor. */
  private static List<Rational> scaled(Network n, int h, boolean biasToo, Rational factor) {
    Parameters p = new Parameters(n.architecture());
    List<Rational> theta = Networks.theta(n);
    int end = biasToo ? p.biasStart(h) + n.architecture().width(h) : p.biasStart(h);
    for (int j = p.layerStart(h); j < end; j++) {
      theta.set(j, theta.get(j).times(factor));
    }
    return theta;
  }

  private static Network at(Network n, List<Rational> theta) {
    return Networks.network(n.architecture(), n.activations(), theta);
  }

  private static Rational risk(Network n, List<Rational> theta, Sample s, Loss loss) {
    return new PlainRisk(at(n, theta), s, loss).value();
  }

  private static List<Rational> mean(List<Rational> a, List<Rational> b) {
    List<Rational> mean = new ArrayList<>();
    for (int j = 0; j < a.size(); j++) {
      mean.add(a.get(j).plus(b.get(j)).times(HALF));
    }
    return mean;
  }

  /** E in the middle minus the mean of E at the ends, on the segment of this θ. */
  private static Rational excess(Network n, Sample s, Loss loss) {
    List<Rational> start = scaled(n, 1, true, Rational.ZERO);
    List<Rational> end = scaled(n, n.depth(), false, Rational.ZERO);
    return risk(n, mean(start, end), s, loss)
        .minus(risk(n, start, s, loss).plus(risk(n, end, s, loss)).times(HALF));
  }

  private static Network negated(Network n) {
    return at(n, scaled(n, n.depth(), false, Rational.of(-1)));
  }

  /** Σ_i ‖W_H f_{H−1}(x_i)‖², from outputs with and without the last weights. */
  private static Rational reachedSquared(Network n, Sample s) {
    PlainRisk with = new PlainRisk(n, s, Loss.SQUARE);
    Rational sum = Rational.ZERO;
    for (int e = 0; e < s.size(); e++) {
      List<Rational> out = with.output(e, new ArrayList<>());
      for (int i = 0; i < out.size(); i++) {
        Rational g = out.get(i).minus(n.bias(n.depth()).get(i, 0));
        sum = sum.plus(g.times(g));
      }
    }
    return sum;
  }

  /** For the square loss the two excesses add up to Σ‖g_i‖²/8 exactly; so one of them is > 0. */
  @Property(tries = 300, seed = "430")
  void theTwoSegmentsTogetherExceedByTheSquareOfWhatIsReached(
      @ForAll("problems") Tuple.Tuple2<Network, Sample> problem) {
    Network n = problem.get1();
    Sample s = problem.get2();
    Rational reached = reachedSquared(n, s);
    Rational one = excess(n, s, Loss.SQUARE);
    Rational other = excess(negated(n), s, Loss.SQUARE);
    assertEquals(reached.times(Rational.of(1, 8)), one.plus(other));
    if (!reached.isZero()) {
      assertTrue(one.signum() > 0 || other.signum() > 0);
      assertTrue(excess(n, s, Loss.QUARTIC).plus(excess(negated(n), s, Loss.QUARTIC)).signum() > 0);
    }
    Statistics.label("reaches the output")
        .collect(!reached.isZero())
        .coverage(c -> c.check(true).percentage(p -> p > 20));
  }

  /** One neuron a layer lets a value through: every architecture with H ≥ 2 and every sample. */
  @Property(tries = 200, seed = "431")
  void everyArchitectureWithAHiddenLayerAndEverySampleAdmitsAViolation(
      @ForAll("problems") Tuple.Tuple2<Network, Sample> problem,
      @ForAll @IntRange(min = 1, max = 20) int size) {
    Network n = problem.get1();
    Sample s = problem.get2();
    Parameters p = new Parameters(n.architecture());
    List<Rational> theta = zeros(n);
    theta.set(p.bias(1, 0), Rational.of(size));
    for (int h = 2; h <= n.depth(); h++) {
      theta.set(p.weight(h, 0, 0), Rational.ONE);
    }
    Network path = at(n, theta);
    Rational squared = Rational.of((long) size * size * s.size(), 8);
    assertEquals(squared, excess(path, s, Loss.SQUARE).plus(excess(negated(path), s, Loss.SQUARE)));
  }

  private static List<Rational> zeros(Network n) {
    return new ArrayList<>(
        java.util.Collections.nCopies(new Parameters(n.architecture()).count(), Rational.ZERO));
  }

  /** Without biases: an input that is not 0 shows it; without one E is constant. */
  @Property(tries = 200, seed = "432")
  void withoutBiasesItIsTheInputsThatDecide(
      @ForAll("problems") Tuple.Tuple2<Network, Sample> problem) {
    Network n = problem.get1();
    Sample s = problem.get2();
    Parameters p = new Parameters(n.architecture());
    boolean shown = false;
    for (int e = 0; e < s.size(); e++) {
      List<Rational> theta = zeros(n);
      for (int j = 0; j < s.x().rows(); j++) {
        theta.set(p.weight(1, 0, j), s.x().get(j, e));
      }
      for (int h = 2; h <= n.depth(); h++) {
        theta.set(p.weight(h, 0, 0), Rational.ONE);
      }
      Network path = at(n, theta);
      Rational sum = excess(path, s, Loss.SQUARE).plus(excess(negated(path), s, Loss.SQUARE));
      shown |= sum.signum() > 0;
    }
    boolean zero = s.x().maxNorm().get(0, 0).isZero();
    assertEquals(!zero, shown);
    if (zero) {
      List<Rational> theta = Networks.theta(n);
      for (int h = 1; h <= n.depth(); h++) {
        for (int i = 0; i < n.architecture().width(h); i++) {
          theta.set(p.bias(h, i), Rational.ZERO);
        }
      }
      assertEquals(risk(n, zeros(n), s, Loss.SQUARE), risk(n, theta, s, Loss.SQUARE));
    }
    Statistics.label("all inputs zero")
        .collect(zero)
        .coverage(c -> c.check(true).count(k -> k > 0));
  }

  /** H = 1: no midpoint inequality is violated, for either loss. */
  @Property(tries = 300, seed = "433")
  void withoutAHiddenLayerNoMidpointInequalityIsViolated(
      @ForAll("linearProblems") Tuple.Tuple3<Network, Network, Sample> problem) {
    Network n = problem.get1();
    List<Rational> one = Networks.theta(n);
    List<Rational> other = Networks.theta(problem.get2());
    for (Loss loss : List.of(Loss.SQUARE, Loss.QUARTIC)) {
      Rational ends = risk(n, one, problem.get3(), loss).plus(risk(n, other, problem.get3(), loss));
      assertTrue(risk(n, mean(one, other), problem.get3(), loss).compareTo(ends.times(HALF)) <= 0);
    }
  }

  /**
   * The certificate is there exactly for H = 1, and its matrix is 2·(X;𝟙ᵀ)(X;𝟙ᵀ)ᵀ, output by
   * output.
   */
  @Property(tries = 200, seed = "434")
  void theHessianOfTheCertificateIsTheGramMatrix(
      @ForAll("anyProblems") Tuple.Tuple2<Network, Sample> problem) {
    Network n = problem.get1();
    Sample s = problem.get2();
    var positive =
        new ReluNonConvexGeneral()
            .positive()
            .positive(new ReluNonConvexGeneral.Instance(n, s, Loss.SQUARE));
    assertEquals(n.depth() == 1, positive.isPresent());
    if (n.depth() == 1) {
      RationalMatrix hessian =
          assertInstanceOf(Positive.ConvexQuadratic.class, positive.orElseThrow()).hessian();
      Parameters p = new Parameters(n.architecture());
      assertEquals(p.count(), hessian.rows());
      int inputs = n.architecture().inputs();
      for (int a = 0; a < n.architecture().outputs(); a++) {
        for (int b = 0; b < n.architecture().outputs(); b++) {
          for (int j = 0; j <= inputs; j++) {
            for (int k = 0; k <= inputs; k++) {
              Rational expected = a == b ? twiceProduct(s, j, k) : Rational.ZERO;
              assertEquals(expected, hessian.get(place(p, a, j, inputs), place(p, b, k, inputs)));
            }
          }
        }
      }
    }
    Statistics.label("depth").collect(n.depth()).coverage(c -> c.check(1).percentage(q -> q > 5));
  }

  private static int place(Parameters p, int output, int input, int inputs) {
    return input == inputs ? p.bias(1, output) : p.weight(1, output, input);
  }

  /** 2 Σ_i x_j x_k, a coordinate beyond the last being 1. */
  private static Rational twiceProduct(Sample s, int j, int k) {
    Rational sum = Rational.ZERO;
    for (int e = 0; e < s.size(); e++) {
      Rational left = j < s.x().rows() ? s.x().get(j, e) : Rational.ONE;
      Rational right = k < s.x().rows() ? s.x().get(k, e) : Rational.ONE;
      sum = sum.plus(left.times(right));
    }
    return sum.times(Rational.of(2));
  }

  /**
   * Softmax and the cross-entropy along the open path, in doubles: with m classes and q = g/4 the
   * excesses add up to n·(log(e^q+m−1) + log(e^−q+m−1) − 2 log m), which is 0 for one class alone.
   */
  @Property(tries = 200, seed = "435")
  void theCrossEntropyExceedsForSeveralClassesOnly(
      @ForAll @IntRange(min = 1, max = 6) int classes,
      @ForAll @IntRange(min = -40, max = 40) int fourths) {
    double q = fourths / 4.0;
    double sum =
        StrictMath.log(StrictMath.exp(q) + classes - 1)
            + StrictMath.log(StrictMath.exp(-q) + classes - 1)
            - 2 * StrictMath.log(classes);
    if (classes == 1 || fourths == 0) {
      assertEquals(0, sum, 1e-12);
    } else {
      assertTrue(sum > 1e-3, () -> classes + " classes, q = " + q + ": " + sum);
    }
  }
}
