package org.theoria.network.rank.bulk;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.network.Architecture;
import org.theoria.network.rank.OutputRows;

/**
 * Networks and inputs with entries k/2ˢ for integers k of bounded size, such that everything the
 * kernel computes fits into a signed word of 64 bits.
 *
 * <p>With D = 2ˢ and slopes over the denominator d, F_h = D^{h+1}·dʰ·f_h and the pre-activations
 * Z_h = D^{h+1}·d^{h−1}·z_h are integers: Z_h = w_h F_{h−1} + D^h d^{h−1}·b_h, F_h = slope·Z_h. So
 * are the backpropagated rows R_h with their slopes. The products R_h(i)·F_{h−1}(l) and R_h(i) are
 * the columns of the Jacobian matrix, each multiplied by a constant that is not 0: the rank is the
 * same.
 *
 * @param architecture at most 64 hidden neurons
 * @param slopes of all hidden layers; the last layer is linear
 * @param exponent s, 0 ≤ s ≤ 40
 * @param input the largest |k| of an input
 * @param weights the largest |k| of a weight of W_1, …, W_H
 * @param biases the largest |k| of an entry of b_1, …, b_H
 */
public record Grid(
    Architecture architecture,
    HiddenSlopes slopes,
    int exponent,
    long input,
    List<Long> weights,
    List<Long> biases) {

  /** Words are kept a factor 2 below overflow. */
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(62);

  /** One bit of a mask for each. */
  static final int MOST_HIDDEN = 64;

  private static final int MOST_EXPONENT = 40;

  /**
   * @throws IllegalArgumentException where a pre-activation of a hidden layer or an entry of the
   *     Jacobian matrix could be 2⁶² or more, naming the layer
   */
  public Grid {
    weights = List.copyOf(weights);
    biases = List.copyOf(biases);
    int depth = architecture.depth();
    if (weights.size() != depth || biases.size() != depth) {
      throw new IllegalArgumentException(
          "grid: a largest weight and bias for each of "
              + depth
              + " layers are needed, got "
              + weights.size()
              + " and "
              + biases.size());
    }
    if (exponent < 0 || exponent > MOST_EXPONENT) {
      throw new IllegalArgumentException(
          "grid: an exponent of 0 to " + MOST_EXPONENT + " is needed, got " + exponent);
    }
    if (architecture.hiddenCount() > MOST_HIDDEN) {
      throw new IllegalArgumentException(
          "grid: at most "
              + MOST_HIDDEN
              + " hidden neurons fit into a mask, got "
              + architecture.hiddenCount());
    }
    tooLarge(architecture, slopes, exponent, input, weights, biases)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException("grid: " + what);
            });
  }

  /** |E| + |B|. */
  public int columns() {
    return architecture.parameterCount();
  }

  /**
   * No rank is larger: |E| + |B| − (n_1 + … + n_{H−1}); for softmax outputs n_{H−1} + 1 less, since
   * adding the same row to every row of (W_H, b_H) changes none of them.
   */
  public int bound(OutputRows outputs) {
    int logits = columns() - architecture.hiddenCount();
    return outputs == OutputRows.LOGITS
        ? logits
        : logits - architecture.width(architecture.depth() - 1) - 1;
  }

  /** D^h·d^{h−1}: what an entry of b_h is multiplied by. */
  public long biasUnit(int h) {
    return biasUnit(slopes, exponent, h).longValueExact();
  }

  private static BigInteger biasUnit(HiddenSlopes slopes, int exponent, int h) {
    return BigInteger.valueOf(slopes.denominator()).pow(h - 1).shiftLeft(exponent * h);
  }

  /**
   * What of such a grid might not fit into a word, in a line; the arguments are those of the
   * constructor.
   */
  public static Optional<String> tooLarge(
      Architecture a,
      HiddenSlopes slopes,
      int exponent,
      long input,
      List<Long> weights,
      List<Long> biases) {
    List<BigInteger> forward = new ArrayList<>();
    BigInteger slope = BigInteger.valueOf(slopes.largest());
    BigInteger f = BigInteger.valueOf(input);
    forward.add(f);
    for (int h = 1; h < a.depth(); h++) {
      BigInteger w = BigInteger.valueOf(weights.get(h - 1)).multiply(f);
      BigInteger b = BigInteger.valueOf(biases.get(h - 1)).multiply(biasUnit(slopes, exponent, h));
      f = w.multiply(BigInteger.valueOf(a.width(h - 1))).add(b).multiply(slope);
      if (f.compareTo(LIMIT) >= 0) {
        return Optional.of(tooLarge("a pre-activation", h, f));
      }
      forward.add(f);
    }
    for (int h = a.depth(); h >= 1; h--) {
      BigInteger r = backward(a, slopes, weights, h);
      BigInteger entry = r.multiply(forward.get(h - 1).max(BigInteger.ONE));
      if (entry.compareTo(LIMIT) >= 0) {
        return Optional.of(tooLarge("an entry of the Jacobian matrix", h, entry));
      }
    }
    return Optional.empty();
  }

  /** The largest |R_h|; the last layer's is a unit vector, or a difference of two. */
  private static BigInteger backward(
      Architecture a, HiddenSlopes slopes, List<Long> weights, int layer) {
    BigInteger r = BigInteger.ONE;
    for (int h = a.depth(); h > layer; h--) {
      int terms = h == a.depth() ? 2 : a.width(h);
      r =
          r.multiply(BigInteger.valueOf(weights.get(h - 1)))
              .multiply(BigInteger.valueOf(slopes.largest()))
              .multiply(BigInteger.valueOf(terms));
    }
    return r;
  }

  private static String tooLarge(String what, int layer, BigInteger size) {
    return what
        + " of layer "
        + layer
        + " may have "
        + size.bitLength()
        + " bits, expected at most 62: take smaller numbers or fewer layers";
  }

  /**
   * log₂ of an upper bound of the probability that a prime drawn uniformly from [2⁶⁰, 2⁶¹) gives a
   * smaller rank than ℚ.
   *
   * <p>Entries are below 2⁶², so by Hadamard's inequality a minor of order r has at most r·(62 +
   * log₂(r)/2) bits, and a non-zero one at most a 60th as many prime divisors in the interval,
   * which holds more than 2⁵³ primes ({@link org.theoria.arithmetic.PrimeField}).
   *
   * @param rows of the Jacobian matrix
   */
  public double log2Unlucky(int rows) {
    int r = Math.min(rows, columns());
    double bits = r * (62 + Math.log(r) / Math.log(2) / 2);
    return Math.log(Math.ceil(bits / 60) + 1) / Math.log(2) - 53;
  }
}
