package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.rank.FrozenPattern;
import org.theoria.network.rank.KinkException;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;

/**
 * The local dimension of a network from ℝ to ℝ on X at one look.
 *
 * @param epoch when
 * @param loss the mean squared error on the examples
 * @param rank rank D f_θ(X)
 * @param certainty what makes it that
 * @param patterns distinct activation patterns on X
 * @param perceived distinct affine functions among those that f is at the examples: the linear
 *     pieces that X perceives (slide 67)
 * @param dead hidden neurons that are 0 at every example
 */
record RankLook(
    int epoch, double loss, int rank, Certainty certainty, int patterns, int perceived, int dead) {

  /** What makes the number the rank over ℚ. */
  enum Certainty {
    /** A lower and an upper bound meet, both proven. */
    PROVEN,
    /** Proven to be at least that; equal but for a probability of at most 2⁻¹⁰⁰. */
    PROBABLE,
    /**
     * A pre-activation is exactly 0: the Jacobian matrix does not exist, and this is the rank with
     * the slopes of the right.
     */
    KINK
  }

  private static final double LOG2_ERROR = -100;

  /**
   * The look.
   *
   * @param words random bits, for the primes
   */
  static RankLook of(
      int epoch, double loss, Network network, RationalMatrix x, LongSupplier words) {
    boolean kink = false;
    LocalRank local;
    try {
      local = LocalRank.of(network, x, OutputRows.LOGITS, KinkPolicy.REFUSE);
    } catch (KinkException e) {
      local = LocalRank.of(network, x, OutputRows.LOGITS, KinkPolicy.RIGHT);
      kink = true;
    }
    LocalDimension found = local.overField(words, LOG2_ERROR, () -> false);
    Certainty certainty =
        found.certainty() instanceof LocalDimension.Certainty.Probable
            ? Certainty.PROBABLE
            : Certainty.PROVEN;
    return new RankLook(
        epoch,
        loss,
        found.rank(),
        kink ? Certainty.KINK : certainty,
        found.patterns(),
        perceived(local.pattern()),
        found.dead());
  }

  /** How many affine functions x ↦ f(x) with the pattern of an example held fixed there are. */
  static int perceived(FrozenPattern pattern) {
    Set<List<Rational>> functions = new HashSet<>();
    for (int j = 0; j < pattern.examples(); j++) {
      functions.add(affine(pattern, j));
    }
    return functions.size();
  }

  /** The slope and the constant of f with the pattern of example j. */
  private static List<Rational> affine(FrozenPattern pattern, int j) {
    Network f = pattern.network();
    List<Rational> slopes = List.of(Rational.ONE);
    List<Rational> constants = List.of(Rational.ZERO);
    for (int h = 1; h <= f.depth(); h++) {
      List<Rational> nextSlopes = new ArrayList<>();
      List<Rational> nextConstants = new ArrayList<>();
      for (int i = 0; i < f.architecture().width(h); i++) {
        Rational slope = Rational.ZERO;
        Rational constant = f.bias(h).get(i, 0);
        for (int k = 0; k < slopes.size(); k++) {
          Rational w = f.weight(h).get(i, k);
          slope = slope.plus(w.times(slopes.get(k)));
          constant = constant.plus(w.times(constants.get(k)));
        }
        Rational s = pattern.slope(h, i, j);
        nextSlopes.add(slope.times(s));
        nextConstants.add(constant.times(s));
      }
      slopes = nextSlopes;
      constants = nextConstants;
    }
    return List.of(slopes.getFirst(), constants.getFirst());
  }
}
