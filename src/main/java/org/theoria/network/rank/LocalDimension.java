package org.theoria.network.rank;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.RankCertificate;

/**
 * What is known of rank D f_θ(X).
 *
 * @param rank the rank that was found; the rank over ℚ is at least that, proven
 * @param certainty whether it is that
 * @param kernel upper bounds that are proven
 * @param rows n·K, or n·(K − 1) for softmax outputs
 * @param columns |E| + |B|
 * @param hidden n_1 + … + n_{H−1}
 * @param dead hidden neurons of slope 0 on every example
 * @param patterns |𝒜|
 * @param exactExamples examples on which a sign needed rational arithmetic
 * @param primes the primes of the ranks, none where no field was needed
 * @param prime the one modulo which the matrix has this rank, 0 where none is
 */
public record LocalDimension(
    int rank,
    Certainty certainty,
    KernelBound kernel,
    int rows,
    int columns,
    int hidden,
    int dead,
    int patterns,
    int exactExamples,
    List<Long> primes,
    long prime) {

  public LocalDimension {
    primes = List.copyOf(primes);
  }

  /** What makes the rank equal to the rank over ℚ. */
  public sealed interface Certainty {

    /** The lower bound meets a proven upper bound. */
    record TwoSided() implements Certainty {}

    /** Every other row is an exact combination of the rows of a minor that is not 0. */
    record Exact(RankCertificate certificate) implements Certainty {}

    /**
     * Equal but for a probability of at most 2^log2Error over the random primes, and the random
     * combinations where there are any; log2Error 0 says nothing: the rank is a lower bound only.
     */
    record Probable(double log2Error) implements Certainty {}
  }

  /** |E| + |B| − (n_1 + … + n_{H−1}): no rank of a ReLU network is larger. */
  public int bound() {
    return columns - hidden;
  }

  /**
   * |E| + |B| − rank: the dimension of the pre-image {θ' : f_θ'(X) = f_θ(X)} near θ, where the rank
   * is constant near θ.
   */
  public int preimage() {
    return columns - rank;
  }

  /** The certificate, where the rank was decided with one. */
  public Optional<RankCertificate> certificate() {
    return certainty instanceof Certainty.Exact e ? Optional.of(e.certificate()) : Optional.empty();
  }
}
