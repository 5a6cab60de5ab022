package org.theoria.theorems.geometry;

import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.OutputJacobian;
import org.theoria.network.Parameters;
import org.theoria.network.linear.Echelon;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * The relations between the derivatives of examples of one pattern, what they leave of the rank,
 * and the rank at points nearby, which bounds the dimension of the local image from below. Ranks
 * are integers, decided over ℚ.
 *
 * @param change what a mutant changes
 */
record LocalImageClaims(Change change) implements Claims<LocalImageInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** |c_i| in the place of c_i. */
    NO_SIGNS,
    /** All examples in one class. */
    ONE_CLASS,
    /** Linear relations Σ c_ix_i = 0 without Σ c_i = 0. */
    LINEAR,
    /** The bound without n_H. */
    ONE_OUTPUT,
    /** rank X_C in the place of rank(X_C; 𝟙ᵀ). */
    LINEAR_RANK,
    /** The number of patterns, times n_H. */
    ONE_A_PATTERN,
    /** |E| + |B| − rank. */
    KERNEL
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(LocalImageInstance i, OrderedArithmetic<M> k) {
    LocalImageRegion region = i.region();
    int rank = region.rank();
    return List.of(
        dependence(i, k),
        Claim.atMost(
            "reduced", k.scalar(Rational.of(rank)), k.scalar(Rational.of(bound(i, region)))),
        Claim.atMost(
            "local-image",
            k.scalar(Rational.of(region.nearbyRank())),
            k.scalar(Rational.of(change == Change.KERNEL ? parameters(i) - rank : rank))));
  }

  private static int parameters(LocalImageInstance i) {
    return new Parameters(i.network().architecture()).count();
  }

  private int bound(LocalImageInstance i, LocalImageRegion region) {
    int outputs = change == Change.ONE_OUTPUT ? 1 : i.network().architecture().outputs();
    return outputs
        * switch (change) {
          case LINEAR_RANK ->
              region.classes().stream()
                  .map(region::extended)
                  .mapToInt(e -> ExactRank.rank(e.block(0, 0, e.rows() - 1, e.columns())))
                  .sum();
          case ONE_A_PATTERN -> region.classes().size();
          default -> region.affineRank();
        };
  }

  /** Σ c_i D f_θ(x_i) = 0 for a basis of the relations of each class; 0 = 0 where there is none. */
  private <M extends Matrix<M>> Claim<M> dependence(LocalImageInstance i, OrderedArithmetic<M> k) {
    RationalMatrix relations = relations(i);
    if (relations.rows() == 0) {
      M zero = k.scalar(Rational.ZERO);
      return Claim.equal("dependence", zero, zero);
    }
    M sums = k.of(relations).times(OutputJacobian.of(i.network().forward(k, k.of(i.sample().x()))));
    return Claim.equal("dependence", sums, k.constant(sums.rows(), sums.columns(), Rational.ZERO));
  }

  /** One row of n·n_H a relation and an output. */
  private RationalMatrix relations(LocalImageInstance i) {
    LocalImageRegion region = i.region();
    int n = i.sample().size();
    int outputs = i.network().architecture().outputs();
    List<List<Integer>> classes =
        change == Change.ONE_CLASS
            ? List.of(IntStream.range(0, n).boxed().toList())
            : region.classes();
    RationalMatrix result = RationalMatrix.zero(0, n * outputs);
    for (List<Integer> examples : classes) {
      RationalMatrix extended = region.extended(examples);
      RationalMatrix used =
          change == Change.LINEAR
              ? extended.block(0, 0, extended.rows() - 1, extended.columns())
              : extended;
      RationalMatrix kernel = Echelon.of(used).kernel();
      for (int c = 0; c < kernel.columns(); c++) {
        for (int o = 0; o < outputs; o++) {
          RationalMatrix row = RationalMatrix.zero(1, n * outputs);
          for (int e = 0; e < examples.size(); e++) {
            Rational value = kernel.get(e, c);
            row =
                row.with(
                    0,
                    examples.get(e) * outputs + o,
                    change == Change.NO_SIGNS ? value.abs() : value);
          }
          result = result.stack(row);
        }
      }
    }
    return result;
  }

  @Override
  public boolean isRational(LocalImageInstance i) {
    return true;
  }
}
