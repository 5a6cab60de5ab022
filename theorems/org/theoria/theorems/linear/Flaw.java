package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.linear.Echelon;
import org.theoria.network.linear.Regression;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * A hypothesis on the data that is dropped, and data that fail it and meet every other one: made
 * from data that meet them all, so that a rational eigenbasis stays known.
 */
enum Flaw {
  NONE,
  /** d_y = d_x + 1: one more output, uncorrelated with the inputs, and the outputs rotated. */
  MORE_OUTPUTS,
  /** n = d_x − 1, X of rank n ≥ d_y: one more input, which depends on the others. */
  FEW_EXAMPLES,
  /** n ≥ d_x, X of rank d_x − 1 ≥ d_y: the same with more examples. */
  DEPENDENT_INPUTS,
  /** δ_{d_y} = 0: what of the last direction depends on X is taken away. */
  RANK,
  /** δ_k = δ_{k+1}: what of a direction depends on X is scaled; d_y ≥ 2. */
  REPEATED,
  /** U rotated by (4/5, 3/5) in the plane of two successive directions; d_y ≥ 2. */
  BASIS,
  /** Two columns of U exchanged; d_y ≥ 2. */
  ORDER;

  /** Data with d_y ≥ 2 where the flaw needs two outputs. */
  int fewestOutputs() {
    return this == REPEATED || this == BASIS || this == ORDER ? 2 : 1;
  }

  /** Data with this flaw, and d_x ≤ {@code widest}, d_y ≤ d_x unless that is the flaw. */
  LinearData draw(Stream s, int widest) {
    boolean oneInputMore = this == FEW_EXAMPLES || this == DEPENDENT_INPUTS;
    int room = oneInputMore || this == MORE_OUTPUTS ? widest - 1 : widest;
    int outputs = s.nextInt(fewestOutputs(), room);
    int inputs = s.chance(1, 2) || this == MORE_OUTPUTS ? outputs : s.nextInt(outputs, room);
    int examples = this == FEW_EXAMPLES ? inputs : inputs + s.nextInt(2);
    if (this == DEPENDENT_INPUTS || this == MORE_OUTPUTS) {
      examples = inputs + 1 + s.nextInt(2);
    }
    return in(s, LinearData.draw(s, inputs, outputs, examples));
  }

  /** Whether it is a flaw of U alone. */
  boolean isOfBasis() {
    return this == BASIS || this == ORDER;
  }

  /** These data, which meet every hypothesis, with the flaw. */
  LinearData in(Stream s, LinearData data) {
    int outputs = data.u().rows();
    RationalMatrix x = data.sample().x();
    RationalMatrix y = data.sample().y();
    return switch (this) {
      case NONE -> data;
      case MORE_OUTPUTS -> moreOutputs(s, data);
      case FEW_EXAMPLES, DEPENDENT_INPUTS -> {
        RationalMatrix row = RationalMatrix.zero(1, x.columns());
        for (int i = 0; i < x.rows(); i++) {
          row = row.plus(x.block(i, 0, 1, x.columns()).scale(Rational.of(s.nextInt(-1, 1))));
        }
        yield of(new Sample(x.stack(row), y), data.u(), data.singularValues());
      }
      case RANK -> scaled(data, outputs, Rational.ZERO);
      case REPEATED -> {
        int k = s.nextInt(1, outputs - 1);
        yield scaled(data, k + 1, data.singularValues().get(k - 1));
      }
      case BASIS -> {
        int k = s.nextInt(outputs - 1);
        RationalMatrix turn =
            RationalMatrix.identity(outputs)
                .with(k, k, Rational.of(4, 5))
                .with(k + 1, k + 1, Rational.of(4, 5))
                .with(k, k + 1, Rational.of(-3, 5))
                .with(k + 1, k, Rational.of(3, 5));
        yield of(data.sample(), data.u().times(turn), data.singularValues());
      }
      case ORDER -> {
        int k = s.nextInt(outputs - 1);
        int l = s.nextInt(k + 1, outputs - 1);
        RationalMatrix exchange =
            RationalMatrix.identity(outputs)
                .with(k, k, Rational.ZERO)
                .with(l, l, Rational.ZERO)
                .with(k, l, Rational.ONE)
                .with(l, k, Rational.ONE);
        yield of(data.sample(), data.u().times(exchange), data.singularValues());
      }
    };
  }

  private static LinearData of(Sample sample, RationalMatrix u, List<Rational> values) {
    return new LinearData(sample, new Regression(sample), u, values);
  }

  /** The data with δ_k replaced, k from 1. */
  private static LinearData scaled(LinearData data, int k, Rational delta) {
    RationalMatrix u = data.u().block(0, k - 1, data.u().rows(), 1);
    RationalMatrix x = data.sample().x();
    RationalMatrix part = u.times(u.transpose()).times(data.regression().regressor()).times(x);
    Rational factor = delta.dividedBy(data.singularValues().get(k - 1)).minus(Rational.ONE);
    List<Rational> values = new ArrayList<>(data.singularValues());
    values.set(k - 1, delta);
    Sample sample = new Sample(x, data.sample().y().plus(part.scale(factor)));
    return of(sample, data.u(), values);
  }

  /** Y' = Q[Y ; e], e orthogonal to the rows of X; U' = Q diag(U, 1). */
  private static LinearData moreOutputs(Stream s, LinearData data) {
    RationalMatrix x = data.sample().x();
    int m = data.u().rows() + 1;
    RationalMatrix free = Echelon.of(x).kernel();
    RationalMatrix e = free.block(0, 0, free.rows(), 1).transpose();
    RationalMatrix q = LinearData.draw(s, m, m, m).u();
    RationalMatrix y = q.times(data.sample().y().stack(e.scale(Rational.of(s.nextInt(2)))));
    RationalMatrix u =
        data.u()
            .beside(RationalMatrix.zero(m - 1, 1))
            .stack(RationalMatrix.zero(1, m - 1).beside(RationalMatrix.identity(1)));
    List<Rational> values = new ArrayList<>(data.singularValues());
    values.add(Rational.ZERO);
    return of(new Sample(x, y), q.times(u), values);
  }
}
