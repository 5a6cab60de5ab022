package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.NetworkSampler;
import org.theoria.sampling.NetworkSampler.Output;
import org.theoria.sampling.Stream;
import org.theoria.train.TrainedPoints;
import org.theoria.train.TrainingProblem;

/**
 * Any θ, with the boundary cases of {@link NetworkSampler}; every {@value #TRAINED_ONE_IN}th or so
 * is what an optimiser ends with, near a critical point; some rational ones fit their targets
 * exactly. Outside C¹: kinks met on purpose; outside coordinatewise: softmax.
 *
 * @param kinked whether some σ_h is not C¹
 * @param softmax whether σ_H is softmax
 */
record WideBoundSampler(boolean kinked, boolean softmax)
    implements Sampler<WideGradientBound.Instance> {

  static final int TRAINED_ONE_IN = 500;

  private static final int FITTED_ONE_IN = 16;

  private static final int SHARP_ONE_IN = 64;

  private static final List<Activation> SMOOTH =
      List.of(
          Activation.TANH,
          Activation.SIGMOID,
          Activation.SOFTPLUS,
          Activation.SOFTSIGN,
          Activation.SOFTSIGN,
          Activation.IDENTITY,
          Activation.SQUARE,
          Activation.CUBE);

  private static final List<Activation> TRAINABLE =
      List.of(Activation.TANH, Activation.SIGMOID, Activation.SOFTPLUS, Activation.SOFTSIGN);

  private NetworkSampler networks() {
    return new NetworkSampler(
        1,
        4,
        4,
        5,
        SMOOTH,
        true,
        softmax
            ? List.of(new Output(Activation.SOFTMAX, Loss.SQUARE))
            : List.of(
                new Output(Activation.IDENTITY, Loss.SQUARE),
                new Output(Activation.IDENTITY, Loss.QUARTIC),
                new Output(Activation.IDENTITY, Loss.LOGISTIC),
                new Output(Activation.IDENTITY, Loss.DOUBLE_WELL),
                new Output(Activation.SOFTSIGN, Loss.SQUARE),
                new Output(Activation.TANH, Loss.SQUARE)),
        false,
        6);
  }

  @Override
  public WideGradientBound.Instance draw(Stream s) {
    if (kinked) {
      WideDraws.Drawn d = new WideDraws(4, false).draw(s, new WideBreak(WideBreak.Kind.SMOOTH, 0));
      return new WideGradientBound.Instance(d.network(), d.sample(), d.loss());
    }
    if (!softmax && s.chance(1, TRAINED_ONE_IN)) {
      return trained(s);
    }
    if (!softmax && s.chance(1, SHARP_ONE_IN)) {
      return sharp(s);
    }
    NetworkSampler.Drawn d = networks().draw(s);
    Network n = d.network();
    Sample sample = d.sample();
    Loss loss = d.loss();
    boolean scalar =
        sample.size() == 1 && n.architecture().widths().stream().skip(2).allMatch(w -> w == 1);
    if (scalar) { // both sides may be equal, which enclosures cannot decide
      n = rational(n);
      loss = loss.isRational() ? loss : Loss.SQUARE;
    }
    if (!softmax && s.chance(1, FITTED_ONE_IN)) {
      n = rational(n);
      loss = Loss.SQUARE;
      sample = new Sample(sample.x(), n.forward(RationalArithmetic.INSTANCE, sample.x()).output());
    }
    return new WideGradientBound.Instance(n, sample, loss);
  }

  /** The same network with t/(1+|t|) in place of what is not rational. */
  private static Network rational(Network n) {
    return new Network(
        n.architecture(),
        n.activations().stream()
            .map(a -> a.isRational() || !a.isCoordinatewise() ? a : Activation.SOFTSIGN)
            .toList(),
        n.weights(),
        n.biases());
  }

  /**
   * Equality: the identity, W_h a multiple of a signed permutation, A with two orthogonal columns
   * of norm √2, or one example.
   */
  private static WideGradientBound.Instance sharp(Stream s) {
    int m = s.nextInt(1, 4);
    int n = s.nextInt(1, 2);
    int depth = s.nextInt(1, 4);
    RationalMatrix x = RationalMatrix.zero(m, n).with(0, 0, Rational.ONE);
    x = n == 2 ? x.with(0, 1, Rational.of(-1)) : x;
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      int turn = s.nextInt(m);
      Rational factor = WideRandom.nonZero(s);
      RationalMatrix w = RationalMatrix.zero(m, m);
      for (int i = 0; i < m; i++) {
        w = w.with(i, (i + turn) % m, s.chance(1, 2) ? factor : factor.negate());
      }
      weights.add(w);
      biases.add(WideRandom.matrix(s, m, 1));
    }
    Network network =
        new Network(
            new Architecture(Collections.nCopies(depth + 1, m)),
            Collections.nCopies(depth, Activation.IDENTITY),
            weights,
            biases);
    return new WideGradientBound.Instance(
        network, new Sample(x, WideRandom.matrix(s, m, n)), Loss.SQUARE);
  }

  /** What gradient descent or Adam ends with after 300 steps, polished. */
  private static WideGradientBound.Instance trained(Stream s) {
    List<Integer> widths = new ArrayList<>(List.of(s.nextInt(1, 3)));
    int n = s.nextInt(2, widths.getFirst() + 2);
    int depth = s.nextInt(1, 3);
    for (int h = 1; h <= depth; h++) {
      widths.add(s.nextInt(1, 3));
    }
    List<Activation> activations =
        new ArrayList<>(Collections.nCopies(depth - 1, s.oneOf(TRAINABLE)));
    activations.add(s.oneOf(Activation.IDENTITY, Activation.TANH));
    RationalMatrix x = WideRandom.matrix(s, widths.getFirst(), n);
    RationalMatrix y = WideRandom.matrix(s, widths.getLast(), n);
    TrainingProblem problem =
        new TrainingProblem(
            new Architecture(widths), activations, true, new Sample(x, y), Loss.SQUARE);
    TrainedPoints method = s.chance(1, 2) ? TrainedPoints.descending() : TrainedPoints.adam();
    return new WideGradientBound.Instance(
        method.draw(problem, s).network(), problem.sample(), problem.loss());
  }

  @Override
  public int defaultTries() {
    return 10_000;
  }

  @Override
  public Text distribution() {
    List<String> words = networks().describe();
    return Text.of(
        words.getFirst()
            + "; one in 500 is the end of a training run (300 steps of gradient descent or Adam, then"
            + " Levenberg-Marquardt), one in 16 fits its targets exactly, one in 64 has equality by construction",
        words.getLast()
            + " ; un sur 500 est la fin d'un entraînement (300 pas de descente de gradient ou d'Adam,"
            + " puis Levenberg-Marquardt), un sur 16 ajuste exactement ses cibles, un sur 64 a l'égalité par construction");
  }
}
