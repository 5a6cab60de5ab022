package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.Parameters;

/**
 * A vector of the space of the parameters.
 *
 * @param entries in the order of {@link Parameters}
 */
record Theta(List<Rational> entries) {
  Theta {
    entries = List.copyOf(entries);
  }

  /** The parameters of a network. */
  static Theta of(Network n) {
    RationalMatrix column = n.weight(1).flatten().stack(n.bias(1));
    for (int h = 2; h <= n.depth(); h++) {
      column = column.stack(n.weight(h).flatten()).stack(n.bias(h));
    }
    return ofColumn(column);
  }

  /** The entries of a column. */
  static Theta ofColumn(RationalMatrix column) {
    return new Theta(column.transpose().toRows().getFirst());
  }

  /** This vector as a column. */
  RationalMatrix column() {
    return RationalMatrix.column(entries.toArray(new Rational[0]));
  }

  /** 1 at the biases of layer h, else 0. */
  static Theta biasesOf(Network n, int h) {
    Parameters p = new Parameters(n.architecture());
    List<Rational> entries = new ArrayList<>();
    for (int k = 0; k < p.count(); k++) {
      boolean bias = k >= p.biasStart(h) && k < p.biasStart(h) + n.architecture().width(h);
      entries.add(bias ? Rational.ONE : Rational.ZERO);
    }
    return new Theta(entries);
  }

  /** The network with these parameters, as many as it has. */
  Network onto(Network n) {
    Parameters p = new Parameters(n.architecture());
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= n.depth(); h++) {
      int rows = n.architecture().width(h);
      weights.add(
          RationalMatrix.of(
              rows,
              n.architecture().width(h - 1),
              part(p.layerStart(h), p.weightCount(h)).toArray(new Rational[0])));
      biases.add(RationalMatrix.of(rows, 1, part(p.biasStart(h), rows).toArray(new Rational[0])));
    }
    return n.withParameters(weights, biases);
  }

  private List<Rational> part(int start, int length) {
    return entries.subList(start, start + length);
  }

  /** This vector plus t times another of the same length. */
  Theta plus(Rational t, Theta other) {
    List<Rational> sum = new ArrayList<>();
    for (int k = 0; k < entries.size(); k++) {
      sum.add(entries.get(k).plus(t.times(other.entries().get(k))));
    }
    return new Theta(sum);
  }

  /** This vector with a function of each entry. */
  Theta map(UnaryOperator<Rational> function) {
    return new Theta(entries.stream().map(function).toList());
  }

  /** The corner of the cube [−1, 1]^p in the direction of this vector; 0 counts as positive. */
  Theta corner() {
    return map(e -> e.signum() < 0 ? Rational.ONE.negate() : Rational.ONE);
  }

  /** The square of the Euclidean norm. */
  Rational squaredNorm() {
    Rational sum = Rational.ZERO;
    for (Rational e : entries) {
      sum = sum.plus(e.times(e));
    }
    return sum;
  }
}
