package org.theoria.theorems.geometry;

import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.Subset;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * What the symmetries do to the Jacobian, at one shape, for all weights, biases and inputs off the
 * kinks, and all λ &gt; 0, one example.
 *
 * @param symmetry the symmetries, or false ones
 * @param part which identity
 * @param activation the hidden activation
 * @param widths (n₀, …, n_H)
 */
record RankInvarianceShape(
    HiddenSymmetry symmetry, Part part, Activation activation, List<Integer> widths)
    implements FormalClaims {

  /** The identities. */
  enum Part {
    /** D f_θ·S = 0. */
    KERNEL,
    /** D f at θ^λ times T is D f_θ, for θ^λ = Tθ, all neurons rescaled at once. */
    RESCALING,
    /** D f at θ^π times Π is D f_θ, for θ^π = Πθ. */
    PERMUTATION
  }

  static RankInvarianceShape of(HiddenSymmetry symmetry, Part part, Integer... widths) {
    return new RankInvarianceShape(symmetry, part, Activation.RELU, Arrays.asList(widths));
  }

  RankInvarianceShape {
    widths = List.copyOf(widths);
  }

  @Override
  public String shape() {
    return NetworkSymbols.shape(widths) + " with " + activation.id();
  }

  private Network network(Symbols symbols) {
    return NetworkSymbols.network(symbols, widths, activation);
  }

  private RationalMatrix input(Symbols symbols) {
    return symbols.matrix("x", widths.getFirst(), 1);
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    Network n = network(symbols);
    M x = k.of(input(symbols));
    M jacobian = OutputJacobian.of(n.forward(k, x));
    Subset all = Subset.first(HiddenSymmetry.hidden(n));
    return List.of(
        switch (part) {
          case KERNEL -> {
            M image = jacobian.times(k.of(symmetry.directions(n)));
            yield Claim.equal(
                "kernel", image, k.constant(image.rows(), image.columns(), Rational.ZERO));
          }
          case RESCALING -> {
            Rational l = symbols.positive("l");
            M moved = OutputJacobian.of(symmetry.rescaled(n, all, l).forward(k, x));
            M factors = k.of(new HiddenSymmetry(HiddenSymmetry.Change.NONE).factors(n, all, l));
            yield Claim.equal(
                "rescaling", moved.transpose().scaleRows(factors).transpose(), jacobian);
          }
          case PERMUTATION -> {
            M moved = OutputJacobian.of(symmetry.permuted(n, all).forward(k, x));
            M back = k.of(new HiddenSymmetry(HiddenSymmetry.Change.NONE).permutation(n, all));
            yield Claim.equal("permutation", moved.times(back), jacobian);
          }
        });
  }

  @Override
  public <M extends Matrix<M>> List<M> nonZero(Symbols symbols, FormalArithmetic<M> k) {
    Network n = network(symbols);
    return n.forward(k, k.of(input(symbols))).preActivations().subList(0, n.depth() - 1);
  }
}
