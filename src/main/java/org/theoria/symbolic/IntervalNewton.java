package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Krawczyk's method (R. Krawczyk, Computing 4 (1969) 187-201, doi:10.1007/BF02234767): for a box X
 * with middle x and an approximate inverse A of the Jacobian matrix at x, let K = x − A f(x) + (I −
 * A F′(X)) (X − x). If K lies in the interior of X, then f has exactly one zero in X, and it is in
 * K. All arithmetic is exact or outward rounded, so that this is a proof.
 */
final class IntervalNewton {
  /** Newton steps before the proof; quadratic convergence makes 2^−256 of 1/2 in 8. */
  private static final int STEPS = 24;

  /** Half widths 2^−k of the boxes that are tried. */
  private static final List<Integer> WIDTHS = List.of(120, 90, 60, 30, 10);

  /** A pivot smaller than this times the largest entry counts as 0: then nothing is proved. */
  private static final Rational SINGULAR = Rational.of(1, 1L << 40);

  /**
   * A proved solution.
   *
   * @param box bounds of each symbol
   * @param proof how it was found
   */
  record Solution(Map<Symbol, RationalInterval> box, String proof) {}

  private final List<Expression> equations;
  private final Map<Symbol, RationalInterval> frozen;
  private final List<Symbol> moving;

  private IntervalNewton(
      List<Expression> equations, Map<Symbol, RationalInterval> frozen, List<Symbol> moving) {
    this.equations = equations;
    this.frozen = frozen;
    this.moving = moving;
  }

  /**
   * A common zero near the start.
   *
   * @param equations expressions that are to vanish
   * @param exact symbols whose values stay
   * @param start approximate values of the others; as many of them as there are equations move
   * @param round rounds the values of those that do not
   * @throws UndecidedException where none is proved
   */
  static Solution solve(
      List<Expression> equations,
      Map<Symbol, Rational> exact,
      Map<Symbol, Rational> start,
      UnaryOperator<Rational> round) {
    Map<Symbol, RationalInterval> frozen = new LinkedHashMap<>();
    exact.forEach((symbol, value) -> frozen.put(symbol, RationalInterval.point(value)));
    List<Symbol> candidates = new ArrayList<>(start.keySet());
    List<Rational> values = new ArrayList<>(start.values());
    IntervalNewton whole = new IntervalNewton(equations, frozen, candidates);
    List<Integer> columns = LinearSystem.pivots(whole.jacobian(values), SINGULAR);
    if (columns.size() < equations.size()) {
      throw new UndecidedException(
          "the "
              + equations.size()
              + " equations are not independent at the solver's point, or have a multiple zero");
    }
    List<Symbol> moving = new ArrayList<>();
    List<Rational> point = new ArrayList<>();
    Map<Symbol, RationalInterval> box = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      if (columns.contains(i)) {
        moving.add(candidates.get(i));
        point.add(values.get(i));
      } else {
        RationalInterval value = RationalInterval.point(round.apply(values.get(i)));
        frozen.put(candidates.get(i), value);
        box.put(candidates.get(i), value);
      }
    }
    if (moving.isEmpty()) {
      return new Solution(box, "interval arithmetic at a rational point");
    }
    IntervalNewton newton = new IntervalNewton(equations, frozen, moving);
    List<RationalInterval> solved = newton.proved(newton.refined(point));
    for (int i = 0; i < moving.size(); i++) {
      box.put(moving.get(i), solved.get(i));
    }
    List<String> names = moving.stream().map(Symbol::name).toList();
    return new Solution(box, "interval Newton in " + String.join(", ", names));
  }

  private List<Jet> jets(List<RationalInterval> box) {
    Map<Symbol, Jet> jets = new LinkedHashMap<>();
    int n = moving.size();
    frozen.forEach((symbol, value) -> jets.put(symbol, Jet.constant(value, n)));
    for (int i = 0; i < n; i++) {
      jets.put(moving.get(i), Jet.variable(box.get(i), i, n));
    }
    return equations.stream().map(equation -> Jet.of(equation, jets, n)).toList();
  }

  private static List<RationalInterval> points(List<Rational> values) {
    return values.stream().map(RationalInterval::point).toList();
  }

  /** An approximate Jacobian matrix, one row an equation. */
  private List<List<Rational>> jacobian(List<Rational> at) {
    return jets(points(at)).stream()
        .map(jet -> jet.gradient().stream().map(RationalInterval::middle).toList())
        .toList();
  }

  private List<Rational> refined(List<Rational> start) {
    List<Rational> x = start;
    for (int step = 0; step < STEPS; step++) {
      List<List<Rational>> inverse = LinearSystem.inverse(jacobian(x));
      List<Rational> f = jets(points(x)).stream().map(jet -> jet.value().middle()).toList();
      List<Rational> next = new ArrayList<>();
      boolean moved = false;
      for (int i = 0; i < x.size(); i++) {
        Rational change = LinearSystem.dot(inverse.get(i), f);
        moved |= !change.isZero();
        next.add(RationalInterval.rounded(x.get(i).minus(change), false));
      }
      if (!moved || next.equals(x)) {
        return x;
      }
      x = next;
    }
    return x;
  }

  private List<RationalInterval> proved(List<Rational> x) {
    List<List<Rational>> inverse = LinearSystem.inverse(jacobian(x));
    List<RationalInterval> values = jets(points(x)).stream().map(Jet::value).toList();
    for (int bits : WIDTHS) {
      Rational radius = Rational.of(1, 2).pow(bits);
      List<RationalInterval> box = x.stream().map(v -> RationalInterval.around(v, radius)).toList();
      List<RationalInterval> image;
      try {
        image = krawczyk(x, inverse, values, jets(box), box);
      } catch (UndecidedException e) {
        continue; // undefined somewhere in this box; the widest have come last
      }
      boolean inside = true;
      for (int i = 0; i < x.size(); i++) {
        inside &= image.get(i).isInsideOf(box.get(i));
      }
      if (inside) {
        return image;
      }
    }
    throw new UndecidedException("interval Newton proves no solution near the solver's point");
  }

  private static List<RationalInterval> krawczyk(
      List<Rational> x,
      List<List<Rational>> inverse,
      List<RationalInterval> values,
      List<Jet> jets,
      List<RationalInterval> box) {
    int n = x.size();
    List<RationalInterval> image = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      RationalInterval sum = RationalInterval.point(x.get(i));
      for (int k = 0; k < n; k++) {
        sum = sum.minus(RationalInterval.point(inverse.get(i).get(k)).times(values.get(k)));
      }
      for (int j = 0; j < n; j++) {
        RationalInterval entry = i == j ? RationalInterval.ONE : RationalInterval.ZERO;
        for (int k = 0; k < n; k++) {
          entry =
              entry.minus(
                  RationalInterval.point(inverse.get(i).get(k))
                      .times(jets.get(k).gradient().get(j)));
        }
        sum = sum.plus(entry.times(box.get(j).minus(RationalInterval.point(x.get(j)))));
      }
      image.add(sum);
    }
    return image;
  }
}
