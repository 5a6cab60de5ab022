package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Interval;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Text;

/**
 * The definition of the derivative, by the mean value theorem: for E of class C¹ and a coordinate
 * vector e there is ξ in [0, step] with (E(θ + step·e) − E(θ))/step = ∂E/∂e(θ + ξe). So the
 * enclosure of the difference quotient must meet the enclosure of the formula over θ + [0, step]·e.
 * Both are outward-rounded; two disjoint ones prove that the formula is not the derivative. No
 * chain rule is used.
 */
final class MeanValueOracle implements Oracle<BackpropGradient.Instance> {

  /**
   * The step, 2⁻¹²: a power of two, so that θ + step·e has few more digits. A smaller step narrows
   * the formula's enclosure (by |E''|·step) and widens the quotient's (by rounding/step); it is no
   * tolerance, for any step the two must meet.
   */
  static final double STEP = 0x1p-12;

  private final BackpropFormula formula;

  MeanValueOracle() {
    this(new BackpropFormula(BackpropFormula.Change.NONE));
  }

  /** Compared with another formula: a test shows that a false one is seen. */
  MeanValueOracle(BackpropFormula formula) {
    this.formula = formula;
  }

  @Override
  public String id() {
    return "mean-value-enclosure";
  }

  @Override
  public Text text() {
    return Text.of(
        "the enclosure of (E(θ+2⁻¹²e)−E(θ))/2⁻¹² meets the enclosure of the formula over"
            + " θ+[0,2⁻¹²]e, for every coordinate e",
        "l'encadrement de (E(θ+2⁻¹²e)−E(θ))/2⁻¹² rencontre celui de la formule sur θ+[0,2⁻¹²]e,"
            + " pour chaque coordonnée e");
  }

  @Override
  public Optional<Agreement> compare(BackpropGradient.Instance i) {
    if (!i.network().activations().stream().allMatch(Activation::isContinuouslyDifferentiable)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Comparison(i).run());
    } catch (NotRepresentableException outOfRange) {
      return Optional.empty(); // an enclosure that overflows has nothing to be compared with
    }
  }

  /** One instance. */
  private final class Comparison {
    private final IntervalArithmetic k = new IntervalArithmetic();
    private final BackpropGradient.Instance instance;
    private final Network network;
    private final List<IntervalMatrix> weights;
    private final List<IntervalMatrix> biases;
    private final IntervalMatrix x;
    private final IntervalMatrix y;
    private boolean apart;
    private int compared;

    Comparison(BackpropGradient.Instance i) {
      instance = i;
      network = i.network();
      weights = network.weights().stream().map(k::of).toList();
      biases = network.biases().stream().map(k::of).toList();
      x = k.of(i.sample().x());
      y = k.of(i.sample().y());
    }

    Agreement run() {
      Interval start = risk(weights, biases);
      for (int h = 0; h < network.depth(); h++) {
        IntervalMatrix w = weights.get(h);
        for (int r = 0; r < w.rows(); r++) {
          for (int c = 0; c < w.columns(); c++) {
            List<IntervalMatrix> end = replaced(weights, h, shifted(w, r, c, Interval.point(STEP)));
            List<IntervalMatrix> box =
                replaced(weights, h, shifted(w, r, c, new Interval(0, STEP)));
            Interval over = gradient(box, biases).weights().get(h).get(r, c);
            examine(start, risk(end, biases), over);
          }
        }
        IntervalMatrix b = biases.get(h);
        for (int r = 0; r < b.rows(); r++) {
          List<IntervalMatrix> end = replaced(biases, h, shifted(b, r, 0, Interval.point(STEP)));
          List<IntervalMatrix> box = replaced(biases, h, shifted(b, r, 0, new Interval(0, STEP)));
          Interval over = gradient(weights, box).biases().get(h).get(r, 0);
          examine(start, risk(weights, end), over);
        }
      }
      return new Agreement(apart ? Double.POSITIVE_INFINITY : 0, compared);
    }

    private void examine(Interval start, Interval end, Interval formulaOverBox) {
      Interval quotient = end.minus(start).dividedBy(Interval.point(STEP));
      compared++;
      apart |=
          quotient.lower() > formulaOverBox.upper() || quotient.upper() < formulaOverBox.lower();
    }

    private Interval risk(List<IntervalMatrix> w, List<IntervalMatrix> b) {
      IntervalMatrix output = Forward.of(k, network.activations(), w, b, x).output();
      return instance.loss().value(k, output, y).get(0, 0);
    }

    private BackpropFormula.Gradient<IntervalMatrix> gradient(
        List<IntervalMatrix> w, List<IntervalMatrix> b) {
      return formula.gradient(k, network.activations(), instance.loss(), w, b, x, y);
    }

    private List<IntervalMatrix> replaced(List<IntervalMatrix> list, int h, IntervalMatrix m) {
      List<IntervalMatrix> copy = new ArrayList<>(list);
      copy.set(h, m);
      return copy;
    }

    private IntervalMatrix shifted(IntervalMatrix m, int row, int column, Interval by) {
      Interval[] entries = new Interval[m.rows() * m.columns()];
      for (int r = 0; r < m.rows(); r++) {
        for (int c = 0; c < m.columns(); c++) {
          Interval entry = m.get(r, c);
          entries[r * m.columns() + c] = r == row && c == column ? entry.plus(by) : entry;
        }
      }
      return IntervalMatrix.of(m.rows(), m.columns(), entries);
    }
  }
}
