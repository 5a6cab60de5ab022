package org.theoria.proposition;

import java.util.List;
import org.theoria.sampling.Key;

/**
 * A primitive kernel over a homogeneous family of instances, for sweeps of millions a second. It
 * <em>only selects</em>: an instance that it cannot clear within its own error bound goes to the
 * proposition's claims.
 *
 * @param <I> the instances
 */
public interface Screen<I> {

  /** The family swept, for the report: architecture, activation, distribution. */
  Text population();

  /** How many instances a default run sweeps. */
  long defaultTries();

  /** What {@link Sweep#worstRatio} is, for the report. */
  default Text ratio() {
    return Text.of("difference to its error bound", "écart à sa borne d'erreur");
  }

  /** Tables in which the cleared instances are counted, for the report. */
  default List<Counts> counts() {
    return List.of();
  }

  /**
   * Sweeps the instances first, …, first + count − 1. A pure function of its arguments, called from
   * several threads.
   */
  Sweep sweep(Key key, long first, int count);

  /** The exact instance that the kernel saw at this index. */
  I instance(Key key, long index);

  /**
   * A table of counts.
   *
   * @param title what is counted
   * @param rowHead what the rows are
   * @param rows the rows, the same in both languages
   * @param columns the columns
   */
  record Counts(Text title, Text rowHead, List<String> rows, List<Text> columns) {
    public Counts {
      rows = List.copyOf(rows);
      columns = List.copyOf(columns);
    }

    /** How many cells the table has. */
    public int cells() {
      return rows.size() * columns.size();
    }
  }

  /**
   * What one sweep saw.
   *
   * @param suspicious the indices not cleared, increasing
   * @param worstRatio the largest |difference| / error bound (or other {@link #ratio}) among those
   *     cleared, at most 1
   * @param counts the cells of all {@link #counts}, table after table, row after row
   */
  record Sweep(long[] suspicious, double worstRatio, long[] counts) {

    /** Of a screen that counts nothing. */
    public Sweep(long[] suspicious, double worstRatio) {
      this(suspicious, worstRatio, new long[0]);
    }
  }
}
