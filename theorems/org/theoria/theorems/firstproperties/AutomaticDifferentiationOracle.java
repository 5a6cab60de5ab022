package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.analysis.differentiation.FieldGradient;
import org.hipparchus.dfp.Dfp;
import org.hipparchus.dfp.DfpField;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Text;

/**
 * The gradient by Hipparchus' forward-mode automatic differentiation ({@link FieldGradient}) in
 * decimal floating point of {@value #DIGITS} digits, compared with the interval enclosure of the
 * formula. Nothing of it is shared with our own derivative: the functions are composed here from
 * Hipparchus' exp and log, and the chain rule is Hipparchus' own.
 */
final class AutomaticDifferentiationOracle implements Oracle<BackpropGradient.Instance> {

  /** Decimal digits carried. */
  static final int DIGITS = 48;

  /**
   * The distance allowed between Hipparchus' value and the enclosure, relative to the largest
   * derivative: 10⁻²⁰. With 48 digits carried this leaves 28 digits to the rounding of a few
   * thousand operations; the enclosures themselves are some 10⁻¹⁴ wide.
   */
  static final double RELATIVE_ERROR = 1e-20;

  private static final Set<Activation> COVERED = Set.copyOf(BackpropGradient.SMOOTH);

  private final BackpropFormula formula;

  AutomaticDifferentiationOracle() {
    this(new BackpropFormula(BackpropFormula.Change.NONE));
  }

  /** Compared with another formula: a test shows that a false one is seen. */
  AutomaticDifferentiationOracle(BackpropFormula formula) {
    this.formula = formula;
  }

  @Override
  public String id() {
    return "automatic-differentiation";
  }

  @Override
  public Text text() {
    return Text.of(
        "forward-mode automatic differentiation (Hipparchus, "
            + DIGITS
            + " digits) lies in the interval enclosure of the formula, to"
            + " within 1e-20 of the largest derivative",
        "la différentiation automatique en mode direct (Hipparchus, "
            + DIGITS
            + " chiffres) est dans l'encadrement de la formule, à 1e-20"
            + " de la plus grande dérivée près");
  }

  @Override
  public Optional<Agreement> compare(BackpropGradient.Instance i) {
    Network n = i.network();
    if (!COVERED.containsAll(n.activations())) {
      return Optional.empty();
    }
    List<IntervalMatrix> enclosures;
    try {
      IntervalArithmetic k = new IntervalArithmetic();
      BackpropFormula.Gradient<IntervalMatrix> g =
          formula.gradient(k, n, i.loss(), k.of(i.sample().x()), k.of(i.sample().y()));
      enclosures = List.of(g.weightRow(), g.biasRow());
    } catch (NotRepresentableException outOfRange) {
      return Optional.empty(); // an enclosure that overflows has nothing to be compared with
    }
    Dfp[][] derivatives = new Tape(n).gradient(i);
    return worst(enclosures, derivatives);
  }

  private static Optional<Agreement> worst(List<IntervalMatrix> enclosures, Dfp[][] derivatives) {
    double scale = largest(derivatives);
    double worst = 0;
    int compared = 0;
    for (int part = 0; part < 2; part++) {
      for (int j = 0; j < derivatives[part].length; j++) {
        double low = enclosures.get(part).lower(0, j);
        double high = enclosures.get(part).upper(0, j);
        if (Double.isInfinite(low) || Double.isInfinite(high) || Double.isInfinite(scale)) {
          return Optional.empty();
        }
        Dfp value = derivatives[part][j];
        Dfp above = value.subtract(value.newInstance(high));
        Dfp below = value.newInstance(low).subtract(value);
        Dfp outside = above.lessThan(below) ? below : above;
        if (outside.strictlyPositive()) {
          worst =
              Math.max(
                  worst, outside.toDouble() / Math.max(RELATIVE_ERROR * scale, Double.MIN_NORMAL));
        }
        compared++;
      }
    }
    return Optional.of(new Agreement(worst, compared));
  }

  /** The largest absolute value, as a double. */
  private static double largest(Dfp[][] derivatives) {
    Dfp largest = derivatives[0][0].getZero();
    for (Dfp[] row : derivatives) {
      for (Dfp d : row) {
        Dfp size = d.abs();
        largest = largest.lessThan(size) ? size : largest;
      }
    }
    return largest.toDouble();
  }

