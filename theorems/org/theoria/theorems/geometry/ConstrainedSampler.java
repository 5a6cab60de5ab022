package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.geometry.ConstrainedProblem.Instance;

/**
 * Draws the shallow networks of {@link ImageSetSampler} with a bound k and a direction.
 *
 * @param bound k = dim⁺(θ*, X)
 */
record ConstrainedSampler(Part bound) implements Sampler<Instance> {

  /** Two numbers a neuron. */
  private static final int DIRECTION = 2 * ImageSetSampler.NEURONS;

  @Override
  public int defaultTries() {
    return 2_500;
  }

  @Override
  public Text distribution() {
    Text networks = new ImageSetSampler().distribution();
    return Text.of(
        networks.en()
            + "; some outgoing weights 0; the direction to a point nearby along a neuron's own ray, 0 or any; $k=\\dim^+(\\theta^*,X)$, or"
            + " less or more where it is free",
        networks.fr()
            + " ; certains poids de sortie nuls ; la direction vers un point voisin le long du rayon d'un neurone, nulle ou quelconque ;"
            + " $k=\\dim^+(\\theta^*,X)$, ou moins ou plus là où il est libre");
  }

  @Override
  public Instance draw(Stream s) {
    ShallowInstance drawn = new ImageSetSampler().draw(s);
    if (s.chance(1, 4)) {
      drawn = closed(drawn);
      drawn =
          s.chance(1, 2)
              ? ImageSetSampler.stationary(s, drawn.network(), drawn.sample().x())
              : drawn;
    }
    ConstrainedPoint point = ConstrainedPoint.of(drawn);
    int upper = point.upper();
    int k = upper;
    if (bound.fails(s)) {
      int lower = point.lower();
      k = lower < upper && s.chance(3, 4) ? s.nextInt(lower, upper - 1) : upper + 1;
    }
    return new Instance(
        drawn.network(), drawn.sample(), Rational.of(k), direction(s, point, drawn.neurons()));
  }

  /** The first outgoing weight 0. */
  private static ShallowInstance closed(ShallowInstance i) {
    Network n = i.network();
    List<RationalMatrix> weights = List.of(n.weight(1), n.weight(2).with(0, 0, Rational.ZERO));
    return new ShallowInstance(n.withParameters(weights, n.biases()), i.sample());
  }

  private static RationalMatrix direction(Stream s, ConstrainedPoint point, int neurons) {
    RationalMatrix direction = RationalMatrix.zero(1, DIRECTION);
    for (int k = 0; k < neurons; k++) {
      ImageSetSectors.Ray own = point.local().neuron(k);
      Rational w = Rational.ZERO;
      Rational b = Rational.ZERO;
      switch (s.nextInt(3)) {
        case 0 -> {
          w = own.w();
          b = own.b();
        }
        case 1 -> {
          w = Rational.of(s.nextInt(-3, 3));
          b = Rational.of(s.nextInt(-3, 3));
        }
        default -> {
          // the neuron stays
        }
      }
      direction = direction.with(0, 2 * k, w).with(0, 2 * k + 1, b);
    }
    return direction;
  }
}
