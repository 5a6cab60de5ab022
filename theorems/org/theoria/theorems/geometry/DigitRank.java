package org.theoria.theorems.geometry;

import java.util.Optional;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.network.Network;
import org.theoria.network.file.Heap;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.network.rank.StoppedException;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;

/**
 * rank D f_θ(X) of one network on one set of examples.
 *
 * @param scale the inputs
 * @param width w
 * @param seed of the training
 * @param epoch epochs of training
 * @param loss the mean cross-entropy of the digits trained on
 * @param kind of the examples
 * @param examples n
 * @param rank the rank that was found; that over ℚ is at least that
 * @param certainty how sure it is
 * @param parameters |E| + |B|
 * @param bound |E| + |B| − (n_1 + … + n_{H−1})
 * @param proven the least upper bound that is proven, from symmetries, dead neurons and rows
 * @param dead hidden neurons of slope 0 on every example
 * @param patterns |𝒜(X, θ)|
 */
record DigitRank(
    DigitScale scale,
    int width,
    long seed,
    int epoch,
    double loss,
    DigitSet.Kind kind,
    int examples,
    int rank,
    Certainty certainty,
    int parameters,
    int bound,
    int proven,
    int dead,
    int patterns) {

  /**
   * Primes are drawn until the bound of the probability of error is at most 2 to this power: at the
   * slide's sizes it is 2⁻⁴ for one prime, where Hadamard's inequality makes minors of 20,000 rows
   * far larger than they are. No verdict depends on it.
   */
  private static final double LOG2_ERROR = -3;

  /** Empty where the watch said stop. */
  static Optional<DigitRank> of(
      DigitScale scale, int width, DigitTraining.Kept kept, DigitSet set, long seed, Watch watch) {
    Network network = kept.network();
    RationalMatrix x = set.exact();
    LocalRank rank = LocalRank.of(network, x, OutputRows.LOGITS, KinkPolicy.RIGHT);
    Heap.require(
        "rank", "a " + rank.rows() + "×" + rank.columns() + " Jacobian matrix", rank.denseBytes());
    Key key = new Key("mnist primes " + set.kind().id + " " + width + " " + kept.epoch(), seed);
    try {
      LocalDimension d = rank.overField(key.stream(0)::nextLong, LOG2_ERROR, watch::stopped);
      watch.advance(1);
      return Optional.of(
          new DigitRank(
              scale,
              width,
              seed,
              kept.epoch(),
              kept.loss(),
              set.kind(),
              set.size(),
              d.rank(),
              d.certainty(),
              d.columns(),
              d.bound(),
              d.kernel().rank(),
              d.dead(),
              d.patterns()));
    } catch (StoppedException e) {
      return Optional.empty();
    }
  }

  /** 10·n. */
  int rows() {
    return scale.architecture(width).outputs() * examples;
  }

  /** No rank is larger: of n examples, of ReLU networks of this architecture. */
  int largest() {
    return Math.min(rows(), bound);
  }

  /** How sure the rank is, for a table. */
  Text sure() {
    return switch (certainty) {
      case Certainty.TwoSided t -> Text.of("proven", "prouvé");
      case Certainty.Exact e -> Text.of("proven", "prouvé");
      case Certainty.Probable p when p.log2Error() < 0 ->
          Phrase.of(
              "error ≤ 2^{0}", "erreur ≤ 2^{0}", String.valueOf((long) Math.ceil(p.log2Error())));
      case Certainty.Probable p -> Text.of("lower bound", "minorant");
    };
  }

  /** Whether more than a lower bound is known. */
  boolean isKnown() {
    return !(certainty instanceof Certainty.Probable p && p.log2Error() >= 0);
  }
}
