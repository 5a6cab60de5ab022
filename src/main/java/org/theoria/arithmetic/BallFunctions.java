package org.theoria.arithmetic;

import static org.theoria.arithmetic.DirectedRounding.minusDown;
import static org.theoria.arithmetic.DirectedRounding.minusUp;
import static org.theoria.arithmetic.DirectedRounding.plusUp;

/**
 * The elementary functions on a ball, the reals within r of v: a value y and a radius such that
 * f(x) is within the radius of y for every x of the ball.
 *
 * <p>For a radius up to {@link #SMALL} the transcendental functions use the derivative at v and a
 * bound of how fast it grows, which costs no second evaluation; for a larger one, the enclosures of
 * f at both ends ({@link ElementaryBounds}), all being monotone. Evaluation errors are relative to
 * y, u = 2⁻⁵³; they follow from the ulp bounds stated in {@link ElementaryBounds} (1 ulp of x is at
 * most 2u|x|) and are rounded up to absorb second-order terms and the passage from the exact value
 * to y:
 *
 * <ul>
 *   <li>exp, log: 2u, taken as 3u; tanh: 5u, taken as 6u;
 *   <li>sigmoid y = 1/(1+e), e = e⁻ᵗ ≤ 1 with error 2ue: the sum has relative error 2u·e/(1+e) + u
 *       ≤ 2u, the quotient 3u; for t &lt; 0 y = e/(1+e), e = eᵗ: 2u + 2u + u = 5u; taken as 6u;
 *   <li>softplus y = log1p(e): relative error 2u (log1p does not magnify relative errors) + 2u; for
 *       t &gt; 0 y = t + log1p(e⁻ᵗ), whose second term is the smaller part: at most 4u + u; taken
 *       as 6u.
 * </ul>
 *
 * Below 2⁻¹⁰²⁰ a result may also lose up to 4·{@link Double#MIN_VALUE} to underflow.
 */
final class BallFunctions {
  /** The largest radius for which a derivative at the centre is used. */
  static final double SMALL = 0x1p-10;

  private static final double U = Radius.UNIT_ROUNDOFF;
  private static final double EXP_ERROR = 3 * U;
  private static final double LOG_ERROR = 3 * U;
  private static final double TANH_ERROR = 6 * U;
  private static final double SIGMOID_ERROR = 6 * U;
  private static final double SOFTPLUS_ERROR = 6 * U;

  /** More than any error of y, and of what is computed from it in a few operations: 16u. */
  private static final double SLACK = 16 * U;

  private static final double MAY_UNDERFLOW = 0x1p-1020;

  private BallFunctions() {}

  /**
   * y: finite or ±∞ where it overflows. A ball that log or √ do not accept throws {@link
   * NotRepresentableException}.
   */
  static double value(ElementaryFunction f, double v, double r) {
    return switch (f) {
      case SQUARE -> v * v;
      case CUBE -> v * v * v;
      case ABSOLUTE -> Math.abs(v);
      case POSITIVE_PART -> v > 0 ? v : 0.0;
      case INDICATOR_POSITIVE -> v > r ? 1.0 : v <= -r ? 0.0 : 0.5;
      case INDICATOR_NON_NEGATIVE -> v >= r ? 1.0 : v < -r ? 0.0 : 0.5;
      case INDICATOR_ZERO -> Math.abs(v) > r ? 0.0 : r == 0 ? 1.0 : 0.5;
      case SIGN -> v > r ? 1.0 : v < -r ? -1.0 : r == 0 ? 0.0 : v == r ? 0.5 : v == -r ? -0.5 : 0.0;
      case EXP -> StrictMath.exp(v);
      case LOG -> {
        if (!(v > r)) {
          throw new NotRepresentableException("log: the argument " + v + " ± " + r + " reaches 0");
        }
        yield StrictMath.log(v);
      }
      case SQRT -> {
        if (!(v >= r)) {
          throw new NotRepresentableException(
              "sqrt: the argument " + v + " ± " + r + " reaches below 0");
        }
        yield StrictMath.sqrt(v);
      }
      case TANH -> StrictMath.tanh(v);
      case SIGMOID -> sigmoid(v);
      case SOFTPLUS -> softplus(v);
    };
  }

  private static double sigmoid(double t) {
    if (t >= 0) {
      return 1 / (1 + StrictMath.exp(-t));
    }
    double e = StrictMath.exp(t);
    return e / (1 + e);
  }

  private static double softplus(double t) {
    return t > 0 ? t + StrictMath.log1p(StrictMath.exp(-t)) : StrictMath.log1p(StrictMath.exp(t));
  }