  /** One evaluation of the risk on Hipparchus' gradients. */
  private static final class Tape {
    private final DfpField field = new DfpField(DIGITS);
    private final int weightCount;
    private final int count;

    Tape(Network n) {
      weightCount = n.architecture().weightCount();
      count = weightCount + n.architecture().biasCount();
    }

    /** Weights in one row (W_1 row by row, W_2, …), biases in the other. */
    Dfp[][] gradient(BackpropGradient.Instance i) {
      Network n = i.network();
      List<FieldGradient<Dfp>> layer = new ArrayList<>();
      for (int j = 0; j < n.architecture().inputs(); j++) {
        layer.add(constant(i.sample().x().get(j, 0)));
      }
      int w = 0;
      int b = weightCount;
      for (int h = 1; h <= n.depth(); h++) {
        List<FieldGradient<Dfp>> next = new ArrayList<>();
        for (int r = 0; r < n.architecture().width(h); r++) {
          FieldGradient<Dfp> z = FieldGradient.variable(count, b++, number(n.bias(h).get(r, 0)));
          for (int j = 0; j < layer.size(); j++) {
            z =
                z.add(
                    FieldGradient.variable(count, w++, number(n.weight(h).get(r, j)))
                        .multiply(layer.get(j)));
          }
          next.add(activate(n.activation(h), z));
        }
        layer = next;
      }
      Dfp[] all = risk(i.loss(), layer, i.sample().y()).getGradient();
      return new Dfp[][] {
        java.util.Arrays.copyOfRange(all, 0, weightCount),
        java.util.Arrays.copyOfRange(all, weightCount, count)
      };
    }

    private Dfp number(Rational r) {
      return field
          .newDfp(r.numerator().toString())
          .divide(field.newDfp(r.denominator().toString()));
    }

    private FieldGradient<Dfp> constant(Rational r) {
      return FieldGradient.constant(count, number(r));
    }

    private FieldGradient<Dfp> activate(Activation a, FieldGradient<Dfp> z) {
      return switch (a) {
        case StandardActivation.IDENTITY -> z;
        case StandardActivation.SQUARE -> z.multiply(z);
        case StandardActivation.CUBE -> z.multiply(z).multiply(z);
        case StandardActivation.SQUARED_RELU ->
            z.getValue().strictlyPositive() ? z.multiply(z) : z.multiply(0);
        case StandardActivation.SIGMOID -> z.negate().exp().add(1).reciprocal();
        // 1 − 2/(1 + e^{2t}): its derivative has no cancellation where tanh saturates
        case StandardActivation.TANH -> z.multiply(2).exp().add(1).reciprocal().multiply(-2).add(1);
        case StandardActivation.SOFTPLUS -> z.exp().add(1).log();
        case StandardActivation.SOFTSIGN -> z.divide(z.abs().add(1));
        default ->
            throw new IllegalArgumentException(
                "activation: expected a C1 coordinatewise one, got " + a.id());
      };
    }

    private FieldGradient<Dfp> risk(Loss loss, List<FieldGradient<Dfp>> output, RationalMatrix y) {
      FieldGradient<Dfp> total = constant(Rational.ZERO);
      for (int r = 0; r < output.size(); r++) {
        FieldGradient<Dfp> difference = output.get(r).subtract(constant(y.get(r, 0)));
        FieldGradient<Dfp> square = difference.multiply(difference);
        total =
            total.add(
                switch (loss) {
                  case StandardLoss.SQUARE -> square;
                  case StandardLoss.QUARTIC -> square.multiply(square);
                  case StandardLoss.LOGISTIC ->
                      output.get(r).multiply(number(y.get(r, 0).negate())).exp().add(1).log();
                  case StandardLoss.CROSS_ENTROPY ->
                      output.get(r).log().multiply(number(y.get(r, 0).negate()));
                  case StandardLoss.SHIFTED_SQUARE -> square.add(1);
                  case StandardLoss.NEGATIVE_SQUARE -> square.negate();
                  case StandardLoss.DOUBLE_WELL ->
                      difference.subtract(square).multiply(difference.subtract(square));
                  case FormalLoss l ->
                      throw new IllegalArgumentException("loss: " + l.id() + " is uninterpreted");
                });
      }
      return total;
    }
  }
}
