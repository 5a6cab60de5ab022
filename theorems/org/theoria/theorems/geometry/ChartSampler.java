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
import org.theoria.sampling.Stream;

/**
 * Draws points with a chart of one layer.
 *
 * @param points the networks, samples and directions
 * @param slice whether the slice reaches the image of θ′
 */
record ChartSampler(ParameterSampler points, Part slice) implements Sampler<ParameterInstance> {

  /** Directions tried for a θ′ whose image the slice misses. */
  private static final int ATTEMPTS = 4;

  @Override
  public int defaultTries() {
    return points.defaultTries();
  }

  @Override
  public Text distribution() {
    Text t = points.distribution();
    return Text.of(
        t.en() + "; examples left out until the columns of one layer have the full rank",
        t.fr()
            + " ; exemples retirés jusqu'à ce que les colonnes d'une couche aient le rang total");
  }

  @Override
  public ParameterInstance draw(Stream s) {
    boolean misses = slice.fails(s);
    ParameterInstance i = charted(points.draw(s), s);
    return misses ? missing(i, s) : slice == Part.KEPT ? reached(i) : i;
  }

  /** Fewer examples, until there is a chart; the parts of the points stay kept or broken. */
  private ParameterInstance charted(ParameterInstance drawn, Stream s) {
    ParameterInstance i = drawn;
    while (LayerChart.of(i.point()).isEmpty()) {
      int n = i.sample().size() - 1;
      RationalMatrix x = i.sample().x();
      RationalMatrix y = i.sample().y();
      Sample fewer = new Sample(x.block(0, 0, x.rows(), n), y.block(0, 0, y.rows(), n));
      i = points.settled(new ParameterInstance(i.network(), fewer, i.direction()), s);
    }
    return i;
  }

  /** The direction turned towards the parameters J of the chart. */
  private static ParameterInstance reached(ParameterInstance i) {
    ParameterInstance turned = i;
    for (int halvings = 1; !ChartHypotheses.SLICE.holds(turned); halvings++) {
      LayerChart chart = LayerChart.of(i.point()).orElseThrow();
      Rational factor = halvings > ATTEMPTS ? Rational.ZERO : Rational.of(2).pow(-halvings);
      List<Rational> entries = new ArrayList<>(i.delta().entries());
      for (int k : chart.others()) {
        entries.set(k, entries.get(k).times(factor));
      }
      turned = withDirection(i, entries);
    }
    return turned;
  }

  private ParameterInstance missing(ParameterInstance i, Stream s) {
    ParameterInstance turned = i;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (!ChartHypotheses.SLICE.holds(turned)) {
        return turned;
      }
      turned =
          withDirection(
              i,
              i.delta().entries().stream().map(e -> Rational.of(s.nextInt(-12, 12), 4)).toList());
    }
    return slice == Part.BROKEN ? sum(s) : i;
  }

  private static ParameterInstance withDirection(ParameterInstance i, List<Rational> entries) {
    return new ParameterInstance(
        i.network(), i.sample(), RationalMatrix.column(entries.toArray(new Rational[0])));
  }

  /** f = w + b, θ′ − θ a multiple of (1, 1): the slice moves w alone. */
  private static ParameterInstance sum(Stream s) {
    RationalMatrix one = RationalMatrix.column(Rational.ONE);
    Network n =
        new Network(
            Architecture.of(1, 1),
            List.of(Activation.IDENTITY),
            List.of(RationalMatrix.column(s.nextDyadic(3, 2))),
            List.of(RationalMatrix.column(s.nextDyadic(3, 2))));
    return new ParameterInstance(n, new Sample(one, RationalMatrix.zero(1, 1)), one.stack(one));
  }
}
