package org.theoria.symbolic;

/**
 * A solver for the quantifier-free theory of the reals with addition and multiplication. An
 * implementation never hangs, never throws on a script, and answers the same to the same script.
 * Its {@code unsat} is believed (and reported as the solver's word alone); its {@code sat} is not:
 * see {@link ModelCertifier}.
 */
public interface SmtSolver {

  /** The solver and its version. */
  String name();

  /**
   * Whether there are real numbers that satisfy the assertions.
   *
   * @param script a complete script in SMT-LIB 2 that declares only real constants and asserts
   */
  SmtAnswer solve(String script);
}
