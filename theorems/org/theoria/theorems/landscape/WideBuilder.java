package org.theoria.theorems.landscape;

import static org.theoria.theorems.landscape.WideScenario.AFFINE_DEPENDENT;
import static org.theoria.theorems.landscape.WideScenario.ALL_BUT_BIASES;
import static org.theoria.theorems.landscape.WideScenario.ALL_BUT_FIRST_WEIGHTS;
import static org.theoria.theorems.landscape.WideScenario.DEAD_LAYER;
import static org.theoria.theorems.landscape.WideScenario.GENERIC;
import static org.theoria.theorems.landscape.WideScenario.KINK;
import static org.theoria.theorems.landscape.WideScenario.RANK_DEFICIENT;
import static org.theoria.theorems.landscape.WideScenario.REPEATED_EXAMPLE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.RankCertificate;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.WideBreak.Kind;
import org.theoria.theorems.landscape.WideDraws.Drawn;
import org.theoria.theorems.landscape.WideDraws.WideShape;

/**
 * Builds one point of a scenario: the features, the layers above them, and the targets, which are
 * the outputs minus the residuals that the scenario asks for. Nothing is solved approximately: each
 * quantity that must be 0 is 0 in rational numbers.
 */
final class WideBuilder {
  private static final RationalArithmetic Q = RationalArithmetic.INSTANCE;

  /** How often features are drawn before the identity takes their place. */
  private static final int ATTEMPTS = 8;

  private final Stream s;
  private final WideScenario scenario;
  private final WideBreak broken;
  private final WideShape shape;
  private final Loss loss;

  private final List<Integer> widths = new ArrayList<>();
  private final List<Activation> activations = new ArrayList<>();
  private final List<RationalMatrix> weights = new ArrayList<>();
  private final List<RationalMatrix> biases = new ArrayList<>();
  private RationalMatrix x = RationalMatrix.zero(0, 0);
  private RationalMatrix z = RationalMatrix.zero(0, 0);

  WideBuilder(Stream s, WideScenario scenario, WideBreak broken, WideShape shape) {
    this.s = s;
    this.scenario = scenario;
    this.broken = broken;
    this.shape = shape;
    this.loss = loss();
  }

  private Loss loss() {
    return switch (broken.kind()) {
      case NON_NEGATIVE -> Loss.NEGATIVE_SQUARE;
      case ZERO_AT_ZERO -> Loss.SHIFTED_SQUARE;
      case STATIONARY -> Loss.DOUBLE_WELL;
      default ->
          scenario == ALL_BUT_BIASES || scenario == AFFINE_DEPENDENT
              ? Loss.SQUARE // the residuals are solved for: ∇L(r) = 2r
              : s.oneOf(WideHypotheses.LOSSES);
    };
  }

  Drawn build() {
    drawFeatures();
    drawActivations();
    drawLayers();
    Network network = new Network(new Architecture(widths), activations, weights, biases);
    RationalMatrix f = network.forward(Q, x).output();
    RationalMatrix y =
        scenario == GENERIC
            ? WideRandom.matrix(s, f.rows(), f.columns())
            : f.minus(residual(network));
    return new Drawn(network, new Sample(x, y), loss, shape.prefix());
  }

  // ---- the features z = f_k(X) ----

  private void drawFeatures() {
    int k = shape.prefix();
    for (int attempt = 0; attempt < ATTEMPTS && scenario != KINK; attempt++) {
      clear();
      for (int h = 0; h < k; h++) {
        widths.add(s.nextInt(1, WideDraws.WIDTH));
      }
      widths.add(shape.width(0));
      for (int h = 1; h <= k; h++) {
        activations.add(
            scenario == AFFINE_DEPENDENT
                ? Activation.IDENTITY
                : s.oneOf(
                    Activation.SOFTSIGN, Activation.RELU, Activation.IDENTITY, Activation.SQUARE));
        weights.add(WideRandom.matrix(s, widths.get(h), widths.get(h - 1)));
        biases.add(WideRandom.matrix(s, widths.get(h), 1));
      }
      x = inputs(widths.getFirst());
      z = features(k);
      if (broken.kind() == Kind.DATA || WideShapes.isAffinelyIndependent(z)) {
        return;
      }
    }
    clear();
    int m = shape.width(0);
    widths.addAll(Collections.nCopies(k + 1, m));
    activations.addAll(Collections.nCopies(k, Activation.IDENTITY));
    weights.addAll(Collections.nCopies(k, RationalMatrix.identity(m)));
    biases.addAll(Collections.nCopies(k, RationalMatrix.zero(m, 1)));
    x = inputs(m);
    z = x;
  }

