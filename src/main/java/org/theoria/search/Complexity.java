package org.theoria.search;

import java.util.Comparator;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.InstanceCodec;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.Subset;

/**
 * The size of an instance: fewest layers first, then neurons, examples, digits.
 *
 * @param layers total depth
 * @param neurons total of all widths
 * @param examples total number of examples
 * @param digits total over all numbers of their {@link #of(Rational)}
 */
record Complexity(long layers, long neurons, long examples, long digits)
    implements Comparable<Complexity> {
  private static final Comparator<Complexity> ORDER =
      Comparator.comparingLong(Complexity::layers)
          .thenComparingLong(Complexity::neurons)
          .thenComparingLong(Complexity::examples)
          .thenComparingLong(Complexity::digits);

  static Complexity of(Record instance) {
    long layers = 0;
    long neurons = 0;
    long examples = 0;
    long digits = 0;
    for (Object part : InstanceCodec.parts(instance)) {
      switch (part) {
        case Network n -> {
          layers += n.depth();
          neurons += n.architecture().widths().stream().mapToLong(Integer::longValue).sum();
          digits += n.weights().stream().mapToLong(Complexity::digits).sum();
          digits += n.biases().stream().mapToLong(Complexity::digits).sum();
        }
        case Sample s -> {
          examples += s.size();
          digits += digits(s.x()) + digits(s.y());
        }
        case RationalMatrix m -> digits += digits(m);
        case Rational r -> digits += of(r);
        case Subset s -> digits += s.size();
        case Architecture a -> {
          layers += a.depth();
          neurons += a.widths().stream().mapToLong(Integer::longValue).sum();
        }
        default -> digits += 0;
      }
    }
    return new Complexity(layers, neurons, examples, digits);
  }

  private static long digits(RationalMatrix m) {
    long total = 0;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        total += of(m.get(i, j));
      }
    }
    return total;
  }

  /**
   * 0 for 0; else the bits of numerator and denominator, doubled, plus one for a negative number.
   */
  static long of(Rational r) {
    return r.isZero() ? 0 : 2L * r.bitSize() + (r.signum() < 0 ? 1 : 0);
  }

  @Override
  public int compareTo(Complexity other) {
    return ORDER.compare(this, other);
  }
}
