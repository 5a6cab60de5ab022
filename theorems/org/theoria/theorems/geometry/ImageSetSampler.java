package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.geometry.ImageSetSectors.Ray;
import org.theoria.theorems.geometry.ImageSetSectors.Sector;

/** Draws networks (1, n₁, 1) at minimisers of every kind and elsewhere. */
record ImageSetSampler() implements Sampler<ShallowInstance> {

  /** The largest n₁. */
  static final int NEURONS = 2;

  /** The largest n. */
  static final int EXAMPLES = 4;

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "$n_1\\le 2$, $n\\le 4$; neurons in a sector, on a kink, dead, with $w_k=b_k=0$ or $v_k=0$; $Y$ random, $f_\\theta(X)$, or"
            + " $f_\\theta(X)+\\nu$ with $\\nu$ orthogonal to $\\mathbb 1$ and to the rows of the sectors around; $c$ the mean where all are"
            + " dead; or $\\theta$ a nearest point for a random $Y$, of all or of fewer neurons",
        "$n_1\\le 2$, $n\\le 4$ ; neurones dans un secteur, sur un point anguleux, morts, avec $w_k=b_k=0$ ou $v_k=0$ ; $Y$ aléatoire,"
            + " $f_\\theta(X)$, ou $f_\\theta(X)+\\nu$ avec $\\nu$ orthogonal à $\\mathbb 1$ et aux lignes des secteurs voisins ; $c$ la moyenne"
            + " si tous sont morts ; ou $\\theta$ un point le plus proche pour un $Y$ aléatoire, avec tous les neurones ou moins");
  }

  @Override
  public ShallowInstance draw(Stream s) {
    int width = s.chance(1, 4) ? 2 : 1;
    int n = width == 1 ? s.nextInt(1, EXAMPLES) : s.chance(1, 6) ? 4 : s.nextInt(2, 3);
    RationalMatrix x = points(s, n);
    return switch (s.nextInt(8)) {
      case 0 -> instance(network(s, x, width), x, row(s, n));
      case 1 -> {
        Network network = network(s, x, width);
        yield instance(network, x, ImageSetPoint.output(network, x));
      }
      case 2, 3 -> normal(s, network(s, x, width), x);
      case 4 -> dead(s, x, width);
      case 5 -> {
        RationalMatrix y = row(s, n);
        yield instance(
            new ImageSetPieces(x, width, ImageSetPieces.Change.NONE).nearest(y).network(), x, y);
      }
      case 6 -> {
        RationalMatrix y = row(s, n);
        ImageSetPieces.Change fewer =
            s.chance(1, 2) ? ImageSetPieces.Change.POSITIVE : ImageSetPieces.Change.ONE_LESS;
        yield instance(new ImageSetPieces(x, width, fewer).nearest(y).network(), x, y);
      }
      default -> cornered(s, x, width);
    };
  }

  private static ShallowInstance instance(Network network, RationalMatrix x, RationalMatrix y) {
    return new ShallowInstance(network, new Sample(x, y));
  }

  /** In any order; one time in eight with two equal ones. */
  static RationalMatrix points(Stream s, int n) {
    List<Rational> points = new ArrayList<>();
    Rational at = s.nextDyadic(2, 1);
    boolean repeated = s.chance(1, 8);
    for (int j = 0; j < n; j++) {
      points.add(at);
      at = at.plus(repeated && j == 0 ? Rational.ZERO : Rational.of(s.nextInt(1, 4), 2));
    }
    RationalMatrix x = RationalMatrix.of(1, n, points.toArray(Rational[]::new));
    return s.chance(1, 8) ? reversed(x) : x;
  }

  private static RationalMatrix reversed(RationalMatrix x) {
    RationalMatrix result = x;
    for (int j = 0; j < x.columns(); j++) {
      result = result.with(0, j, x.get(0, x.columns() - 1 - j));
    }
    return result;
  }

  private static RationalMatrix row(Stream s, int n) {
    RationalMatrix y = RationalMatrix.zero(1, n);
    for (int j = 0; j < n; j++) {
      y = y.with(0, j, s.nextDyadic(3, 1));
    }
    return y;
  }

  static Network network(Stream s, RationalMatrix x, int width) {
    List<Sector> sectors = new ImageSetSectors(x).all();
    List<Ray> neurons = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      Sector sector = s.oneOf(sectors);
      neurons.add(
          switch (s.nextInt(8)) {
            case 0 -> new Ray(Rational.ZERO, Rational.ZERO);
            case 1, 2 -> s.oneOf(sector.rays()).scaled(positive(s));
            case 3 -> new Ray(Rational.ZERO, s.nextDyadic(2, 1));
            default ->
                sector.rays().stream()
                    .map(g -> g.scaled(positive(s)))
                    .reduce(Ray::plus)
                    .orElseThrow();
          });
    }
    return network(s, neurons);
  }

  private static Rational positive(Stream s) {
    return Rational.of(s.nextInt(1, 6), 2);
  }

  private static Network network(Stream s, List<Ray> neurons) {
    int width = neurons.size();
    RationalMatrix v = RationalMatrix.zero(1, width);
    for (int k = 0; k < width; k++) {
      Rational size = positive(s);
      v = s.chance(1, 6) ? v : v.with(0, k, s.chance(1, 2) ? size : size.negate());
    }
    return new Network(
        Architecture.of(1, width, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(RationalMatrix.column(neurons.stream().map(Ray::w).toArray(Rational[]::new)), v),
        List.of(
            RationalMatrix.column(neurons.stream().map(Ray::b).toArray(Rational[]::new)),
            RationalMatrix.column(s.nextDyadic(2, 1))));
  }

  /** Y = f_θ(X) + ν, ν orthogonal to 𝟙 and to max(0, g) for the rays of all sectors around. */
  private static ShallowInstance normal(Stream s, Network network, RationalMatrix x) {
    RationalMatrix output = ImageSetPoint.output(network, x);
    ShallowInstance at = instance(network, x, output);
    RationalMatrix rows = RationalMatrix.constant(1, x.columns(), Rational.ONE);
    for (List<Sector> around : ImageSetPoint.of(at).around()) {
      for (Sector sector : around) {
        for (Ray g : sector.rays()) {
          rows = rows.stack(g.values(x));
        }
      }
    }
    return instance(network, x, output.plus(combined(s, Echelon.of(rows).kernel())));
  }

  private static RationalMatrix combined(Stream s, RationalMatrix basis) {
    RationalMatrix sum = RationalMatrix.zero(1, basis.rows());
    for (int c = 0; c < basis.columns(); c++) {
      sum =
          sum.plus(
              basis.block(0, c, basis.rows(), 1).transpose().scale(Rational.of(s.nextInt(-3, 3))));
    }
    return sum;
  }

  /** All neurons dead on X, c the mean of a random Y. */
  private static ShallowInstance dead(Stream s, RationalMatrix x, int width) {
    Sector dead =
        new ImageSetSectors(x)
            .all().stream().filter(q -> q.pattern().isZero()).findFirst().orElseThrow();
    List<Ray> neurons = new ArrayList<>();
    boolean corner = s.chance(1, 4);
    for (int k = 0; k < width; k++) {
      neurons.add(
          corner
              ? s.oneOf(dead.rays()).scaled(positive(s))
              : dead.rays().stream()
                  .map(g -> g.scaled(positive(s)))
                  .reduce(Ray::plus)
                  .orElseThrow());
    }
    RationalMatrix y = row(s, x.columns());
    Rational mean = y.sum().get(0, 0).dividedBy(Rational.of(x.columns()));
    Network n = network(s, neurons);
    return instance(
        n.withParameters(n.weights(), List.of(n.bias(1), RationalMatrix.column(mean))), x, y);
  }

  /** Neurons on kinks, at a stationary point: a local minimiser where the sectors around agree. */
  private static ShallowInstance cornered(Stream s, RationalMatrix x, int width) {
    List<Sector> sectors = new ImageSetSectors(x).all();
    List<Ray> neurons = new ArrayList<>();
    for (int k = 0; k < width; k++) {
      neurons.add(s.oneOf(s.oneOf(sectors).rays()).scaled(positive(s)));
    }
    return stationary(s, network(s, neurons), x);
  }

  /** Y = f_θ(X) − r with r orthogonal to 𝟙 and to the neurons' own rows. */
  static ShallowInstance stationary(Stream s, Network network, RationalMatrix x) {
    RationalMatrix output = ImageSetPoint.output(network, x);
    ImageSetPoint point = ImageSetPoint.of(instance(network, x, output));
    RationalMatrix rows = RationalMatrix.constant(1, x.columns(), Rational.ONE);
    for (int k = 0; k < network.architecture().width(1); k++) {
      rows = rows.stack(point.neuron(k).values(x));
    }
    RationalMatrix r = combined(s, Echelon.of(rows).kernel());
    return instance(network, x, output.minus(r));
  }
}
