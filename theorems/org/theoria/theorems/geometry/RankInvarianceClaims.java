package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The rank at θ, at its images, and against the bound; the symmetry directions in the kernel. Ranks
 * are integers, decided over ℚ.
 *
 * @param symmetry the symmetries, or those of a mutant
 */
record RankInvarianceClaims(HiddenSymmetry symmetry) implements Claims<RankInvariance.Instance> {

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(
      RankInvariance.Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    Sample s = i.sample();
    M rank = k.scalar(Rational.of(rank(n, s)));
    Network rescaled = symmetry.rescaled(n, i.rescaled(), i.factor());
    Network permuted = symmetry.permuted(n, i.permuted());
    return List.of(
        Claim.equal("rescaling", k.scalar(Rational.of(rank(rescaled, s))), rank),
        Claim.equal("permutation", k.scalar(Rational.of(rank(permuted, s))), rank),
        Claim.atMost("upper-bound", rank, k.scalar(Rational.of(symmetry.bound(n)))),
        kernel(i, k));
  }

  /** D f_θ(X)·S = 0; without a hidden layer there is nothing to say, and both sides are 0. */
  private <M extends Matrix<M>> Claim<M> kernel(RankInvariance.Instance i, OrderedArithmetic<M> k) {
    if (i.network().depth() == 1) {
      M zero = k.scalar(Rational.ZERO);
      return Claim.equal("kernel", zero, zero);
    }
    M image =
        OutputJacobian.of(i.network().forward(k, k.of(i.sample().x())))
            .times(k.of(symmetry.directions(i.network())));
    return Claim.equal("kernel", image, k.constant(image.rows(), image.columns(), Rational.ZERO));
  }

  /** rank D f_θ(X). */
  static int rank(Network n, Sample s) {
    RationalMatrix jacobian = OutputJacobian.of(n.forward(RationalArithmetic.INSTANCE, s.x()));
    return ExactRank.rank(jacobian);
  }

  @Override
  public boolean isRational(RankInvariance.Instance i) {
    return i.network().isRational();
  }
}
