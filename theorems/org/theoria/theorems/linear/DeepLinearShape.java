package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * Identities about a deep linear network at one shape, for all values of the entries.
 *
 * @param identities what is claimed; a record or an enum constant, so that variants differ
 * @param widths (d_x, n_1, …, d_y)
 * @param examples n
 */
record DeepLinearShape(Identities identities, List<Integer> widths, int examples)
    implements FormalClaims {

  /** Claims about the weights, the data and whatever other symbols they ask for. */
  interface Identities {
    <M extends Matrix<M>> List<Claim<M>> on(
        DeepLinearShape shape, Symbols symbols, FormalArithmetic<M> k);
  }

  DeepLinearShape {
    widths = List.copyOf(widths);
  }

  static DeepLinearShape of(Identities identities, int examples, int... widths) {
    return new DeepLinearShape(identities, Arrays.stream(widths).boxed().toList(), examples);
  }

  @Override
  public String shape() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"))
        + ", n = "
        + examples;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    return identities.on(this, symbols, k);
  }

  /** H. */
  int depth() {
    return widths.size() - 1;
  }

  int inputs() {
    return widths.getFirst();
  }

  int outputs() {
    return widths.getLast();
  }

  /** W_1, …, W_H (or V_1, …, V_H) of symbols, with this letter and the number of the layer. */
  <M extends Matrix<M>> List<M> layers(String letter, Symbols symbols, FormalArithmetic<M> k) {
    List<M> layers = new ArrayList<>();
    for (int h = 1; h <= depth(); h++) {
      layers.add(k.of(symbols.matrix(letter + h, widths.get(h), widths.get(h - 1))));
    }
    return layers;
  }

  /** X, d_x × n. */
  <M extends Matrix<M>> M x(Symbols symbols, FormalArithmetic<M> k) {
    return k.of(symbols.matrix("x", inputs(), examples));
  }

  /** Y, d_y × n. */
  <M extends Matrix<M>> M y(Symbols symbols, FormalArithmetic<M> k) {
    return k.of(symbols.matrix("y", outputs(), examples));
  }

  /** A matrix times a number, 1 × 1. */
  static <M extends Matrix<M>> M times(FormalArithmetic<M> k, M number, M matrix) {
    return matrix.scaleRows(k.constant(matrix.rows(), 1, Rational.ONE).times(number));
  }
}
