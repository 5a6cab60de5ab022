package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;

/** Shallow networks written out, with the pattern as text: "011" for one neuron. */
final class PlainShallow {
  private PlainShallow() {}

  /** The network of these integers; x must be sorted by the caller. */
  static ShallowInstance of(long[] x, long[] w, long[] b, long[] v) {
    return of(rationals(x), rationals(w), rationals(b), rationals(v));
  }

  static ShallowInstance of(Rational[] x, Rational[] w, Rational[] b, Rational[] v) {
    return new ShallowInstance(
        new Network(
            Architecture.of(1, w.length, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(RationalMatrix.column(w), RationalMatrix.of(1, v.length, v)),
            List.of(RationalMatrix.column(b), RationalMatrix.zero(1, 1))),
        new Sample(RationalMatrix.of(1, x.length, x), RationalMatrix.zero(1, x.length)));
  }

  private static Rational[] rationals(long[] values) {
    Rational[] result = new Rational[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = Rational.of(values[i]);
    }
    return result;
  }

  /** One word of 0 and 1 a neuron. */
  static List<String> pattern(ShallowInstance i) {
    List<String> words = new ArrayList<>();
    for (int k = 0; k < i.neurons(); k++) {
      StringBuilder word = new StringBuilder();
      for (int e = 0; e < i.examples(); e++) {
        Rational z = PlainRank.values(i.network(), i.sample().x(), e).getFirst().get(k);
        word.append(z.signum() >= 0 ? '1' : '0');
      }
      words.add(word.toString());
    }
    return words;
  }

  /** ‖f_θ(X) − Y‖². */
  static Rational risk(Network n, Sample sample) {
    Rational sum = Rational.ZERO;
    for (int e = 0; e < sample.size(); e++) {
      Rational r =
          PlainRank.values(n, sample.x(), e).getLast().getFirst().minus(sample.y().get(0, e));
      sum = sum.plus(r.times(r));
    }
    return sum;
  }

  /** θ with every parameter moved by size times a drawn integer of −most..most. */
  static Network shifted(Network n, Stream s, Rational size, int most) {
    RationalMatrix column = RationalMatrix.zero(3 * n.architecture().width(1) + 1, 1);
    for (int j = 0; j < column.rows(); j++) {
      column = column.with(j, 0, Rational.of(s.nextInt(-most, most)));
    }
    return FlatPoint.moved(n, column, size);
  }

  /** |𝒜|. */
  static int patterns(ShallowInstance i) {
    List<String> words = pattern(i);
    Set<String> columns = new HashSet<>();
    for (int e = 0; e < i.examples(); e++) {
      int example = e;
      columns.add(
          words.stream().map(w -> String.valueOf(w.charAt(example))).reduce("", String::concat));
    }
    return columns.size();
  }

  /**
   * 1 + |K| + δ: K the interior examples next to a change, δ = 1 where x is in the span: a neuron
   * active everywhere (n ≥ 2), a change next to the first example of a rising neuron or next to the
   * last one of a falling neuron, or an element of K next to a rising and to a falling one.
   */
  static int closedForm(List<String> pattern) {
    int n = pattern.getFirst().length();
    Set<Integer> rising = new HashSet<>();
    Set<Integer> falling = new HashSet<>();
    boolean everywhere = false;
    for (String word : pattern) {
      everywhere |= !word.contains("0") && n >= 2;
      int up = word.indexOf("01");
      int down = word.indexOf("10");
      if (up >= 0) {
        rising.addAll(List.of(up + 1, up + 2));
      }
      if (down >= 0) {
        falling.addAll(List.of(down + 1, down + 2));
      }
    }
    boolean identity = everywhere || rising.contains(1) || falling.contains(n);
    Set<Integer> inner = new HashSet<>();
    for (int i = 2; i < n; i++) {
      identity |= rising.contains(i) && falling.contains(i);
      if (rising.contains(i) || falling.contains(i)) {
        inner.add(i);
      }
    }
    return 1 + inner.size() + (identity ? 1 : 0);
  }

  static int rank(ShallowInstance i) {
    return PlainRank.ofNetwork(i.network(), i.sample().x());
  }
}
