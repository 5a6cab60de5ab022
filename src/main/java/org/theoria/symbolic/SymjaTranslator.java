package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.matheclipse.core.expression.F;
import org.matheclipse.core.expression.S;
import org.matheclipse.core.interfaces.IExpr;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Builds Symja trees from expressions, for one call. No text reaches Symja's parser, and no name of
 * ours reaches its symbol table: symbols become tsym0, tsym1, … and functions tfun0, …, so that E,
 * I, D, N, C, K, O and x_1 are variables like any other.
 *
 * <p>Must be used on the thread of the evaluation engine.
 */
final class SymjaTranslator {
  /**
   * Integer exponents of numbers and sums beyond this are refused: Symja would write the power out.
   */
  private static final int EXPONENT_LIMIT = 256;

  private static final int NODE_LIMIT = 200_000;
  private static final Pattern NAME = Pattern.compile("\\bt(sym|fun)(\\d+)\\b");

  private final Map<String, String> symbols = new LinkedHashMap<>();
  private final Map<String, String> functions = new LinkedHashMap<>();
  private int nodes;

  IExpr translate(Expression expression) {
    if (++nodes > NODE_LIMIT) {
      throw new UndecidedException("the expression has more than " + NODE_LIMIT + " nodes");
    }
    return switch (expression) {
      case Constant c -> rational(c.value());
      case Symbol s -> symbol(s.name());
      case Sum s -> F.Plus(array(s.terms()));
      case Product p -> F.Times(array(p.factors()));
      case Power p -> power(p);
      case Apply a -> apply(a);
      case Max m -> F.ast(array(m.arguments()), S.Max);
      case Abs a -> F.Abs(translate(a.argument()));
      case Elementary e ->
          throw new UndecidedException(e + ": elementary functions are not put to the CAS");
      case Derivative d -> F.D(translate(d.body()), translate(d.variable()));
    };
  }

  private IExpr[] array(List<Expression> expressions) {
    return expressions.stream().map(this::translate).toArray(IExpr[]::new);
  }

  private static IExpr rational(Rational value) {
    return value.isInteger()
        ? F.ZZ(value.numerator())
        : F.QQ(F.ZZ(value.numerator()), F.ZZ(value.denominator()));
  }

  IExpr symbol(String name) {
    return F.symbol(symbols.computeIfAbsent(name, n -> "tsym" + symbols.size()));
  }

  private IExpr apply(Apply apply) {
    IExpr head =
        F.symbol(functions.computeIfAbsent(apply.function(), n -> "tfun" + functions.size()));
    if (apply.orders().stream().anyMatch(order -> order > 0)) {
      IExpr[] orders = apply.orders().stream().map(F::ZZ).toArray(IExpr[]::new);
      head = F.ast(new IExpr[] {head}, F.ast(orders, S.Derivative));
    }
    return F.ast(array(apply.arguments()), head);
  }

  /**
   * Symja 3.0.0 does not normalise the sign of 1/(−n): a negative factor of a base is taken out
   * here where the exponent is an integer.
   */
  private IExpr power(Power power) {
    if (power.exponent() instanceof Constant e && e.value().isInteger()) {
      OptionalInt n = SmallInteger.of(e.value(), EXPONENT_LIMIT);
      if (n.isEmpty() && !(power.base() instanceof Symbol)) {
        throw new UndecidedException("the exponent " + e + " is beyond " + EXPONENT_LIMIT);
      }
      if (n.isPresent() && power.base() instanceof Constant c && !c.value().isZero()) {
        return rational(c.value().pow(n.getAsInt()));
      }
      if (n.isPresent()
          && power.base() instanceof Product p
          && p.factors().getFirst() instanceof Constant c
          && !c.value().isZero()) {
        List<Expression> rest = new ArrayList<>(p.factors().subList(1, p.factors().size()));
        return F.Times(
            rational(c.value().pow(n.getAsInt())),
            F.Power(translate(Expression.product(rest)), rational(e.value())));
      }
    } else if (power.base() instanceof Constant
        && power.exponent() instanceof Constant e
        && e.value().bitSize() > 16) {
      throw new UndecidedException("the exponent " + e + " is beyond " + EXPONENT_LIMIT);
    } else if (power.exponent() instanceof Power tower && tower.symbols().isEmpty()) {
      throw new UndecidedException("the exponent " + tower + " is beyond " + EXPONENT_LIMIT);
    }
    return F.Power(translate(power.base()), translate(power.exponent()));
  }

  IExpr translate(Comparison relation) {
    IExpr left = translate(relation.left());
    IExpr right = translate(relation.right());
    return switch (relation.operator()) {
      case EQUAL -> F.Equal(left, right);
      case NOT_EQUAL -> F.Unequal(left, right);
      case LESS -> F.Less(left, right);
      case AT_MOST -> F.LessEqual(left, right);
      case GREATER -> F.Greater(left, right);
      case AT_LEAST -> F.GreaterEqual(left, right);
    };
  }

  /**
   * The assumptions as one conjunction; call it after everything else was translated, so that every
   * symbol is declared real.
   */
  IExpr translate(Assumptions assumptions) {
    List<IExpr> parts = new ArrayList<>();
    assumptions.relations().forEach(relation -> parts.add(translate(relation)));
    for (String name : assumptions.integers()) {
      parts.add(F.Element(symbol(name), S.Integers));
    }
    for (String name : List.copyOf(symbols.keySet())) {
      if (!assumptions.integers().contains(name)) {
        parts.add(F.Element(symbol(name), S.Reals));
      }
    }
    return switch (parts.size()) {
      case 0 -> S.True;
      case 1 -> parts.getFirst(); // Refine does not look into an And of one
      default -> F.And(parts.toArray(IExpr[]::new));
    };
  }

  /** Symja's text with our names put back, shortened for a report. */
  String text(IExpr expression) {
    String raw = expression.toString();
    String shown = raw.length() > 400 ? raw.substring(0, 400) + "…" : raw;
    Matcher matcher = NAME.matcher(shown.replace("\n", ""));
    return matcher.replaceAll(
        found -> Matcher.quoteReplacement(original(found.group(1), found.group())));
  }

  private String original(String kind, String mangled) {
    Map<String, String> names = kind.equals("sym") ? symbols : functions;
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(mangled))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(mangled);
  }
}
