package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.arithmetic.ShapeException;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.Sample;

/**
 * A network at θ, its sample, and a direction in the space of the parameters.
 *
 * @param network the network at θ
 * @param sample x of shape n₀ × n; y, n_H × n, does not matter
 * @param direction δ as a column of any length m ≥ 1: entry k of δ, in the order of {@link
 *     Parameters}, is its entry k mod m
 */
public record ParameterInstance(Network network, Sample sample, RationalMatrix direction) {
  public ParameterInstance {
    LocalImageInstance.requireFits(network, sample);
    if (direction.rows() < 1 || direction.columns() != 1) {
      throw new ShapeException(
          "direction: a column is needed, got " + direction.rows() + "×" + direction.columns());
    }
  }

  /** H. */
  int depth() {
    return network.depth();
  }

  /** θ. */
  Theta theta() {
    return Theta.of(network);
  }

  /** δ, as many entries as parameters. */
  Theta delta() {
    List<Rational> entries = new ArrayList<>();
    int count = new Parameters(network.architecture()).count();
    for (int k = 0; k < count; k++) {
      entries.add(direction.get(k % direction.rows(), 0));
    }
    return new Theta(entries);
  }

  /** The network at these parameters. */
  Network at(Theta theta) {
    return theta.onto(network);
  }

  /** The region of θ. */
  RegionPoint point() {
    return RegionPoint.of(network, sample.x());
  }
}