  private void clear() {
    widths.clear();
    activations.clear();
    weights.clear();
    biases.clear();
  }

  private RationalMatrix features(int k) {
    RationalMatrix f = x;
    for (int h = 1; h <= k; h++) {
      f =
          activations
              .get(h - 1)
              .value(Q, weights.get(h - 1).times(f).plusColumn(biases.get(h - 1)));
    }
    return f;
  }

  private RationalMatrix inputs(int rows) {
    int n = shape.examples();
    return switch (scenario) {
      case AFFINE_DEPENDENT -> WideRandom.matrix(s, rows, rows + 2);
      case REPEATED_EXAMPLE -> {
        RationalMatrix m = WideRandom.matrix(s, rows, n);
        for (int i = 0; i < rows; i++) {
          m = m.with(i, 1, m.get(i, 0));
        }
        yield m;
      }
      case KINK -> {
        RationalMatrix first = WideRandom.column(s, rows);
        yield first.beside(first.with(0, 0, first.get(0, 0).negate()));
      }
      default ->
          broken.kind() == Kind.DATA || n > rows + 1
              ? WideRandom.matrix(s, rows, n)
              : WideRandom.affinelyIndependent(s, rows, n);
    };
  }

  // ---- the layers above ----

  private void drawActivations() {
    int kinked = s.nextInt(1, shape.depth());
    for (int j = 1; j <= shape.depth(); j++) {
      Activation a =
          j == shape.depth()
              ? s.oneOf(Activation.IDENTITY, Activation.SOFTSIGN)
              : Activation.SOFTSIGN;
      if (s.chance(1, 4) || scenario == AFFINE_DEPENDENT) {
        a = Activation.IDENTITY;
      }
      if (broken.kind() == Kind.SMOOTH && j == kinked) {
        a =
            scenario == KINK
                ? Activation.ABSOLUTE
                : s.oneOf(Activation.LEAKY_RELU, Activation.ABSOLUTE);
      }
      if (broken.is(Kind.SLOPE, j)) {
        a =
            scenario == DEAD_LAYER
                ? Activation.SQUARED_RELU
                : s.oneOf(Activation.SQUARE, Activation.CUBE, Activation.SQUARED_RELU);
      }
      activations.add(a);
    }
  }

  private void drawLayers() {
    RationalMatrix f = z;
    for (int j = 1; j <= shape.depth(); j++) {
      int rows = shape.width(j);
      RationalMatrix w = weight(j, rows, f);
      RationalMatrix b = WideRandom.matrix(s, rows, 1);
      if (scenario == DEAD_LAYER && broken.is(Kind.SLOPE, j)) {
        b = below(w.times(f));
      }
      if (scenario == KINK) { // the first neuron meets 0 at both examples
        RationalMatrix z1 = w.times(f);
        b = b.with(0, 0, z1.get(0, 0).negate());
      }
      widths.add(rows);
      weights.add(w);
      biases.add(b);
      f = activations.get(shape.prefix() + j - 1).value(Q, w.times(f).plusColumn(b));
    }
    if (scenario == RANK_DEFICIENT) {
      makeDeficient();
    }
  }

