package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Kinks;
import org.theoria.sampling.Stream;

/**
 * Draws shallow networks: neurons whose kink lies in a chosen gap of the sample, active on all
 * examples, dead, copies of each other, or generic.
 *
 * @param sorted x⁽¹⁾ ≤ … ≤ x⁽ⁿ⁾
 * @param distinct no two x⁽ⁱ⁾ equal
 * @param interior no pre-activation 0
 * @param outgoing v_k ≠ 0 where neuron k is active somewhere
 */
record ShallowSampler(Part sorted, Part distinct, Part interior, Part outgoing)
    implements Sampler<ShallowInstance> {

  /** The largest n₁. */
  static final int NEURONS = 6;

  /** The largest n. */
  static final int EXAMPLES = 7;

  /** One neuron: its weight and bias. */
  private record Neuron(Rational w, Rational b) {
    /** s·max(0, x − t), or s·max(0, t − x). */
    static Neuron kink(Rational s, Rational t, boolean rising) {
      Rational w = rising ? s : s.negate();
      return new Neuron(w, w.times(t).negate());
    }
  }

  @Override
  public int defaultTries() {
    return 20_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "$n_1\\le 6$, $n\\le 7$, gaps between the $x^{(i)}$ of $k/4$ and $2^{\\pm 8}$; neurons with a kink in a drawn gap, of one or both"
            + " orientations, active on all examples, dead, with $w_k=0$, copies, or generic; outgoing weights 0 for none, some or all"
            + " where that is free; where $v$ is free, one draw of sixteen has $v=0$ and $\\max(0,w_kx+b_k)$ that are dependent with $\\mathbb 1$",
        "$n_1\\le 6$, $n\\le 7$, écarts entre les $x^{(i)}$ de $k/4$ et $2^{\\pm 8}$ ; neurones dont le point anguleux est dans un écart tiré,"
            + " d'une orientation ou des deux, actifs sur tous les exemples, morts, avec $w_k=0$, copies, ou génériques ; poids de sortie"
            + " nuls pour aucun, certains ou tous là où c'est libre ; là où $v$ est libre, un tirage sur seize a $v=0$ et des $\\max(0,w_kx+b_k)$ liés avec $\\mathbb 1$");
  }

  @Override
  public ShallowInstance draw(Stream s) {
    boolean unsorted = sorted.fails(s);
    boolean repeated = distinct.fails(s);
    boolean kinked = interior.fails(s);
    boolean closed = outgoing.fails(s);
    if (!unsorted && !repeated && !kinked && outgoing != Part.KEPT && s.chance(1, 16)) {
      return dependent(s);
    }
    int least = unsorted || repeated ? 2 : 1;
    int n = s.chance(1, 10) ? least : s.nextInt(least, EXAMPLES);
    n = unsorted && repeated ? Math.max(n, 3) : n;
    List<Rational> points = points(s, n, repeated, unsorted);
    List<Neuron> neurons = neurons(s, points, kinked);
    List<Rational> order = unsorted ? unsorted(s, points) : points;
    ShallowInstance i = instance(s, neurons, order);
    Network network = i.network();
    if (kinked && i.point().isInterior()) {
      network = Kinks.meet(network, i.sample().x(), s);
    } else if (!kinked) {
      network = Kinks.avoid(network, i.sample().x());
    }
    return outgoing(s, new ShallowInstance(network, i.sample()), closed);
  }

  /** Ascending; some equal where that is asked for, but not all where an order must be broken. */
  private static List<Rational> points(Stream s, int n, boolean repeated, boolean unsorted) {
    List<Rational> points = new ArrayList<>(List.of(s.nextDyadic(3, 2)));
    int same = repeated ? s.nextInt(1, n - 1) : 0;
    boolean all = repeated && !unsorted && s.chance(1, 8);
    boolean even = s.chance(1, 6);
    for (int i = 1; i < n; i++) {
      Rational gap =
          even
              ? Rational.ONE
              : s.chance(1, 10) ? Rational.of(2).pow(s.nextInt(-8, 8)) : quarters(s);
      boolean zero = all || i == same;
      points.add(points.getLast().plus(zero ? Rational.ZERO : gap));
    }
    return points;
  }

  private static Rational quarters(Stream s) {
    return Rational.of(s.nextInt(1, 12), 4);
  }

  /** The points in an order that does not ascend; not all of them are equal. */
  private static List<Rational> unsorted(Stream s, List<Rational> ascending) {
    List<Rational> result = new ArrayList<>(ascending);
    if (s.chance(1, 4)) {
      return List.copyOf(result.reversed());
    }
    for (int i = result.size() - 1; i > 0; i--) {
      int j = s.nextInt(i + 1);
      Rational other = result.get(j);
      result.set(j, result.get(i));
      result.set(i, other);
    }
    return result.equals(ascending) ? List.copyOf(result.reversed()) : List.copyOf(result);
  }

  private static List<Neuron> neurons(Stream s, List<Rational> x, boolean kinked) {
    int style = s.nextInt(8);
    int count = style == 0 ? 1 : s.nextInt(1, NEURONS);
    List<Neuron> neurons = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      neurons.add(
          switch (style) {
            case 1 -> inGap(s, x, s.nextInt(x.size()), true, kinked);
            case 2 -> inGap(s, x, s.nextInt(x.size()), false, kinked);
            case 3 -> inGap(s, x, Math.min(2 * k + 2, x.size()), s.chance(1, 2), kinked);
            case 4 -> inGap(s, x, k % x.size() + 1, s.chance(1, 2), kinked);
            case 5 -> everywhere(s, x, s.chance(1, 4));
            default -> any(s, x, neurons, kinked);
          });
    }
    if (style == 3 && neurons.size() < NEURONS && s.chance(1, 2)) {
      neurons.add(everywhere(s, x, false));
    }
    return neurons;
  }

  private static Neuron any(Stream s, List<Rational> x, List<Neuron> before, boolean kinked) {
    return switch (s.nextInt(8)) {
      case 0 -> new Neuron(s.nextDyadic(3, 2), s.nextDyadic(3, 2));
      case 1 -> everywhere(s, x, s.chance(1, 2));
      case 2 -> new Neuron(Rational.ZERO, s.nextDyadic(3, 2));
      case 3 -> before.isEmpty() ? new Neuron(Rational.ONE, Rational.ONE) : before.getFirst();
      default -> inGap(s, x, s.nextInt(x.size()), s.chance(1, 2), kinked);
    };
  }

  /**
   * A neuron with its kink between x⁽ᵖ⁾ and x⁽ᵖ⁺¹⁾, or on the end of the gap that is still counted
   * as active; p = 0 and p = n are the half-lines outside.
   */
  private static Neuron inGap(Stream s, List<Rational> x, int p, boolean rising, boolean kinked) {
    int n = x.size();
    Rational low = p == 0 ? x.getFirst().minus(Rational.of(2)) : x.get(p - 1);
    Rational high = p == n ? x.getLast().plus(Rational.of(2)) : x.get(p);
    boolean onEnd = kinked && (rising ? p < n : p > 0) && s.chance(3, 4);
    Rational t =
        onEnd
            ? rising ? high : low
            : low.plus(high.minus(low).times(Rational.of(s.nextInt(1, 15), 16)));
    Rational size = s.chance(1, 12) ? Rational.of(2).pow(s.nextInt(-8, 8)) : quarters(s);
    return Neuron.kink(size, t, rising);
  }

  /** Active on every example, or on none. */
  private static Neuron everywhere(Stream s, List<Rational> x, boolean dead) {
    boolean rising = s.chance(1, 2);
    return inGap(s, x, rising == dead ? x.size() : 0, rising, false);
  }

  private static ShallowInstance instance(Stream s, List<Neuron> neurons, List<Rational> points) {
    int width = neurons.size();
    Rational[] w = neurons.stream().map(Neuron::w).toArray(Rational[]::new);
    Rational[] b = neurons.stream().map(Neuron::b).toArray(Rational[]::new);
    Rational[] x = points.toArray(Rational[]::new);
    Network network =
        new Network(
            Architecture.of(1, width, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(RationalMatrix.column(w), RationalMatrix.constant(1, width, Rational.ONE)),
            List.of(
                RationalMatrix.column(b),
                RationalMatrix.column(s.chance(1, 2) ? Rational.ZERO : s.nextDyadic(3, 2))));
    return new ShallowInstance(
        network, new Sample(RationalMatrix.of(1, x.length, x), RationalMatrix.zero(1, x.length)));
  }

  /** Outgoing weights: none is 0, or some of those of active neurons are, or all are. */
  private ShallowInstance outgoing(Stream s, ShallowInstance drawn, boolean closed) {
    Network n = drawn.network();
    ShallowInstance i = drawn;
    if (closed && outgoing == Part.BROKEN && i.point().alive().isEmpty()) {
      n =
          n.withParameters(
              List.of(n.weight(1).with(0, 0, Rational.ZERO), n.weight(2)),
              List.of(n.bias(1).with(0, 0, Rational.ONE), n.bias(2)));
      i = new ShallowInstance(n, i.sample());
    }
    List<Integer> alive = i.point().alive();
    boolean all = closed && s.chance(1, 3);
    int one = closed && !alive.isEmpty() ? s.oneOf(alive) : -1;
    RationalMatrix v = n.weight(2);
    for (int k = 0; k < v.columns(); k++) {
      boolean mayBeZero = closed || !alive.contains(k);
      boolean zero = all || k == one || (mayBeZero && s.chance(1, 4));
      Rational size = quarters(s);
      v = v.with(0, k, zero ? Rational.ZERO : s.chance(1, 2) ? size : size.negate());
    }
    return new ShallowInstance(n.withParameters(List.of(n.weight(1), v), n.biases()), i.sample());
  }

  /**
   * v = 0 and a combination of three neurons that is constant on four examples: with t_1, t_2 in
   * the first two gaps and A_1 = (x₂−x₁)/(x₂−t_1), A_2 = (x₃−x₁−A_1(x₃−t_1))/(x₃−t_2), the function
   * A_1max(0,x−t_1) + A_2max(0,x−t_2) is x − x₁ on the first three, and t_3 − x₁ on the fourth for
   * the t_3 that this gives. Further examples have one rising neuron each.
   */
  private static ShallowInstance dependent(Stream s) {
    int n = s.nextInt(4, EXAMPLES);
    List<Rational> x = points(s, n, false, false);
    Rational x1 = x.get(0);
    Rational x4 = x.get(3);
    for (int attempt = 0; attempt < 24; attempt++) {
      Rational t1 = between(s, x1, x.get(1));
      Rational t2 = between(s, x.get(1), x.get(2));
      Rational first = x.get(1).minus(x1).dividedBy(x.get(1).minus(t1));
      Rational second =
          x.get(2).minus(x1).minus(first.times(x.get(2).minus(t1))).dividedBy(x.get(2).minus(t2));
      Rational t3 = x1.plus(first.times(x4.minus(t1))).plus(second.times(x4.minus(t2)));
      if (t3.compareTo(x.get(2)) > 0 && t3.compareTo(x4) < 0) {
        return dependent(s, x, List.of(t1, t2, t3));
      }
    }
    // 2max(0,2x−1) − max(0,3x−4) + max(0,5−2x) = 5 on 0, 1, 2, 3
    List<Rational> even = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      even.add(Rational.of(i));
    }
    return dependent(s, even, List.of(Rational.of(1, 2), Rational.of(4, 3), Rational.of(5, 2)));
  }

  private static ShallowInstance dependent(Stream s, List<Rational> x, List<Rational> kinks) {
    List<Neuron> neurons = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      neurons.add(Neuron.kink(quarters(s), kinks.get(k), k < 2));
    }
    for (int p = 4; p < x.size(); p++) {
      neurons.add(inGap(s, x, p, true, false));
    }
    ShallowInstance i = instance(s, neurons, x);
    Network n = i.network();
    RationalMatrix zero = RationalMatrix.zero(1, neurons.size());
    return new ShallowInstance(
        n.withParameters(List.of(n.weight(1), zero), n.biases()), i.sample());
  }

  private static Rational between(Stream s, Rational low, Rational high) {
    return low.plus(high.minus(low).times(Rational.of(s.nextInt(1, 15), 16)));
  }
}
