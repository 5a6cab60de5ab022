package org.theoria.backend.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * In training each entry is kept with this probability and divided by it, or set to 0 (Srivastava
 * et al. 2014, JMLR 15, 1929-1958, with the factor in training); the identity in evaluation.
 *
 * <p>Which entries are kept depends on the key of the step, on where the layer stands in the model,
 * and on the position row·n + column in the matrix of the n columns of the batch: not on the number
 * of threads, the backend or the precision, but on where in the batch an example stands.
 *
 * @param keep of (0, 1]
 */
public record Dropout(double keep) implements Layer {

  public Dropout {
    if (!(keep > 0 && keep <= 1)) {
      throw new IllegalArgumentException("dropout: keep must be in (0, 1], got " + keep);
    }
  }

  /**
   * The layer that drops a share, as {@code "dropout P"} says it.
   *
   * @param share of [0, 1); keep is the double nearest to 1 − its shortest decimal, so that {@link
   *     #describe} says the share as it was typed and not 1 − (1 − share) in doubles
   */
  public static Dropout dropping(double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException("dropout: the share must be in [0, 1), got " + share);
    }
    return new Dropout(complement(share).doubleValue());
  }

  /** 1 − the shortest decimal of a double. */
  private static BigDecimal complement(double x) {
    return BigDecimal.ONE.subtract(new BigDecimal(Double.toString(x)));
  }

  @Override
  public Shape output(String where, Shape input) {
    return input;
  }

  @Override
  public List<ParameterBlock> parameters(Shape input) {
    return List.of();
  }

  /** With the share that is dropped, as on the command line; another for every other keep. */
  @Override
  public String describe() {
    return "dropout " + complement(keep).stripTrailingZeros().toPlainString();
  }
}
