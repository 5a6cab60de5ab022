package org.theoria.proposition;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Makes numbers that stand for symbols: an instance built from them and evaluated in a formal
 * arithmetic gives expressions in those symbols. What is built may multiply and divide such numbers
 * by each other and by small constants, and may do everything inside the arithmetic; anything else
 * (a sum outside the arithmetic, a branch on a value) is found out and refused.
 *
 * <p>Names are those of the grammar of {@link Justification}; each may be used once.
 */
public interface Symbols {

  /** A real symbol. */
  Rational real(String name);

  /** A symbol that is assumed positive. */
  Rational positive(String name);

  /** A symbol that is assumed not to be 0. */
  Rational nonZero(String name);

  /**
   * A matrix of real symbols: name_ij with i, j from 1, name_i in a single column; with an
   * underscore between i and j where one of them exceeds 9.
   */
  RationalMatrix matrix(String name, int rows, int columns);
}
