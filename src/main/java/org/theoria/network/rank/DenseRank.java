package org.theoria.network.rank;

import java.util.List;
import java.util.function.LongSupplier;
import org.theoria.network.rank.RankState.Finished;
import org.theoria.network.rank.RankState.Form;

/**
 * The rank modulo a prime of 26 bits by dense elimination, of the matrix that costs least: J D Jᵀ
 * where J has far fewer rows than columns; else J in the columns that matter, first with its rows
 * combined to as many as the rank may be. Where these combinations have a rank that the kernel
 * allows no more than, or span random combinations of all rows, the others are not needed.
 */
final class DenseRank {
  /** Steps of a product of rows for a multiply-add of the elimination: they share no loads. */
  private static final double FORMING = 2;

  /**
   * log₂ of the probability that combined rows miss a part of the rank, from which on nothing is
   * claimed: far below what is left to the choice of a prime.
   */
  private static final double MOST_MISSED = -60;

  private final LiveForm live;
  private final int rows;
  private final int bound;
  private final Form form;

  /**
   * @param bound a proven upper bound of the rank
   * @param widths Σ_h (n_{h−1} + 1 + n_h)
   */
  DenseRank(LiveForm live, int rows, int bound, int widths) {
    this.live = live;
    this.rows = rows;
    this.bound = bound;
    Form columns = height(Form.MIXED) < rows ? Form.MIXED : Form.COLUMNS;
    double gram = FORMING * rows * rows * (double) widths + work(Form.GRAM);
    this.form = gram < work(columns) ? Form.GRAM : columns;
  }

  /** What is eliminated first. */
  Form form() {
    return form;
  }

  private int height(Form f) {
    return f == Form.MIXED ? LiveForm.mixedRows(rows, bound) : rows;
  }

  private int width(Form f) {
    return f == Form.GRAM ? rows : live.columns();
  }

  /** The rows at the end of a matrix by which it is seen whether the others are enough. */
  static int reserve(Form f) {
    return f == Form.MIXED ? LiveForm.RESERVE : 0;
  }

  /** The bytes of a dense matrix. */
  long bytes(Form f) {
    return (long) Double.BYTES * height(f) * width(f);
  }

  /** Multiply-adds of its elimination, where the rank is as large as the bounds allow. */
  double work(Form f) {
    int h = height(f);
    return DenseElimination.work(h, width(f), Math.min(bound, Math.min(h, width(f))));
  }

  /**
   * A rank modulo the prime.
   *
   * @param form of the matrix that has it
   * @param rank at most that of J modulo the prime; for {@link Form#COLUMNS} equal to it
   * @param log2Missed for {@link Form#MIXED}, log₂ of a bound of the probability that it is less
   *     than that; 0 says nothing
   */
  record Found(Form form, int rank, double log2Missed) {}

  /** The rank over the field of the factors. */
  Found of(Factors f, LongSupplier bits, RankRun run, List<Finished> before) {
    Found first = in(form, f, bits, run, before);
    return first.form() == Form.MIXED ? orInAllRows(first, f, bits, run, before) : first;
  }

  /** The rank, from where an earlier run stopped. */
  Found resumed(RankState state, Factors f, LongSupplier bits, RankRun run) {
    if (state.allRows() != height(state.form()) || state.allColumns() != width(state.form())) {
      throw new IllegalArgumentException(
          "expected a "
              + height(state.form())
              + "x"
              + width(state.form())
              + " matrix, got "
              + state.allRows()
              + "x"
              + state.allColumns());
    }
    Found first = eliminated(state, f, run);
    return first.form() == Form.MIXED ? orInAllRows(first, f, bits, run, state.before()) : first;
  }

  private Found orInAllRows(
      Found mixed, Factors f, LongSupplier bits, RankRun run, List<Finished> before) {
    boolean enough = mixed.rank() == bound || mixed.log2Missed() < 0;
    if (enough || bytes(Form.COLUMNS) > run.mostBytes()) {
      return mixed;
    }
    return in(Form.COLUMNS, f, bits, run, before);
  }

  private Found in(Form f, Factors factors, LongSupplier bits, RankRun run, List<Finished> before) {
    DoubleResidues k = new DoubleResidues(factors.field());
    double[][] matrix =
        switch (f) {
          case GRAM -> DenseForm.gram(factors, k, bits);
          case MIXED -> live.mixed(factors, height(f), k, bits.getAsLong());
          case COLUMNS -> live.rows(factors, k);
        };
    RankState state =
        new RankState(before, factors.field().prime(), f, height(f), width(f), 0, 0, 0, matrix, 0);
    return eliminated(state, factors, run);
  }

  private Found eliminated(RankState start, Factors f, RankRun run) {
    double h = start.allRows();
    double w = start.allColumns();
    int most = (int) Math.min(bound, Math.min(h, w));
    DenseElimination e =
        new DenseElimination(
            new DoubleResidues(f.field()),
            start.rows(),
            start.allColumns() - start.column(),
            reserve(start.form()) - start.fromReserve());
    double done = DenseElimination.work(h, w, start.rank());
    run.begins(start.allRows(), start.allColumns(), DenseElimination.work(h, w, most), done);
    boolean more = true;
    while (more && start.rank() + e.rank() < most) {
      if (run.cancelled()) {
        run.save(state(start, e), true);
        throw new StoppedException();
      }
      more = e.step();
      double now = DenseElimination.work(h, w, start.rank() + e.rank());
      run.advance(now - done);
      done = now;
      if (more) {
        run.save(state(start, e), false);
      }
    }
    double missed = LiveForm.log2Missed(start.fromReserve() + e.fromReserve());
    return new Found(
        start.form(),
        start.rank() + e.rank(),
        start.form() == Form.MIXED && missed <= MOST_MISSED ? missed : 0);
  }

  private static RankState state(RankState start, DenseElimination e) {
    return new RankState(
        start.before(),
        start.prime(),
        start.form(),
        start.allRows(),
        start.allColumns(),
        start.rank() + e.rank(),
        start.column() + e.column(),
        start.fromReserve() + e.fromReserve(),
        e.rest(),
        e.column());
  }
}
