package org.theoria.arbitraries;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;

/**
 * Architectures, exact rational weights, networks and samples as jqwik draws them. They share
 * nothing with the samplers of the entries (the weights are not even dyadic), and they shrink:
 * architectures to fewer and narrower layers, numbers to 0.
 */
public final class Networks {

  private Networks() {}

  /**
   * Rational numbers p/q with |p| ≤ 12 and q among 1, 2, 3, 5, 8, mixed with 0, ±1 and very large
   * and very small ones.
   */
  public static Arbitrary<Rational> rationals() {
    Arbitrary<Integer> numerators = Arbitraries.integers().between(-12, 12);
    Arbitrary<Integer> denominators = Arbitraries.of(1, 2, 3, 5, 8);
    Arbitrary<Rational> generic =
        Combinators.combine(numerators, denominators).as((p, q) -> Rational.of(p, q));
    return mixed(
        generic,
        List.of(
            Rational.ZERO,
            Rational.ONE,
            Rational.of(-1),
            Rational.of(1L << 40),
            Rational.of(-1, 3L << 40)));
  }

  /**
   * Nine generic values for one edge case: the cases are ours, jqwik's own combinations of them are
   * not taken.
   */
  private static <T> Arbitrary<T> mixed(Arbitrary<T> generic, List<T> edgeCases) {
    return Arbitraries.frequencyOf(Tuple.of(9, generic), Tuple.of(1, Arbitraries.of(edgeCases)))
        .withoutEdgeCases();
  }

  /** Rational numbers &gt; 0, of the same kind. */
  public static Arbitrary<Rational> positiveRationals() {
    return rationals().map(r -> r.isZero() ? Rational.ONE : r.abs());
  }

  /** Rational numbers &gt; 1. */
  public static Arbitrary<Rational> aboveOne() {
    return positiveRationals().map(Rational.ONE::plus);
  }

  /** Architectures with minDepth ≤ H ≤ maxDepth and every width in 1..maxWidth. */
  public static Arbitrary<Architecture> architectures(int minDepth, int maxDepth, int maxWidth) {
    Arbitrary<Architecture> generic =
        Arbitraries.integers()
            .between(1, maxWidth)
            .list()
            .ofMinSize(minDepth + 1)
            .ofMaxSize(maxDepth + 1)
            .withSizeDistribution(RandomDistribution.uniform())
            .map(Architecture::new);
    return mixed(
        generic,
        List.of(
            new Architecture(Collections.nCopies(minDepth + 1, 1)),
            new Architecture(Collections.nCopies(maxDepth + 1, maxWidth))));
  }

  /** Matrices of one shape. */
  public static Arbitrary<RationalMatrix> matrices(int rows, int columns) {
    Arbitrary<RationalMatrix> generic =
        rationals()
            .list()
            .ofSize(rows * columns)
            .map(entries -> RationalMatrix.of(rows, columns, entries.toArray(new Rational[0])));
    return mixed(
        generic,
        List.of(
            RationalMatrix.zero(rows, columns),
            RationalMatrix.constant(rows, columns, Rational.ONE)));
  }

  /** Networks of these architectures; every hidden layer draws its activation. */
  public static Arbitrary<Network> networks(
      Arbitrary<Architecture> architectures, List<Activation> hidden, List<Activation> last) {
    return architectures.flatMap(a -> networks(a, hidden, last));
  }

  private static Arbitrary<Network> networks(
      Architecture a, List<Activation> hidden, List<Activation> last) {
    int count = new Parameters(a).count();
    Arbitrary<List<Rational>> theta =
        mixed(
            rationals().list().ofSize(count),
            List.of(
                Collections.nCopies(count, Rational.ZERO),
                Collections.nCopies(count, Rational.ONE),
                Collections.nCopies(count, Rational.of(-1))));
    Arbitrary<List<Activation>> activations =
        Combinators.combine(
                Arbitraries.of(hidden).list().ofSize(a.depth() - 1), Arbitraries.of(last))
            .as(Networks::with);
    return Combinators.combine(activations, theta).as((s, t) -> network(a, s, t));
  }

  private static List<Activation> with(List<Activation> hidden, Activation last) {
    List<Activation> all = new ArrayList<>(hidden);
    all.add(last);
    return List.copyOf(all);
  }

  /**
   * The network with these parameters.
   *
   * @param theta the parameters in the order of {@link Parameters}
   */
  public static Network network(
      Architecture a, List<Activation> activations, List<Rational> theta) {
    Parameters p = new Parameters(a);
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      Rational[] w = theta.subList(p.layerStart(h), p.biasStart(h)).toArray(new Rational[0]);
      Rational[] b =
          theta.subList(p.biasStart(h), p.biasStart(h) + a.width(h)).toArray(new Rational[0]);
      weights.add(RationalMatrix.of(a.width(h), a.width(h - 1), w));
      biases.add(RationalMatrix.of(a.width(h), 1, b));
    }
    return new Network(a, activations, weights, biases);
  }

  /** The parameters of a network in the order of {@link Parameters}. */
  public static List<Rational> theta(Network n) {
    List<Rational> theta = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      n.weight(h).toRows().forEach(theta::addAll);
      n.bias(h).toRows().forEach(theta::addAll);
    }
    return theta;
  }

  /** The network with one parameter moved by {@code by}. */
  public static Network shifted(Network n, int parameter, Rational by) {
    List<Rational> theta = theta(n);
    theta.set(parameter, theta.get(parameter).plus(by));
    return network(n.architecture(), n.activations(), theta);
  }

  /** Networks together with a sample of 1..maxExamples examples that fits them. */
  public static Arbitrary<Tuple.Tuple2<Network, Sample>> withSamples(
      Arbitrary<Network> networks, int maxExamples) {
    Arbitrary<Integer> sizes = Arbitraries.integers().between(1, maxExamples);
    return Combinators.combine(networks, sizes)
        .flatAs(
            (n, size) ->
                Combinators.combine(
                        matrices(n.architecture().inputs(), size),
                        matrices(n.architecture().outputs(), size))
                    .as((x, y) -> Tuple.of(n, new Sample(x, y))));
  }
}
