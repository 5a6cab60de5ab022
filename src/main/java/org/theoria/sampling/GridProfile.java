package org.theoria.sampling;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theoria.network.Architecture;
import org.theoria.network.rank.bulk.Grid;
import org.theoria.network.rank.bulk.HiddenSlopes;

/** A way of drawing networks on a grid: see {@link GridSampler}. */
public enum GridProfile {
  /** Integers of at most 4, many of them 0; many pre-activations are exactly 0. */
  COARSE(0),
  /** Quarters; every hidden neuron changes its side between two examples. */
  PLACED(0),
  /** Like {@link #PLACED}, with repeated examples, equal and dead neurons, rows of zeros. */
  DEGENERATE(0),
  /** Numbers of [−1, 1] with 8 bits, kinks between examples. */
  FINE(8),
  /**
   * Inputs far from 0 compared with their spread, large first weights, small later ones, kinks
   * between examples, as many bits as fit: the pre-activations lose most of their digits in
   * doubles. Some neurons differ from the one before by one unit in one weight.
   */
  UNCENTRED(30);

  /** Units by which a placed bias may be off. */
  static final long OFFSET = 3;

  /** Fewer would not be what a profile with bits is drawn for. */
  private static final int LEAST_BITS = 2;

  private final int mostBits;

  GridProfile(int mostBits) {
    this.mostBits = mostBits;
  }

  /**
   * The grid of this profile.
   *
   * @throws IllegalArgumentException where words do not suffice for any number of bits
   */
  public Grid grid(Architecture a, HiddenSlopes slopes) {
    int least = Math.min(mostBits, LEAST_BITS);
    for (int bits = mostBits; bits >= least; bits--) {
      Optional<Grid> grid = grid(a, slopes, bits);
      if (grid.isPresent()) {
        return grid.get();
      }
    }
    throw new IllegalArgumentException(
        "grid: words do not suffice for " + a.widths() + ", profile " + this);
  }

  private Optional<Grid> grid(Architecture a, HiddenSlopes slopes, int bits) {
    int depth = a.depth();
    return switch (this) {
      case COARSE ->
          Optional.of(
              new Grid(
                  a, slopes, 0, 4, Collections.nCopies(depth, 3L), Collections.nCopies(depth, 4L)));
      case PLACED, DEGENERATE -> placed(a, slopes, 2, 40, Collections.nCopies(depth, 12L));
      case FINE -> placed(a, slopes, bits, 1L << bits, Collections.nCopies(depth, 1L << bits));
      case UNCENTRED -> {
        List<Long> weights = new ArrayList<>(Collections.nCopies(depth, 3L));
        weights.set(0, 1L << bits);
        yield placed(a, slopes, exponent(bits), 1L << bits, weights);
      }
    };
  }

  /** s of {@link #UNCENTRED}: a third of the bits stands before the point. */
  private static int exponent(int bits) {
    return 2 * bits / 3;
  }

  /** A grid whose biases can move any pre-activation to 0; empty where words do not suffice. */
  private static Optional<Grid> placed(
      Architecture a, HiddenSlopes slopes, int exponent, long input, List<Long> weights) {
    List<Long> biases = new ArrayList<>();
    BigInteger f = BigInteger.valueOf(input);
    BigInteger unit = BigInteger.ONE;
    for (int h = 1; h <= a.depth(); h++) {
      unit = unit.shiftLeft(exponent);
      BigInteger sum =
          f.multiply(BigInteger.valueOf(weights.get(h - 1)))
              .multiply(BigInteger.valueOf(a.width(h - 1)));
      BigInteger bias = sum.divide(unit).add(BigInteger.valueOf(OFFSET + 1));
      if (bias.bitLength() > 62) {
        return Optional.empty();
      }
      biases.add(bias.longValueExact());
      f = sum.add(bias.multiply(unit)).multiply(BigInteger.valueOf(slopes.largest()));
      unit = unit.multiply(BigInteger.valueOf(slopes.denominator()));
    }
    return Grid.tooLarge(a, slopes, exponent, input, weights, biases).isPresent()
        ? Optional.empty()
        : Optional.of(new Grid(a, slopes, exponent, input, weights, biases));
  }
}
