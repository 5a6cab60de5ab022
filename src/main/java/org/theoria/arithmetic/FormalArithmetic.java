package org.theoria.arithmetic;

import java.util.List;

/**
 * An arithmetic of formal expressions: beside what every arithmetic does, it applies uninterpreted
 * smooth functions and differentiates. A proposition evaluated in it becomes identities between
 * expressions.
 *
 * @param <M> the matrices of the arithmetic
 */
public interface FormalArithmetic<M extends Matrix<M>> extends OrderedArithmetic<M> {

  /**
   * A partial derivative of an uninterpreted smooth function, entry by entry.
   *
   * @param function the name of the function
   * @param orders how often it is differentiated with respect to each argument; all 0 is the
   *     function itself
   * @param arguments the arguments, as many as orders, all of the same shape
   * @return a matrix of the shape of the arguments
   */
  M formal(String function, List<Integer> orders, List<M> arguments);

  /**
   * The partial derivatives of a number with respect to variables.
   *
   * @param scalar what is differentiated, 1 × 1
   * @param variables a matrix whose entries are variables, r × c
   * @return a matrix of the shape of the variables
   */
  M derivative(M scalar, M variables);

  /**
   * The arithmetic as a formal one.
   *
   * @param k the arithmetic
   * @param function the uninterpreted function that asks for it
   * @throws NotRepresentableException where it is an arithmetic of numbers
   */
  static <M extends Matrix<M>> FormalArithmetic<M> required(
      OrderedArithmetic<M> k, String function) {
    if (k instanceof FormalArithmetic<M> formal) {
      return formal;
    }
    throw new NotRepresentableException(
        "the uninterpreted function " + function + " has no value in the arithmetic " + k.name());
  }
}
