package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Monomial.Atom;

/**
 * One choice of a sign for every argument of a ReLU (or |·|, or an indicator) that an evaluation
 * meets. Arguments that differ by a factor of known sign are one argument. The cases are closed
 * (argument ≥ 0, or ≤ 0), so that together they cover everything; arguments that are assumed not to
 * be 0 have strict ones.
 */
final class Pattern {
  private final Facts facts;
  private final List<Integer> prescribed;
  private final Map<String, Choice> met = new LinkedHashMap<>();
  private final Set<String> strict = new TreeSet<>();
  private boolean empty;

  private record Choice(Expression argument, int sign) {}

  /** An argument as factor · core, the factor of known sign. */
  private record Split(int factorSign, NormalForm core) {}

  private Pattern(Facts facts, List<Integer> prescribed) {
    this.facts = facts;
    this.prescribed = List.copyOf(prescribed);
  }

  /** The first pattern: every sign is +. */
  static Pattern first(Facts facts) {
    return new Pattern(facts, List.of());
  }

  /** The pattern after this one, once this one's evaluation is complete; none after the last. */
  Optional<Pattern> next() {
    List<Integer> signs = new ArrayList<>(met.values().stream().map(Choice::sign).toList());
    while (!signs.isEmpty() && signs.getLast() < 0) {
      signs.removeLast();
    }
    if (signs.isEmpty()) {
      return Optional.empty();
    }
    signs.set(signs.size() - 1, -1);
    return Optional.of(new Pattern(facts, signs));
  }

  /** The sign of the argument in this pattern; 0 where it is identically 0. */
  int sign(Expression argument) {
    NormalForm form = new Expansion(facts).expand(argument);
    if (form.isZero()) {
      return 0;
    }
    Optional<Rational> number = form.asConstant();
    if (number.isPresent()) {
      return number.get().signum();
    }
    Split split = split(form);
    if (split.core().equals(NormalForm.ONE)) {
      return split.factorSign(); // a product of factors of known sign: there is nothing to choose
    }
    Expression core = split.core().toExpression();
    Choice choice = met.get(core.toString());
    if (choice == null) {
      int index = met.size();
      choice = new Choice(core, index < prescribed.size() ? prescribed.get(index) : 1);
      met.put(core.toString(), choice);
    }
    return split.factorSign() * choice.sign();
  }

  /** Whether the sign of the argument is strict: it is assumed not to be 0, or a known number. */
  boolean isStrict(Expression argument) {
    NormalForm form = new Expansion(facts).expand(argument);
    if (form.asConstant().isPresent()) {
      return true;
    }
    NormalForm core = split(form).core();
    return core.equals(NormalForm.ONE) || strict.contains(core.toString());
  }

  /**
   * An argument met so far that depends on the symbol and may be 0: there nothing need be
   * differentiable.
   */
  Optional<Expression> openArgument(Expression.Symbol symbol) {
    return met.entrySet().stream()
        .filter(entry -> !strict.contains(entry.getKey()))
        .map(entry -> entry.getValue().argument())
        .filter(argument -> Differentiation.dependsOn(argument, symbol))
        .findFirst();
  }

  /** From now on the argument is assumed not to be 0. */
  void assumeNonZero(Expression argument) {
    NormalForm form = new Expansion(facts).expand(argument);
    if (form.isZero()) {
      empty = true;
    } else if (form.asConstant().isEmpty()) {
      strict.add(split(form).core().toString());
    }
  }

  /** Whether the assumptions exclude this pattern. */
  boolean isEmpty() {
    return empty;
  }

  /** What the pattern says, as relations. */
  List<Comparison> relations() {
    List<Comparison> relations = new ArrayList<>();
    met.forEach(
        (key, choice) -> {
          boolean open = strict.contains(key);
          Operator operator =
              choice.sign() > 0
                  ? (open ? Operator.GREATER : Operator.AT_LEAST)
                  : (open ? Operator.LESS : Operator.AT_MOST);
          relations.add(new Comparison(choice.argument(), operator, Expression.Constant.ZERO));
        });
    return relations;
  }

  private Split split(NormalForm form) {
    Primitive primitive = Primitive.of(form);
    int sign = primitive.content().signum();
    NormalForm core = primitive.rest();
    for (Map.Entry<Atom, NormalForm> power : primitive.monomial().powers().entrySet()) {
      NormalForm factor =
          NormalForm.term(Rational.ONE, Monomial.of(power.getKey(), power.getValue()));
      SignSet known = facts.sign(factor);
      if (known.isWithin(SignSet.NEGATIVE)) {
        sign = -sign;
      } else if (!known.isWithin(SignSet.POSITIVE)) {
        core = core.times(factor);
      }
    }
    return new Split(sign, core);
  }
}
