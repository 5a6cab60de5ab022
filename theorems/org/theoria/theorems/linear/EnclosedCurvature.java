package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.IntervalMatrix;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;
import org.theoria.train.CriticalEnclosure.Enclosed;

/**
 * What is proven at every parameter of a box around a critical point of a linear network.
 *
 * @param centre the middle of the box, W_1 first
 * @param box intervals that hold W_1*, …, W_H*
 * @param sample X and Y
 */
record EnclosedCurvature(List<RationalMatrix> centre, List<IntervalMatrix> box, Sample sample) {

  private static final IntervalArithmetic K = new IntervalArithmetic();

  static EnclosedCurvature of(Enclosed e) {
    return new EnclosedCurvature(e.centre().weights(), e.weights(), e.problem().sample());
  }

  /** E on the box. */
  Enclosure risk() {
    return K.entry(LinearRisk.value(K, box, K.of(sample.x()), K.of(sample.y())), 0, 0);
  }

  /**
   * Whether one direction is proven to have a negative second derivative on the whole box: the
   * eigenvector of the least eigenvalue of the Hessian at the centre, in doubles, is tried.
   */
  boolean descends() {
    RationalMatrix hessian = LinearRisk.hessian(centre, sample);
    int size = hessian.rows();
    DMatrixRMaj doubles = new DMatrixRMaj(size, size);
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        doubles.set(i, j, hessian.get(i, j).doubleValue());
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen =
        DecompositionFactory_DDRM.eig(size, true, true); // symmetric
    if (!eigen.decompose(doubles)) {
      return false;
    }
    int least = 0;
    for (int k = 1; k < size; k++) {
      if (eigen.getEigenvalue(k).getReal() < eigen.getEigenvalue(least).getReal()) {
        least = k;
      }
    }
    return isNegative(eigen.getEigenVector(least));
  }

  /** Whether the second derivative along this direction, W_1 first, is negative on the box. */
  private boolean isNegative(DMatrixRMaj direction) {
    List<IntervalMatrix> v = new ArrayList<>();
    int at = 0;
    for (RationalMatrix w : centre) {
      RationalMatrix layer = RationalMatrix.zero(w.rows(), w.columns());
      for (int i = 0; i < w.rows(); i++) {
        for (int j = 0; j < w.columns(); j++) {
          layer = layer.with(i, j, Rational.ofDouble(direction.get(at++, 0)));
        }
      }
      v.add(K.of(layer));
    }
    IntervalMatrix second =
        LinearRisk.secondDerivative(K, box, v, K.of(sample.x()), K.of(sample.y()));
    return K.upper(second, 0, 0) < 0;
  }

  /**
   * Whether W* is tightened, r = rank(W_H*⋯W_1*): no, where some pivot has two blocks of a rank
   * proven to exceed r; yes, where each has one whose rows or columns that are not 0 on the whole
   * box are at most r; else empty.
   */
  Optional<Boolean> isTightened(Regression data, int r) {
    int depth = box.size();
    boolean all = true;
    for (int i = 2; i <= depth; i++) {
      for (int j = 1; j < i; j++) {
        Block first =
            new Block(
                LinearRisk.product(K, box, j - 1, 1)
                    .times(K.of(data.sigmaXY()))
                    .times(LinearRisk.product(K, box, depth, i + 1)));
        Block second = new Block(LinearRisk.product(K, box, i - 1, j + 1));
        if (first.exceeds(r) && second.exceeds(r)) {
          return Optional.of(false);
        }
        all &= first.most() <= r || second.most() <= r;
      }
    }
    return all ? Optional.of(true) : Optional.empty();
  }

  /** A complementary block on the box. */
  private record Block(IntervalMatrix m) {

    /** Whether every matrix of the box has a rank above r: one of its minors is not 0. */
    boolean exceeds(int r) {
      for (List<Integer> rows : AssociatedSubset.subsets(m.rows(), r + 1)) {
        for (List<Integer> columns : AssociatedSubset.subsets(m.columns(), r + 1)) {
          IntervalMatrix d = determinant(rows, columns);
          if (d.lower(0, 0) > 0 || d.upper(0, 0) < 0) {
            return true;
          }
        }
      }
      return false;
    }

    /** The determinant of these rows and columns, counted from 1, by the first row. */
    private IntervalMatrix determinant(List<Integer> rows, List<Integer> columns) {
      IntervalMatrix sum = K.scalar(rows.isEmpty() ? Rational.ONE : Rational.ZERO);
      for (int c = 0; c < columns.size() && !rows.isEmpty(); c++) {
        List<Integer> rest = new ArrayList<>(columns);
        rest.remove(c);
        IntervalMatrix term =
            m.block(rows.getFirst() - 1, columns.get(c) - 1, 1, 1)
                .hadamard(determinant(rows.subList(1, rows.size()), rest));
        sum = c % 2 == 0 ? sum.plus(term) : sum.minus(term);
      }
      return sum;
    }

    /** A bound of the rank: the rows, or columns, that are not 0. */
    int most() {
      long rows =
          IntStream.range(0, m.rows())
              .filter(i -> IntStream.range(0, m.columns()).anyMatch(j -> !isZero(i, j)))
              .count();
      long columns =
          IntStream.range(0, m.columns())
              .filter(j -> IntStream.range(0, m.rows()).anyMatch(i -> !isZero(i, j)))
              .count();
      return (int) Math.min(rows, columns);
    }

    private boolean isZero(int i, int j) {
      return m.lower(i, j) == 0 && m.upper(i, j) == 0;
    }
  }
}
