package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * The polynomial of a pattern at one shape, for all weights, biases and inputs off the kinks: f_θ
 * is the sum over the layers of W_H D_{H−1} ⋯ D_h b_h and of W_H ⋯ W_1 x, and at λθ with the
 * pattern of θ these parts are multiplied by λ^{H−h+1} and λᴴ.
 *
 * @param part which identity
 * @param shift added to each exponent H − h + 1: 0, or a false one
 * @param widths (n₀, …, n_H)
 */
record PolynomialShape(Part part, int shift, List<Integer> widths) implements FormalClaims {

  /** The identities. */
  enum Part {
    /** f_θ(x) is the sum of the parts. */
    VALUE,
    /** The frozen map at λθ. */
    GRADED,
    /** z_h with b_h + s is z_h + s. */
    BIAS
  }

  static PolynomialShape of(Part part, int shift, Integer... widths) {
    return new PolynomialShape(part, shift, Arrays.asList(widths));
  }

  PolynomialShape {
    widths = List.copyOf(widths);
  }

  @Override
  public String shape() {
    return NetworkSymbols.shape(widths);
  }

  private Network network(Symbols symbols) {
    return NetworkSymbols.network(symbols, widths, Activation.RELU);
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    Network n = network(symbols);
    M x = k.of(symbols.matrix("x", widths.getFirst(), 1));
    Forward<M> f = n.forward(k, x);
    return List.of(
        switch (part) {
          case VALUE -> Claim.equal("value", f.output(), sum(f, n, k, Rational.ONE));
          case GRADED -> {
            Rational l = symbols.real("l");
            yield Claim.equal("graded", frozen(f, n, k, l), sum(f, n, k, l));
          }
          case BIAS -> bias(f, n, k, k.scalar(symbols.real("s")));
        });
  }

  /** Σ_h λ^{H−h+1}·W_H D_{H−1} ⋯ D_h b_h + λᴴ·W_H D_{H−1} ⋯ W_1 x. */
  private <M extends Matrix<M>> M sum(Forward<M> f, Network n, FormalArithmetic<M> k, Rational l) {
    int depth = n.depth();
    M sum = carried(f, f.weight(1).times(f.layer(0)), 1).scale(l.pow(depth));
    for (int h = 1; h <= depth; h++) {
      sum = sum.plus(carried(f, k.of(n.bias(h)), h).scale(l.pow(depth - h + 1 + shift)));
    }
    return sum;
  }

  /** W_H D_{H−1} ⋯ W_{h+1} D_h v. */
  private static <M extends Matrix<M>> M carried(Forward<M> f, M v, int h) {
    M moved = v;
    for (int g = h; g < f.depth(); g++) {
      moved = f.weight(g + 1).times(f.slope(g).hadamard(moved));
    }
    return moved;
  }

  /** The frozen map at λθ. */
  private static <M extends Matrix<M>> M frozen(
      Forward<M> f, Network n, FormalArithmetic<M> k, Rational l) {
    M layer = f.layer(0);
    for (int h = 1; h <= n.depth(); h++) {
      M z = k.of(n.weight(h).scale(l)).times(layer).plus(k.of(n.bias(h).scale(l)));
      layer = h == n.depth() ? z : f.slope(h).hadamard(z);
    }
    return layer;
  }

  /**
   * The pre-activations of the last hidden layer, its biases raised by s (twice s: a false one).
   */
  private <M extends Matrix<M>> Claim<M> bias(Forward<M> f, Network n, FormalArithmetic<M> k, M s) {
    int h = n.depth() - 1;
    M ones = k.constant(n.architecture().width(h), 1, Rational.ONE).times(s);
    List<M> biases = new ArrayList<>(n.biases().stream().map(k::of).toList());
    biases.set(h - 1, biases.get(h - 1).plus(ones).plus(ones.scale(Rational.of(shift))));
    M moved = Forward.of(k, n.activations(), f.weights(), biases, f.layer(0)).preActivation(h);
    return Claim.equal("bias", moved, f.preActivation(h).plus(ones));
  }

  @Override
  public <M extends Matrix<M>> List<M> nonZero(Symbols symbols, FormalArithmetic<M> k) {
    Network n = network(symbols);
    return n.forward(k, k.of(symbols.matrix("x", widths.getFirst(), 1)))
        .preActivations()
        .subList(0, n.depth() - 1);
  }
}
