package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Forward;
import org.theoria.network.Parameters;

/**
 * Whether a smooth manifold of dimension |E| + |B| − rk D f can lie in the fibre at a θ where just
 * one pre-activation z is 0, in the first layer; D f with the slope 1.
 *
 * <p>On the side z &lt; 0 the derivative is J' = J − g ⊗ ∇z in the rows of that example, g the
 * derivative of the output in the neuron. The tangent space V of such a manifold consists of κ with
 * one-sided derivative 0 along κ and −κ: either ∇z·κ = 0 on V, or V ⊂ ker J ∩ ker J'. For g ≠ 0
 * both give V ⊂ ker J ∩ ker ∇z, and dim V = dim ker J makes ∇z a combination of the rows of J.
 *
 * @param region θ and X
 */
record FlatKink(LocalImageRegion region) {

  /** A pre-activation 0: neuron i of layer 1 on example j, from 0. */
  private record Place(int neuron, int example) {}

  /**
   * The rank of the rows of J and, where there is one such z with g ≠ 0, ∇z; empty where more than
   * one pre-activation is 0, or one of a later layer.
   */
  Optional<Integer> rankWithKink() {
    Forward<RationalMatrix> f = region.forward();
    List<Place> places = new ArrayList<>();
    for (int h = 1; h < region.network().depth(); h++) {
      RationalMatrix z = f.preActivation(h);
      for (int i = 0; i < z.rows(); i++) {
        for (int j = 0; j < z.columns(); j++) {
          if (z.get(i, j).isZero()) {
            if (h > 1) {
              return Optional.empty();
            }
            places.add(new Place(i, j));
          }
        }
      }
    }
    if (places.size() != 1) {
      return Optional.empty();
    }
    RationalMatrix jacobian = region.jacobian();
    Place p = places.getFirst();
    return Optional.of(
        ExactRank.rank(outputDerivative(f, p).isZero() ? jacobian : jacobian.stack(gradient(p))));
  }

  /** g: the derivative of f(x_j) in the output of neuron i of layer 1, n_H × 1. */
  private RationalMatrix outputDerivative(Forward<RationalMatrix> f, Place p) {
    RationalMatrix g =
        RationalMatrix.identity(f.layer(1).rows()).block(0, p.neuron(), f.layer(1).rows(), 1);
    for (int h = 2; h <= f.depth(); h++) {
      RationalMatrix slope = f.slope(h);
      g = slope.block(0, p.example(), slope.rows(), 1).hadamard(f.weight(h).times(g));
    }
    return g;
  }

  /** ∇z, 1 × (|E| + |B|): x_j at the weights of the neuron, 1 at its bias. */
  private RationalMatrix gradient(Place p) {
    Parameters parameters = new Parameters(region.network().architecture());
    RationalMatrix row = RationalMatrix.zero(1, parameters.count());
    for (int l = 0; l < region.x().rows(); l++) {
      row = row.with(0, parameters.weight(1, p.neuron(), l), region.x().get(l, p.example()));
    }
    return row.with(0, parameters.bias(1, p.neuron()), Rational.ONE);
  }
}