  /** The radius around y = {@link #value}(f, v, r); +∞ when y is infinite or nothing is known. */
  static double radius(ElementaryFunction f, double v, double r, double y) {
    return switch (f) {
      case SQUARE -> Radius.ofProduct(v, r, v, r, y);
      case CUBE -> {
        double p = v * v;
        yield Radius.ofProduct(p, Radius.ofProduct(v, r, v, r, p), v, r, y);
      }
      case ABSOLUTE -> r;
      case POSITIVE_PART -> v >= r ? r : v <= -r ? 0.0 : v >= 0 ? r : plusUp(v, r);
      case INDICATOR_POSITIVE, INDICATOR_NON_NEGATIVE, INDICATOR_ZERO -> y == 0.5 ? 0.5 : 0.0;
      case SIGN -> Math.abs(y) == 0.5 ? 0.5 : y == 0 && r > 0 ? 1.0 : 0.0;
      case SQRT -> sqrtRadius(v, r, y);
      case EXP, LOG, TANH, SIGMOID, SOFTPLUS ->
          r <= SMALL ? smallRadius(f, v, r, y) : radiusFromEnds(f, v, r, y);
    };
  }

  /** |√x − √v| = |x − v|/(√x + √v) ≤ r/√v. */
  private static double sqrtRadius(double v, double r, double y) {
    if (v == 0) {
      return 0.0; // v ≥ r, so r = 0 too
    }
    boolean exact = v >= DirectedRounding.RESIDUAL_SAFE && Math.fma(y, y, -v) == 0;
    double rounding = exact ? 0.0 : Math.ulp(y);
    return Radius.plus(rounding, Radius.dividedBy(r, Math.nextDown(y)));
  }

  private static double smallRadius(ElementaryFunction f, double v, double r, double y) {
    if (r == 0
        && (f == ElementaryFunction.LOG ? v == 1 : v == 0)
        && f != ElementaryFunction.SOFTPLUS) {
      return 0.0; // exp 0 = 1, log 1 = 0, tanh 0 = 0, sigmoid 0 = 1/2: as fdlibm returns them
    }
    double underflow = Math.abs(y) < MAY_UNDERFLOW ? 4 * Double.MIN_VALUE : 0.0;
    double evaluation = Radius.plus(Radius.times(relativeError(f), Math.abs(y)), underflow);
    return Radius.plus(evaluation, r == 0 ? 0.0 : spread(f, v, r, y));
  }

  private static double relativeError(ElementaryFunction f) {
    return switch (f) {
      case EXP -> EXP_ERROR;
      case LOG -> LOG_ERROR;
      case TANH -> TANH_ERROR;
      case SIGMOID -> SIGMOID_ERROR;
      case SOFTPLUS -> SOFTPLUS_ERROR;
      default ->
          throw new IllegalArgumentException("relativeError: not a transcendental function: " + f);
    };
  }

  /** At least max |f(x) − f(v)| over the ball, r ≤ {@link #SMALL}. */
  private static double spread(ElementaryFunction f, double v, double r, double y) {
    if (f == ElementaryFunction.LOG) {
      // the derivative 1/x is largest at the lower end, where it may overflow, but not r times it
      return Radius.dividedBy(r, minusDown(v, r));
    }
    double slope =
        switch (f) {
          // e^v (e^r − 1) ≤ e^v (1 + 2r) r
          case EXP -> relative(y);
          // tanh' = 1 − tanh², and |(log tanh')'| ≤ 2
          case TANH -> Math.min(1.0, (1 - y * y) + SLACK);
          // sigmoid' = s(1−s), and |(log sigmoid')'| ≤ 1
          case SIGMOID -> y <= 0.5 ? relative(y * (1 - y)) : y * (1 - y) + SLACK;
          // softplus' = sigmoid ≤ min(1, softplus), and |(log sigmoid)'| ≤ 1
          case SOFTPLUS -> Math.min(1.0, relative(y));
          default ->
              throw new IllegalArgumentException("spread: not a transcendental function: " + f);
        };
    // over a distance r a positive function with |(log g)'| ≤ 2 grows at most by e^{2r} ≤ 1 + 4r
    return Radius.times(r, Radius.times(Math.nextUp(1 + 4 * r), slope));
  }

  /**
   * An upper bound of a quantity computed as y with a relative error of at most 16u, and of
   * underflow.
   */
  private static double relative(double y) {
    return Radius.plus(Radius.times(y, 1 + SLACK), y < MAY_UNDERFLOW ? 4 * Double.MIN_VALUE : 0.0);
  }

  private static double radiusFromEnds(ElementaryFunction f, double v, double r, double y) {
    Interval image = new Interval(minusDown(v, r), plusUp(v, r)).apply(f);
    return Double.isInfinite(y)
        ? Double.POSITIVE_INFINITY
        : Math.max(0.0, Math.max(minusUp(image.upper(), y), minusUp(y, image.lower())));
  }
}
