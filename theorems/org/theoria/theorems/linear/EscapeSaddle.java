package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Sample;
import org.theoria.network.Subset;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Text;

/**
 * The exact saddles near which saddle-escape starts, for one regression problem: Σ_XX = I, Σ^{1/2}
 * with singular values 2, 3/2, 1, 1/2, least risk 1. Columns of X and Y sum to 0, so the biases of
 * a network that starts with biases 0 have gradient 0: it stays a linear network without biases.
 *
 * @param kind which one
 * @param weights W_1, …, W_H
 * @param classified what the classifier says of it, by the theorem and by the Hessian
 */
record EscapeSaddle(Kind kind, List<RationalMatrix> weights, Classification.Critical classified) {

  /** d_x = n_1 = n_2 = d_y = 4: H = 3, the least depth that has non-strict saddles. */
  static final Architecture ARCHITECTURE = Architecture.of(4, 4, 4, 4);

  private static final int SIZE = 4;

  /** Examples: the order of a Hadamard matrix, whose rows but the first have sum 0. */
  static final int EXAMPLES = 16;

  private static final List<Rational> SINGULAR =
      List.of(Rational.of(2), Rational.of(3, 2), Rational.ONE, Rational.of(1, 2));

  /** Which saddles there are. */
  enum Kind {
    /** Associated with {1}, all Z_h = 0: tightened. */
    NON_STRICT("non-strict", "non-strict saddle", "selle non stricte", 1, false),
    /** Associated with {1}, Z_2 = I: pivot (3, 1) is not tightened. Same risk as the first. */
    STRICT("strict", "strict saddle, same risk", "selle stricte, même risque", 1, true),
    /** Associated with {2}, all Z_h = 0. */
    WRONG_SUBSET("strict-subset-2", "strict saddle, S = {2}", "selle stricte, S = {2}", 2, false);

    final String id;
    private final String en;
    private final String fr;
    private final int element;
    final boolean loose;

    Kind(String id, String en, String fr, int element, boolean loose) {
      this.id = id;
      this.en = en;
      this.fr = fr;
      this.element = element;
      this.loose = loose;
    }

    Text text() {
      return Text.of(en, fr);
    }

    /** 𝒮. */
    Subset subset() {
      return Subset.of(element);
    }

    /** What the theory says that it is. */
    CriticalClass expected() {
      return this == NON_STRICT ? CriticalClass.NON_STRICT_SADDLE : CriticalClass.STRICT_SADDLE;
    }
  }

  EscapeSaddle {
    weights = List.copyOf(weights);
  }

  /** X = rows 2–5 of Sylvester's Hadamard matrix, over 4; Y = U diag(δ) X + rows 6–9 over 8. */
  static Sample sample() {
    RationalMatrix x = hadamard(EXAMPLES).block(1, 0, SIZE, EXAMPLES).scale(Rational.of(1, 4));
    RationalMatrix noise =
        hadamard(EXAMPLES).block(1 + SIZE, 0, SIZE, EXAMPLES).scale(Rational.of(1, 8));
    RationalMatrix diagonal = RationalMatrix.zero(SIZE, SIZE);
    for (int i = 0; i < SIZE; i++) {
      diagonal = diagonal.with(i, i, SINGULAR.get(i));
    }
    return new Sample(x, eigenvectors().times(diagonal).times(x).plus(noise));
  }

  /** U: the Hadamard matrix of order 4, over 2. */
  private static RationalMatrix eigenvectors() {
    return hadamard(SIZE).scale(Rational.of(1, 2));
  }

  private static RationalMatrix hadamard(int order) {
    RationalMatrix one = RationalMatrix.identity(1);
    for (int n = 1; n < order; n *= 2) {
      one = one.beside(one).stack(one.beside(one.negate()));
    }
    return one;
  }

  /** min E = tr Σ_YY − Σδ². */
  static Rational least() {
    Rational value = new Regression(sample()).traceYY();
    for (Rational d : SINGULAR) {
      value = value.minus(d.times(d));
    }
    return value;
  }

  /**
   * The saddle of a kind, checked.
   *
   * @throws IllegalStateException where the classifier says something else of it
   */
  static EscapeSaddle of(Kind kind) {
    Regression data = new Regression(sample());
    int rest = SIZE - kind.subset().size();
    int depth = ARCHITECTURE.depth();
    List<RationalMatrix> blocks = new ArrayList<>();
    List<RationalMatrix> frames = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      boolean inner = h > 1 && h < depth;
      blocks.add(
          kind.loose && inner
              ? RationalMatrix.identity(rest)
              : RationalMatrix.zero(rest, h == 1 ? SIZE : rest));
      if (h < depth) {
        frames.add(RationalMatrix.identity(SIZE));
      }
    }
    List<RationalMatrix> weights =
        NormalPoints.assemble(
            eigenvectors(), kind.subset().elements(), data, List.copyOf(blocks), frames);
    if (CriticalPointClassifier.classify(weights, data) instanceof Classification.Critical c
        && c.agrees()
        && c.classByHessian() == kind.expected()) {
      return new EscapeSaddle(kind, weights, c);
    }
    throw new IllegalStateException(
        "saddle-escape: " + kind.id + " is not the saddle that it should be");
  }

  /** E(W*). */
  double risk() {
    return classified.risk().doubleValue();
  }

  /** The loss at which a start has escaped. */
  double border() {
    double least = least().doubleValue();
    return risk() - EscapeSettings.SHARE * (risk() - least);
  }
}
