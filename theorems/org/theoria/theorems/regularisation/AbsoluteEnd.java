package org.theoria.theorems.regularisation;

import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Network;

/**
 * One training on |x|, in numbers.
 *
 * @param run its number from 0
 * @param end how it ended
 * @param loss the mean squared error on the examples at the end
 * @param pieces affine pieces of f on [min X, max X], counted exactly
 * @param error max |f(x) − |x|| there, exact but for one rounding
 * @param interpolation max |f − g| there, where g joins neighbouring examples by segments, likewise
 * @param looks at the rank, in the order of the epochs, at least the start
 */
record AbsoluteEnd(
    int run,
    Training.End end,
    double loss,
    int pieces,
    double error,
    double interpolation,
    List<RankLook> looks) {

  /** |x| is recovered where f is nowhere between the examples further from it. */
  static final double RECOVERED = 0.1;

  AbsoluteEnd {
    looks = List.copyOf(looks);
  }

  static AbsoluteEnd of(
      AbsoluteSample sample,
      int run,
      Training.Trained trained,
      Network network,
      List<RankLook> looks) {
    AffinePieces pieces = AffinePieces.of(network, sample.least(), sample.most());
    return new AbsoluteEnd(
        run,
        trained.end(),
        trained.loss(),
        pieces.count(),
        error(pieces).doubleValue(),
        interpolation(pieces, sample.x()).doubleValue(),
        looks);
  }

  /** The largest distance from |x|: at a node of f, or at 0, where |x| has its own. */
  private static Rational error(AffinePieces pieces) {
    Rational most = Rational.ZERO;
    if (pieces.from().signum() < 0 && pieces.to().signum() > 0) {
      most = pieces.at(Rational.ZERO).abs();
    }
    for (Rational node : pieces.nodes()) {
      most = most.max(pieces.at(node).minus(node.abs()).abs());
    }
    return most;
  }

  /** The largest distance from the broken line through the examples: at a node of one of them. */
  private static Rational interpolation(AffinePieces pieces, double[] x) {
    Rational most = Rational.ZERO;
    for (int i = 0; i < x.length; i++) {
      Rational at = Rational.ofDouble(x[i]);
      most = most.max(pieces.at(at).minus(at.abs()).abs());
    }
    int i = 1;
    for (Rational node : pieces.nodes()) {
      while (i < x.length - 1 && Rational.ofDouble(x[i]).compareTo(node) < 0) {
        i++;
      }
      Rational left = Rational.ofDouble(x[i - 1]);
      Rational right = Rational.ofDouble(x[i]);
      Rational slope = right.abs().minus(left.abs()).dividedBy(right.minus(left));
      Rational g = left.abs().plus(slope.times(node.minus(left)));
      most = most.max(pieces.at(node).minus(g).abs());
    }
    return most;
  }

  RankLook first() {
    return looks.getFirst();
  }

  RankLook last() {
    return looks.getLast();
  }

  /** The largest rank of all looks. */
  int largestRank() {
    return looks.stream().mapToInt(RankLook::rank).max().orElseThrow();
  }

  boolean recovered() {
    return error <= RECOVERED;
  }

  /** Whether the rank decreases between two looks. */
  boolean decreases() {
    boolean found = false;
    for (int i = 1; i < looks.size(); i++) {
      found |= looks.get(i).rank() < looks.get(i - 1).rank();
    }
    return found;
  }
}
