package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
 * Writes relations as a script in SMT-LIB 2 over the reals. A statement is about the points at
 * which both sides of all its relations have a value, and an expression has one only where all its
 * parts have; so that what makes a part defined is asserted beside the relations:
 *
 * <ul>
 *   <li>b^(−n) is r^n for a new constant r with r·b = 1, which is possible only where b ≠ 0;
 *   <li>b^(p/q) is s^p for a new s ≥ 0 with s^q = b, possible only where b ≥ 0;
 *   <li>Max(a, b) is a new m with m ≥ a, m ≥ b, and m = a or m = b; Abs(a) is Max(a, −a);
 *   <li>an application f(a) of an uninterpreted function is a new constant; for two of them equal
 *       arguments give equal values (Ackermann's reduction). Any such values belong to a smooth
 *       function, so that nothing is lost;
 *   <li>symbols that range over the integers range over the reals here: what holds for all reals
 *       holds for the integers, and a point found is tested for being one.
 * </ul>
 *
 * <p>Where this asserts less than is meant (0^e for an exponent that is 0 without being written
 * so), there are more points: {@code unsat} stays right, and a point is certified by our own
 * evaluation.
 */
final class SmtTranslator {
  /** Powers with larger exponents, and roots of a larger order, are refused. */
  static final int POWER_LIMIT = 64;

  /** Pairs of applications of one function, of which each gives an assertion. */
  private static final int PAIR_LIMIT = 2_000;

  /** Longer scripts are refused. */
  private static final int LENGTH_LIMIT = 200_000;

  /** Names of constants up to this length say what they stand for. */
  private static final int NAME_LIMIT = 60;

  private static final Set<String> RESERVED =
      Set.of(
          "as",
          "exists",
          "forall",
          "let",
          "match",
          "par",
          "true",
          "false",
          "BINARY",
          "DECIMAL",
          "HEXADECIMAL",
          "NUMERAL",
          "STRING");

  /** Names that need no bars: fewer than SMT-LIB allows. A model gives all without bars. */
  private static final Pattern SIMPLE = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final Map<String, Expression> variables = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();
  private final List<Application> applications = new ArrayList<>();
  private int length;

  private record Application(Apply apply, List<String> arguments, String name) {}

  private SmtTranslator() {}

  /**
   * The question whether there is a point at which the hypotheses hold and the conclusion has two
   * sides but fails.
   */
  static SmtScript negatedGoal(Comparison conclusion, Assumptions assumptions) {
    SmtTranslator translator = new SmtTranslator();
    translator.comment(
        "Is there a point at which the hypotheses hold, both sides of the conclusion have a value,"
            + " and it fails?");
    translator.comment("unsat: there is none; the hypotheses imply the conclusion.");
    translator.hypotheses(assumptions);
    translator.comment("not: " + conclusion);
    String formula = translator.relation(conclusion);
    translator.emit("(assert (not " + formula + "))");
    return translator.script(assumptions.integers());
  }

  /**
   * The question whether there is a point at which the hypotheses hold and all these expressions
   * have a value.
   */
  static SmtScript inhabited(List<Expression> defined, Assumptions assumptions) {
    SmtTranslator translator = new SmtTranslator();
    translator.comment(
        "Is there a point at which the hypotheses hold"
            + (defined.isEmpty() ? "?" : " and both sides of the conclusion have a value?"));
    translator.comment("unsat: there is none; the implication says nothing.");
    translator.hypotheses(assumptions);
    defined.forEach(translator::term);
    return translator.script(assumptions.integers());
  }

  private void hypotheses(Assumptions assumptions) {
    for (Comparison given : assumptions.relations()) {
      comment(given.toString());
      String formula = relation(given);
      emit("(assert " + formula + ")");
    }
  }

  private SmtScript script(Set<String> integers) {
    congruence();
    List<String> head = new ArrayList<>();
    head.add("; Made by Theoria; to ask again: z3 FILE");
    head.add("(set-logic QF_NRA)");
    if (!Collections.disjoint(variables.keySet(), integers)) {
      head.add("; real here, meant as integers: " + String.join(", ", integers));
    }
    return new SmtScript(
        String.join("\n", head) + "\n" + String.join("\n", lines) + "\n(check-sat)\n", variables);
  }

  private void comment(String text) {
    emit("; " + text);
  }

  private void emit(String line) {
    length += line.length() + 1;
    if (length > LENGTH_LIMIT) {
      throw new UndecidedException(
          "the question to the solver is longer than " + LENGTH_LIMIT + " characters");
    }
    lines.add(line);
  }

  private String relation(Comparison relation) {
    String left = term(relation.left());
    String right = term(relation.right());
    String operator =
        switch (relation.operator()) {
          case EQUAL, NOT_EQUAL -> "=";
          case LESS -> "<";
          case AT_MOST -> "<=";
          case GREATER -> ">";
          case AT_LEAST -> ">=";
        };
    String formula = "(" + operator + " " + left + " " + right + ")";
    return relation.operator() == Comparison.Operator.NOT_EQUAL ? "(not " + formula + ")" : formula;
  }

  private String term(Expression expression) {
    return switch (expression) {
      case Constant c -> number(c.value());
      case Symbol s -> symbol(s);
      case Sum s -> call("+", s.terms());
      case Product p -> call("*", p.factors());
      case Power p -> power(p);
      case Apply a -> application(a);
      case Max m -> largest(m, m.arguments().stream().map(this::term).toList());
      case Abs a -> {
        String argument = term(a.argument());
        yield largest(a, List.of(argument, "(- " + argument + ")"));
      }
      case Elementary e -> throw new UndecidedException(e + " is not algebraic");
      case Derivative d -> term(Differentiation.derivative(d.body(), d.variable()));
    };
  }

  private String call(String operator, List<Expression> parts) {
    return parts.stream()
        .map(this::term)
        .collect(Collectors.joining(" ", "(" + operator + " ", ")"));
  }

  static String number(Rational value) {
    String size = value.abs().numerator().toString();
    String text = value.isInteger() ? size : "(/ " + size + " " + value.denominator() + ")";
    return value.signum() < 0 ? "(- " + text + ")" : text;
  }

  private String symbol(Symbol symbol) {
    boolean reserved = RESERVED.contains(symbol.name());
    String raw = reserved ? "the symbol " + symbol.name() : symbol.name();
    String name = SIMPLE.matcher(raw).matches() ? raw : quoted(raw);
    if (variables.putIfAbsent(raw, symbol) == null) {
      emit("(declare-const " + name + " Real)");
    }
    return name;
  }

  private String application(Apply apply) {
    String key = apply.toString();
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    List<String> arguments = apply.arguments().stream().map(this::term).toList();
    String name = declared(key);
    variables.put(name.substring(1, name.length() - 1), apply);
    applications.add(new Application(apply, arguments, name));
    return name;
  }

  /** A constant named after what it stands for. */
  private String declared(String key) {
    String name = quoted(key.length() <= NAME_LIMIT ? key : "part " + (names.size() + 1));
    names.put(key, name);
    emit("(declare-const " + name + " Real)" + (key.length() <= NAME_LIMIT ? "" : " ; " + key));
    return name;
  }

  private static String quoted(String name) {
    return "|" + name + "|";
  }

  private String largest(Expression key, List<String> arguments) {
    String known = names.get(key.toString());
    if (known != null) {
      return known;
    }
    String name = declared(key.toString());
    for (String argument : arguments) {
      emit("(assert (>= " + name + " " + argument + "))");
    }
    emit(
        arguments.stream()
            .map(argument -> "(= " + name + " " + argument + ")")
            .collect(Collectors.joining(" ", "(assert (or ", "))")));
    return name;
  }

  private String power(Power power) {
    Rational exponent = Jet.exponentOf(power);
    OptionalInt numerator =
        SmallInteger.of(Rational.of(exponent.numerator(), BigInteger.ONE), POWER_LIMIT);
    OptionalInt order =
        SmallInteger.of(Rational.of(exponent.denominator(), BigInteger.ONE), POWER_LIMIT);
    if (numerator.isEmpty() || order.isEmpty()) {
      throw new UndecidedException(
          "the power " + power + " is beyond " + POWER_LIMIT + ": no question for the solver");
    }
    String base = term(power.base());
    if (order.getAsInt() > 1) {
      base = root(power.base(), base, order.getAsInt());
    }
    int n = numerator.getAsInt();
    if (n < 0) {
      base = reciprocal(power.base(), base, order.getAsInt());
    }
    return repeated(base, Math.abs(n));
  }

  private String root(Expression radicand, String base, int order) {
    String key = Expression.power(radicand, Expression.constant(Rational.of(1, order))).toString();
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    String name = declared(key);
    emit("(assert (>= " + name + " 0))");
    emit("(assert (= " + repeated(name, order) + " " + base + "))");
    return name;
  }

  private String reciprocal(Expression divisor, String base, int order) {
    String key = Expression.power(divisor, Expression.constant(Rational.of(-1, order))).toString();
    String known = names.get(key);
    if (known != null) {
      return known;
    }
    String name = declared(key);
    emit("(assert (= (* " + name + " " + base + ") 1))");
    return name;
  }

  private static String repeated(String base, int times) {
    return switch (times) {
      case 0 -> "1";
      case 1 -> base;
      default ->
          base.startsWith("(")
              ? "(let ((b! " + base + ")) " + repeated("b!", times) + ")"
              : "(* " + String.join(" ", Collections.nCopies(times, base)) + ")";
    };
  }

  private void congruence() {
    int pairs = 0;
    for (int i = 0; i < applications.size(); i++) {
      for (int j = 0; j < i; j++) {
        Application one = applications.get(i);
        Application two = applications.get(j);
        if (!one.apply().function().equals(two.apply().function())
            || !one.apply().orders().equals(two.apply().orders())) {
          continue;
        }
        if (++pairs > PAIR_LIMIT) {
          throw new UndecidedException(
              "more than " + PAIR_LIMIT + " pairs of applications of a function");
        }
        List<String> equal = new ArrayList<>();
        for (int k = 0; k < one.arguments().size(); k++) {
          equal.add("(= " + one.arguments().get(k) + " " + two.arguments().get(k) + ")");
        }
        String same =
            equal.size() == 1 ? equal.getFirst() : "(and " + String.join(" ", equal) + ")";
        emit("(assert (=> " + same + " (= " + one.name() + " " + two.name() + ")))");
      }
    }
  }
}
