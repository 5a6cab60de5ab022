package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.FormalActivation;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * ∇_{(W_1,b_1)}E = Δ̃_1Aᵀ at one shape, for all weights, biases, inputs and targets, with σ_1, …,
 * σ_H and L uninterpreted: the derivatives of the network's own risk against {@link WideBackprop}.
 *
 * @param change what a false variant changes
 * @param widths (n₀, …, n_H)
 * @param examples n
 */
record WideGradientShape(Change change, List<Integer> widths, int examples)
    implements FormalClaims {

  enum Change {
    NONE,
    /** Δ_1 in place of Δ̃_1 = d_1 ⊙ Δ_1. */
    NO_SLOPE,
    /** The ones in A are left out: the inputs once more in their place. */
    NO_ONES
  }

  static WideGradientShape of(Change change, int examples, Integer... widths) {
    return new WideGradientShape(change, Arrays.asList(widths), examples);
  }

  WideGradientShape {
    widths = List.copyOf(widths);
  }

  @Override
  public String shape() {
    return widths.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")"))
        + ", n="
        + examples;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    Architecture a = new Architecture(widths);
    List<Activation> activations = new ArrayList<>();
    List<RationalMatrix> w = new ArrayList<>();
    List<RationalMatrix> b = new ArrayList<>();
    for (int h = 1; h <= a.depth(); h++) {
      activations.add(new FormalActivation("s" + h));
      w.add(symbols.matrix("w" + h, a.width(h), a.width(h - 1)));
      b.add(symbols.matrix("b" + h, a.width(h), 1));
    }
    Network network = new Network(a, activations, w, b);
    Loss loss = new FormalLoss("L");
    M x = k.of(symbols.matrix("x", a.inputs(), examples));
    M y = k.of(symbols.matrix("y", a.outputs(), examples));
    M risk = loss.value(k, network.forward(k, x).output(), y);
    WideBackprop<M> back = WideBackprop.of(k, network, loss, x, y);
    M errors = change == Change.NO_SLOPE ? back.delta(1) : back.error(1);
    M inputs =
        change == Change.NO_ONES ? x.stack(x.block(0, 0, 1, examples)) : WideShapes.augmented(k, x);
    return List.of(
        Claim.equal(
            "first-layer",
            k.derivative(risk, k.of(w.getFirst())).beside(k.derivative(risk, k.of(b.getFirst()))),
            errors.times(inputs.transpose())));
  }
}
