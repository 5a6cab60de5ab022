package org.theoria.bench;

import org.theoria.network.rank.bulk.FractionFreeRank;
import org.theoria.network.rank.bulk.IntervalRank;
import org.theoria.network.rank.bulk.ModularRank;
import org.theoria.network.rank.bulk.RankMethod;
import org.theoria.arithmetic.PrimeField;

/**
 * The three ways of {@link RankAgreement}, with their scratch memory.
 *
 * @param interval a certified lower bound
 * @param field modulo the prime that it is given
 * @param exact over ℚ
 */
record AgreementMethods(RankMethod interval, ModularRank field, RankMethod exact) {

  /** Makes the methods for matrices of at most this size. */
  @FunctionalInterface
  interface Factory {
    AgreementMethods of(int rows, int columns, PrimeField first);
  }

  static AgreementMethods standard(int rows, int columns, PrimeField first) {
    return new AgreementMethods(
        new IntervalRank(rows, columns),
        new ModularRank(rows, columns, first),
        new FractionFreeRank(rows, columns));
  }
}
