package org.theoria.bench;

import java.util.function.Function;
import org.theoria.arithmetic.PrimeField;
import org.theoria.network.rank.bulk.FractionFreeRank;
import org.theoria.network.rank.bulk.IntervalRank;
import org.theoria.network.rank.bulk.ModularRank;
import org.theoria.network.rank.bulk.RankMethod;

/**
 * The three ways of {@link RankAgreement}, with their scratch memory.
 *
 * @param interval a certified lower bound
 * @param field modulo a prime
 * @param exact over ℚ
 */
record AgreementMethods(
    RankMethod interval, Function<PrimeField, RankMethod> field, RankMethod exact) {

  /** Makes the methods for matrices of at most this size. */
  @FunctionalInterface
  interface Factory {
    AgreementMethods of(int rows, int columns);
  }

  static AgreementMethods standard(int rows, int columns) {
    ModularRank field = new ModularRank(rows, columns);
    return new AgreementMethods(
        new IntervalRank(rows, columns), field::over, new FractionFreeRank(rows, columns));
  }
}
