package org.theoria.theorems.geometry;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Loss;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.geometry.FlatMinima.Instance;

/**
 * Draws θ and makes it a local minimiser by the targets: Y = f_θ(X), or Y = f_θ(X) + ν with ν
 * orthogonal to the range of D f_θ(X), short enough for the second-order condition.
 *
 * @param interior no pre-activation 0
 * @param largest θ has the largest rank of its pattern
 * @param minimiser θ is a local minimiser
 */
record FlatSampler(Part interior, Part largest, Part minimiser) implements Sampler<Instance> {

  /** The largest width of a network that is not shallow with one output. */
  static final int WIDTH = 2;

  /** The length of the direction. */
  private static final int DIRECTION = 7;

  private static final int HALVINGS = 40;

  private LocalImageSampler networks() {
    return new LocalImageSampler(interior, largest, WIDTH);
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    Text networks = networks().distribution();
    return Text.of(
        networks.en()
            + "; $Y=f_\\theta(X)$ with $L=\\|y'-y\\|^2$ or $\\sum(y'-y)^4$, or $Y=f_\\theta(X)+\\nu$ with $\\nu\\perp\\operatorname{im}\\mathbf"
            + " Df_\\theta(X)$ and $L=\\|y'-y\\|^2$; without the local minimum $Y$ is random, or $\\nu$ too long",
        networks.fr()
            + " ; $Y=f_\\theta(X)$ avec $L=\\|y'-y\\|^2$ ou $\\sum(y'-y)^4$, ou $Y=f_\\theta(X)+\\nu$ avec $\\nu\\perp\\operatorname{im}\\mathbf"
            + " Df_\\theta(X)$ et $L=\\|y'-y\\|^2$ ; sans minimum local $Y$ est aléatoire, ou $\\nu$ trop long");
  }

  @Override
  public Instance draw(Stream s) {
    LocalImageInstance drawn = networks().draw(s);
    RationalMatrix direction = RationalMatrix.zero(1, DIRECTION);
    for (int i = 0; i < DIRECTION; i++) {
      direction = direction.with(0, i, Rational.of(s.nextInt(-2, 2)));
    }
    FlatPoint at = new FlatPoint(drawn.network(), drawn.sample(), Loss.SQUARE);
    LocalImageRegion region = drawn.region();
    RationalMatrix output = at.output();
    boolean inside = region.isInterior() && region.hasLargestRank();
    RationalMatrix normal = normal(s, region);
    if (minimiser.fails(s)) {
      RationalMatrix y = output.plus(broken(s, output));
      if (inside && s.chance(1, 2)) {
        y = output.plus(normal.scale(Rational.of(2).pow(s.nextInt(2, 8))));
        Sample sample = new Sample(drawn.sample().x(), y);
        if (new FlatPoint(drawn.network(), sample, Loss.SQUARE).isCertifiedMinimiser()) {
          y = output.plus(broken(s, output));
        }
      }
      return instance(drawn, y, Loss.SQUARE, direction);
    }
    if (!inside || normal.isZero() || s.chance(1, 3)) {
      return instance(drawn, output, s.chance(1, 4) ? Loss.QUARTIC : Loss.SQUARE, direction);
    }
    Rational factor = Rational.of(4);
    for (int k = 0; k < HALVINGS; k++) {
      Instance i = instance(drawn, output.plus(normal.scale(factor)), Loss.SQUARE, direction);
      if (i.point().isCertifiedMinimiser()) {
        return i;
      }
      factor = factor.times(Rational.of(1, 4));
    }
    return instance(drawn, output, Loss.SQUARE, direction);
  }

  private static Instance instance(
      LocalImageInstance drawn, RationalMatrix y, Loss loss, RationalMatrix direction) {
    return new Instance(drawn.network(), new Sample(drawn.sample().x(), y), loss, direction);
  }

  /** ν in the shape of the output, with ν ⊥ im D f; 0 where D f has full row rank. */
  private static RationalMatrix normal(Stream s, LocalImageRegion region) {
    RationalMatrix left = Echelon.of(region.jacobian().transpose()).kernel();
    int outputs = region.network().architecture().outputs();
    RationalMatrix result = RationalMatrix.zero(outputs, region.x().columns());
    for (int c = 0; c < left.columns(); c++) {
      Rational size = Rational.of(s.nextInt(-3, 3), 2);
      for (int j = 0; j < result.columns(); j++) {
        for (int o = 0; o < outputs; o++) {
          Rational entry = left.get(j * outputs + o, c).times(size);
          result = result.with(o, j, result.get(o, j).plus(entry));
        }
      }
    }
    return result;
  }

  /** A residual along which the output bias descends: its rows do not sum to 0. */
  private static RationalMatrix broken(Stream s, RationalMatrix output) {
    RationalMatrix result = output;
    for (int o = 0; o < output.rows(); o++) {
      for (int j = 0; j < output.columns(); j++) {
        result = result.with(o, j, Rational.of(s.nextInt(1, 8), s.chance(1, 2) ? 2 : 1));
      }
    }
    return result;
  }
}
