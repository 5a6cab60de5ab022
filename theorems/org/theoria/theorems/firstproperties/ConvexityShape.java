package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;
import org.theoria.theorems.firstproperties.ReluNonConvexGeneral.Instance;

/**
 * The closed form of {@link ConvexitySegments} and the excess of its square losses at one shape,
 * for all weights, first and last biases, inputs and targets.
 *
 * @param segments the segments, or a false variant of them
 * @param architecture (n₀, …, n_H)
 * @param examples n
 */
record ConvexityShape(ConvexitySegments segments, Architecture architecture, int examples)
    implements FormalClaims {

  static ConvexityShape of(ConvexitySegments.Change change, int examples, int... widths) {
    return new ConvexityShape(
        new ConvexitySegments(change),
        new Architecture(Arrays.stream(widths).boxed().toList()),
        examples);
  }

  @Override
  public String shape() {
    return architecture.widths().stream()
            .map(String::valueOf)
            .collect(java.util.stream.Collectors.joining(",", "(", ")"))
        + ", n = "
        + examples;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    int depth = architecture.depth();
    List<RationalMatrix> weights = new ArrayList<>();
    List<RationalMatrix> biases = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      int rows = architecture.width(h);
      weights.add(symbols.matrix("w" + h, rows, architecture.width(h - 1)));
      biases.add(
          h == 1 || h == depth ? symbols.matrix("b" + h, rows, 1) : RationalMatrix.zero(rows, 1));
    }
    List<Activation> activations = new ArrayList<>(Collections.nCopies(depth, Activation.RELU));
    activations.set(depth - 1, Activation.IDENTITY);
    Instance instance =
        new Instance(
            new Network(architecture, activations, weights, biases),
            new Sample(
                symbols.matrix("x", architecture.inputs(), examples),
                symbols.matrix("y", architecture.outputs(), examples)),
            Loss.SQUARE);
    return List.of(segments.closedForm(instance, k), segments.squareExcess(instance, k));
  }
}
