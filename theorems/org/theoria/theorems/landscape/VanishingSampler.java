package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.VanishingExploding.Instance;

/**
 * Networks with the nearest multiples of 2⁻¹⁰ around the norms of their factors, so that both
 * bounds are nearly attained by each layer: contracting, expanding and mixed ones. Outside a
 * hypothesis the network is linear, and one factor is scaled until it alone leaves the bounds of
 * the others.
 *
 * @param contracts the layer that does not contract, 0 for none
 * @param expands the layer that does not expand, 0 for none
 */
record VanishingSampler(int contracts, int expands) implements Sampler<Instance> {

  /** The factors are multiples of its inverse. */
  private static final long GRID = 1L << 10;

  private static final List<Activation> ANY =
      List.of(
          Activation.IDENTITY,
          Activation.RELU,
          Activation.LEAKY_RELU,
          Activation.SOFTSIGN,
          Activation.SQUARE);

  private enum Regime {
    CONTRACTING,
    EXPANDING,
    ANY
  }

  @Override
  public Instance draw(Stream s) {
    int broken = Math.max(contracts, expands);
    if (broken == 0 && s.chance(1, 12)) {
      return homothetic(s);
    }
    Regime regime =
        broken > 0 ? Regime.EXPANDING : s.oneOf(Regime.CONTRACTING, Regime.EXPANDING, Regime.ANY);
    int depth = s.nextInt(Math.max(2, broken + 1), VanishingExploding.DEPTH);
    boolean narrow = s.chance(1, 6);
    List<Integer> widths = new ArrayList<>(List.of(narrow ? 1 : s.nextInt(1, 4)));
    for (int h = 1; h <= depth; h++) {
      boolean free = h == 1 || regime != Regime.EXPANDING;
      widths.add(narrow ? 1 : s.nextInt(1, free ? 4 : widths.getLast()));
    }
    List<Activation> activations = new ArrayList<>();
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      RationalMatrix w = WideRandom.matrix(s, widths.get(h), widths.get(h - 1));
      activations.add(activation(s, regime, broken > 0));
      switch (regime) {
        case CONTRACTING -> w = w.scale(Rational.of(1, 8));
        case EXPANDING -> {
          if (h > 1) {
            w = w.plus(diagonal(w.rows(), w.columns(), activations.getLast()));
          }
        }
        case ANY -> {
          if (s.chance(1, 16)) {
            w = RationalMatrix.zero(w.rows(), w.columns());
          }
        }
      }
      weights.add(w);
      biases.add(WideRandom.matrix(s, widths.get(h), 1));
    }
    Network network = new Network(new Architecture(widths), activations, weights, biases);
    RationalMatrix x = WideRandom.matrix(s, widths.getFirst(), 1);
    RationalMatrix y =
        s.chance(1, 32)
            ? WideShapes.features(network, x, depth)
            : WideRandom.matrix(s, widths.getLast(), 1);
    Sample sample = new Sample(x, y);
    Loss loss = s.oneOf(Loss.SQUARE, Loss.QUARTIC);
    Rational upper = Rational.ZERO;
    Rational lower = Rational.of(1L << 30);
    for (int h = 1; h < depth; h++) {
      if (h != contracts) {
        upper = upper.max(above(VanishingExploding.factor(network, sample, h)));
      }
      if (h != expands) {
        lower = lower.min(below(VanishingExploding.factor(network, sample, h)));
      }
    }
    if (broken > 0) {
      if (contracts > 0) {
        upper = upper.max(lower).max(Rational.of(1, GRID));
      } else {
        lower = lower.min(upper).max(Rational.of(1, GRID));
      }
      network = scaledOut(network, sample, lower, upper);
    }
    return new Instance(network, sample, loss, lower.min(upper), upper);
  }

  /** Every factor is q times an orthogonal matrix: both bounds are equalities, at every width. */
  private static Instance homothetic(Stream s) {
    int depth = s.nextInt(2, VanishingExploding.DEPTH);
    int width = s.nextInt(2, 4);
    Rational q = Rational.of(s.nextInt(1, 16), 4);
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      weights.add(h == 1 ? WideRandom.matrix(s, width, width) : signedShift(s, width).scale(q));
      biases.add(WideRandom.matrix(s, width, 1));
    }
    Network network =
        new Network(
            new Architecture(Collections.nCopies(depth + 1, width)),
            Collections.nCopies(depth, Activation.IDENTITY),
            weights,
            biases);
    Sample sample = new Sample(WideRandom.matrix(s, width, 1), WideRandom.matrix(s, width, 1));
    return new Instance(network, sample, s.oneOf(Loss.SQUARE, Loss.QUARTIC), q, q);
  }

  /** A cyclic permutation with signs. */
  private static RationalMatrix signedShift(Stream s, int size) {
    RationalMatrix m = RationalMatrix.zero(size, size);
    int shift = s.nextInt(size);
    for (int i = 0; i < size; i++) {
      m = m.with(i, (i + shift) % size, Rational.of(s.oneOf(1, -1)));
    }
    return m;
  }

  private static Activation activation(Stream s, Regime regime, boolean linear) {
    if (linear) {
      return Activation.IDENTITY;
    }
    return regime == Regime.EXPANDING
        ? s.oneOf(Activation.IDENTITY, Activation.LEAKY_RELU)
        : s.oneOf(ANY);
  }

  /** Large enough to dominate the other entries and the least slope. */
  private static RationalMatrix diagonal(int rows, int columns, Activation a) {
    RationalMatrix m = RationalMatrix.zero(rows, columns);
    for (int i = 0; i < rows; i++) {
      m = m.with(i, i, Rational.of(a.equals(Activation.LEAKY_RELU) ? 160 : 20));
    }
    return m;
  }

  /** The smallest multiple of 1/GRID that bounds ‖M‖, or nearly. */
  private static Rational above(RationalMatrix m) {
    double norm = Math.sqrt(m.sumOfSquares().get(0, 0).upperDouble());
    long high = (long) Math.ceil(norm * GRID);
    long low = -1; // fails, or is below 0
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (middle >= 0 && VanishingExploding.contracts(m, Rational.of(middle, GRID))) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Rational.of(high, GRID);
  }

  /** The largest multiple of 1/GRID below the least stretching of M. */
  private static Rational below(RationalMatrix m) {
    long low = 0;
    long high = (long) Math.ceil(Math.sqrt(m.sumOfSquares().get(0, 0).upperDouble()) * GRID) + 1;
    while (high - low > 1) {
      long middle = (low + high) / 2;
      if (VanishingExploding.expands(m, Rational.of(middle, GRID))) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Rational.of(low, GRID);
  }

  /** The linear network with one factor far outside [lower, upper]. */
  private Network scaledOut(Network network, Sample sample, Rational lower, Rational upper) {
    List<RationalMatrix> weights = new ArrayList<>(network.weights());
    int at = Math.max(contracts, expands); // W_{h+1}, at index h
    Rational step = contracts > 0 ? Rational.of(64) : Rational.of(1, 64);
    if (weights.get(at).isZero()) {
      weights.set(at, weights.get(at).with(0, 0, Rational.ONE));
    }
    Network scaled = network;
    boolean inside = true;
    while (inside) {
      weights.set(at, weights.get(at).scale(step));
      scaled = network.withParameters(weights, network.biases());
      RationalMatrix m = VanishingExploding.factor(scaled, sample, at);
      inside =
          contracts > 0
              ? VanishingExploding.contracts(m, upper)
              : VanishingExploding.expands(m, lower);
    }
    return scaled;
  }

  @Override
  public int defaultTries() {
    return 5_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "depth uniform in 2..5, widths in 1..4, a third with weights k/16 (contracting), a third with"
            + " dominant diagonals and widths that do not increase (expanding), a third with weights"
            + " k/2, |k| ≤ 4; one in six of widths 1; one in twelve"
            + " linear with W_h = qQ, Q orthogonal; q₊ and q₋ the nearest multiples of 1/1024 around"
            + " the norms of the factors",
        "profondeur uniforme dans 2..5, largeurs dans 1..4, un tiers de poids k/16 (contractants), un"
            + " tiers à diagonales dominantes et largeurs décroissantes (dilatants), un tiers de poids"
            + " k/2, |k| ≤ 4 ; un sur six de largeurs 1 ; un sur douze"
            + " linéaire avec W_h = qQ, Q orthogonale ; q₊ et q₋ les multiples de 1/1024 les plus"
            + " proches autour des normes des facteurs");
  }
}
