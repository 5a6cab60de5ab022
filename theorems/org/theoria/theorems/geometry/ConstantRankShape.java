package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.Parameters;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/**
 * Minors of the Jacobian of (1,1,1) on two examples, for all values off the kinks and every
 * pattern: with slopes a, a′ on the inputs x, x′, the columns of (w_1, c) have the determinant
 * v·(a·x − a′·x′), those of (b_1, c) v·(a − a′), those of (w_1, b_1) v²·a·a′·(x − x′).
 *
 * @param power the power of v in the third: 2, or a false one
 */
record ConstantRankShape(int power) implements FormalClaims {

  @Override
  public String shape() {
    return "(1,1,1), two examples";
  }

  private static Network network(Symbols symbols) {
    return new Network(
        Architecture.of(1, 1, 1),
        List.of(Activation.RELU, Activation.IDENTITY),
        List.of(symbols.matrix("w1", 1, 1), symbols.matrix("w2", 1, 1)),
        List.of(symbols.matrix("b1", 1, 1), symbols.matrix("b2", 1, 1)));
  }

  private static RationalMatrix inputs(Symbols symbols) {
    return symbols.matrix("x", 1, 2);
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
    Network n = network(symbols);
    Forward<M> f = n.forward(k, k.of(inputs(symbols)));
    M j = OutputJacobian.of(f);
    Parameters p = new Parameters(n.architecture());
    M v = f.weight(2);
    M a = f.slope(1).block(0, 0, 1, 1);
    M other = f.slope(1).block(0, 1, 1, 1);
    M x = f.layer(0).block(0, 0, 1, 1);
    M second = f.layer(0).block(0, 1, 1, 1);
    M product = k.scalar(Rational.ONE);
    for (int e = 0; e < power; e++) {
      product = product.times(v);
    }
    return List.of(
        Claim.equal(
            "w-c",
            minor(j, p.weight(1, 0, 0), p.bias(2, 0)),
            v.times(a.times(x).minus(other.times(second)))),
        Claim.equal("b-c", minor(j, p.bias(1, 0), p.bias(2, 0)), v.times(a.minus(other))),
        Claim.equal(
            "w-b",
            minor(j, p.weight(1, 0, 0), p.bias(1, 0)),
            product.times(a).times(other).times(x.minus(second))));
  }

  private static <M extends Matrix<M>> M minor(M j, int first, int second) {
    return j.block(0, first, 1, 1)
        .times(j.block(1, second, 1, 1))
        .minus(j.block(0, second, 1, 1).times(j.block(1, first, 1, 1)));
  }

  @Override
  public <M extends Matrix<M>> List<M> nonZero(Symbols symbols, FormalArithmetic<M> k) {
    return network(symbols).forward(k, k.of(inputs(symbols))).preActivations().subList(0, 1);
  }
}
