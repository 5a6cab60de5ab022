package org.theoria.symbolic;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Monomial.Atom;

/**
 * A form written as content · monomial · rest, where the rest is 1 or a sum whose first coefficient
 * is 1 and whose terms have no common power of an atom.
 *
 * @param content a rational number, not 0
 * @param monomial the common powers
 * @param rest 1, or a sum of at least two terms
 */
record Primitive(Rational content, Monomial monomial, NormalForm rest) {

  /** Of a form that is not 0. */
  static Primitive of(NormalForm form) {
    Map.Entry<Monomial, Rational> first = form.terms().entrySet().iterator().next();
    if (form.terms().size() == 1) {
      return new Primitive(first.getValue(), first.getKey(), NormalForm.ONE);
    }
    Monomial common = Monomial.ONE;
    for (Atom atom : first.getKey().powers().keySet()) {
      common = common.with(atom, commonExponent(form, atom));
    }
    Monomial inverse = common.power(NormalForm.constant(Rational.ONE.negate()));
    NormalForm rest = form.times(inverse);
    Rational content = rest.coefficient(rest.terms().firstKey());
    return new Primitive(content, common, rest.scale(content.reciprocal()));
  }

  /** The smallest exponent where all differ by numbers; 0 where they do not. */
  private static NormalForm commonExponent(NormalForm form, Atom atom) {
    Iterator<Monomial> monomials = form.terms().keySet().iterator();
    NormalForm smallest = monomials.next().powers().getOrDefault(atom, NormalForm.ZERO);
    while (monomials.hasNext()) {
      NormalForm e = monomials.next().powers().getOrDefault(atom, NormalForm.ZERO);
      Optional<Rational> difference = e.minus(smallest).asConstant();
      if (difference.isEmpty()) {
        return NormalForm.ZERO;
      }
      smallest = difference.get().signum() < 0 ? e : smallest;
    }
    return smallest;
  }
}