  private RationalMatrix weight(int j, int rows, RationalMatrix f) {
    if (scenario != RANK_DEFICIENT && broken.is(Kind.RANK, j)) {
      return scenario == ALL_BUT_FIRST_WEIGHTS
          ? RationalMatrix.zero(rows, f.rows())
          : WideRandom.deficient(s, rows, f.rows());
    }
    if (j == 1 && (scenario == ALL_BUT_FIRST_WEIGHTS || scenario == RANK_DEFICIENT)) {
      return WideRandom.across(s, rows, difference(f));
    }
    if (scenario == KINK) {
      // w·(x¹ − x²) = 0 for the first row: its first entry is 0
      RationalMatrix w = WideRandom.fullRank(s, rows, f.rows());
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        RationalMatrix candidate = WideRandom.matrix(s, rows, f.rows()).with(0, 0, Rational.ZERO);
        if (WideShapes.hasFullRowRank(candidate)) {
          return candidate;
        }
      }
      RationalMatrix reversed = RationalMatrix.zero(rows, f.rows());
      for (int i = 0; i < rows; i++) {
        reversed = reversed.with(i, f.rows() - 1 - i, Rational.ONE);
      }
      return w.get(0, 0).isZero() ? w : reversed;
    }
    boolean wide = rows > f.rows() || broken.is(Kind.RANK, j);
    return wide ? WideRandom.matrix(s, rows, f.rows()) : WideRandom.fullRank(s, rows, f.rows());
  }

  private static RationalMatrix difference(RationalMatrix f) {
    return f.block(0, 0, f.rows(), 1).minus(f.block(0, 1, f.rows(), 1));
  }

  /** Biases that put every entry of w below 0. */
  private RationalMatrix below(RationalMatrix w) {
    RationalMatrix b = RationalMatrix.zero(w.rows(), 1);
    for (int i = 0; i < w.rows(); i++) {
      Rational most = Rational.ZERO;
      for (int j = 0; j < w.columns(); j++) {
        most = most.max(w.get(i, j));
      }
      b = b.with(i, 0, most.plus(Rational.of(s.nextInt(0, 2))).negate());
    }
    return b;
  }

  /**
   * W_{k+j} with the error of the first two examples in the kernel of its transpose. That error
   * depends on the layer's pre-activation and on what is above it, which are fixed first; the bias
   * makes up for the weights.
   */
  private void makeDeficient() {
    int at = shape.prefix() + broken.layer() - 1;
    RationalMatrix below = features(at).block(0, 0, widths.get(at), 1);
    RationalMatrix pre = WideRandom.column(s, widths.get(at + 1));
    List<RationalMatrix> slopes = new ArrayList<>();
    RationalMatrix zh = pre;
    RationalMatrix f = zh;
    for (int h = at; h < weights.size(); h++) {
      if (h > at) {
        zh = weights.get(h).times(f).plusColumn(biases.get(h));
      }
      slopes.add(activations.get(h).slope(Q, zh));
      f = activations.get(h).value(Q, zh);
    }
    opposite = WideRandom.column(s, f.rows());
    RationalMatrix delta = loss.gradient(Q, opposite, RationalMatrix.zero(f.rows(), 1));
    RationalMatrix error = slopes.getLast().hadamard(delta);
    for (int h = weights.size() - 1; h > at; h--) {
      error = slopes.get(h - 1 - at).hadamard(weights.get(h).transpose().times(error));
    }
    RationalMatrix w =
        WideRandom.orthogonal(WideRandom.matrix(s, widths.get(at), widths.get(at + 1)), error)
            .transpose();
    weights.set(at, w);
    biases.set(at, pre.minus(w.times(below)));
  }

  /** The residual of the first example, minus that of the second, where a scenario fixes it. */
  private RationalMatrix opposite = RationalMatrix.zero(0, 0);

  // ---- the residuals f_θ(X) − Y ----

  private RationalMatrix residual(Network network) {
    int outputs = network.architecture().outputs();
    int n = x.columns();
    return switch (scenario) {
      case EXACT, GENERIC -> RationalMatrix.zero(outputs, n);
      case ALL_BUT_FIRST_WEIGHTS, REPEATED_EXAMPLE, DEAD_LAYER ->
          pair(WideRandom.column(s, outputs), n);
      case KINK -> // only the output on its kink has a residual
          pair(RationalMatrix.zero(outputs, 1).with(0, 0, WideRandom.nonZero(s)), n);
      case RANK_DEFICIENT -> pair(opposite, n);
      case AFFINE_DEPENDENT ->
          WideRandom.column(s, outputs).times(kernel(WideShapes.augmented(Q, x)).transpose());
      case ALL_BUT_BIASES ->
          WideRandom.column(s, outputs)
              .times(kernel(z).transpose())
              .dividedBy(network.forward(Q, x).slope(network.depth()));
      case STATIONARY_LOSS -> {
        RationalMatrix r = RationalMatrix.zero(outputs, n);
        for (int i = 0; i < outputs; i++) {
          for (int j = 0; j < n; j++) {
            r = r.with(i, j, Rational.of(s.nextInt(0, 2), 2));
          }
        }
        yield r.with(0, 0, Rational.of(1, 2));
      }
    };
  }

  /** r for the first example and −r for the second, where there is one. */
  private static RationalMatrix pair(RationalMatrix r, int n) {
    RationalMatrix all = n == 1 ? r : r.beside(r.negate());
    return n <= 2 ? all : all.beside(RationalMatrix.zero(r.rows(), n - 2));
  }

  /** A v ≠ 0 with m·v = 0; the columns of m are dependent. */
  private static RationalMatrix kernel(RationalMatrix m) {
    RankCertificate c = ExactRank.certify(m.transpose());
    RationalMatrix v = RationalMatrix.zero(m.columns(), 1);
    int other = 0;
    while (c.rows().contains(other)) {
      other++;
    }
    v = v.with(other, 0, Rational.ONE);
    for (int i = 0; i < c.rows().size(); i++) {
      v = v.with(c.rows().get(i), 0, c.dependencies().get(0, i).negate());
    }
    return v;
  }
}
