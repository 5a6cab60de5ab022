package org.theoria.network.rank.bulk;

/** A way to the rank of a matrix of words. Has scratch memory: not for several threads. */
@FunctionalInterface
public interface RankMethod {

  /**
   * The rank, or a lower bound of it, as the implementation says.
   *
   * @param rows the matrix, row by row; is not changed
   * @param count how many of the rows count
   * @param columns how many entries of each row count
   */
  int rank(long[][] rows, int count, int columns);
}
