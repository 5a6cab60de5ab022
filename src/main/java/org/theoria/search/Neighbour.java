package org.theoria.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.InstanceCodec;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;

/** A small change of an instance, for searches that climb. */
final class Neighbour {

  /** One in so many changes removes something instead of changing a number. */
  private static final int REMOVALS = 8;

  private Neighbour() {}

  /** An instance that differs in one number, or is one step simpler; empty where none fits. */
  static <I extends Record> Optional<I> of(Class<I> type, I instance, Stream s) {
    if (s.chance(1, REMOVALS)) {
      List<I> simpler = Simplification.candidates(type, instance);
      return simpler.isEmpty() ? Optional.empty() : Optional.of(s.oneOf(simpler));
    }
    List<Object> parts = new ArrayList<>(InstanceCodec.parts(instance));
    List<Integer> numeric = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Network
          || parts.get(i) instanceof Sample
          || parts.get(i) instanceof RationalMatrix
          || parts.get(i) instanceof Rational) {
        numeric.add(i);
      }
    }
    if (numeric.isEmpty()) {
      return Optional.empty();
    }
    int which = s.oneOf(numeric);
    Rational other = anyNumber(parts.get(s.oneOf(numeric)), s);
    parts.set(which, changed(parts.get(which), other, s));
    try {
      return Optional.of(InstanceCodec.build(type, parts));
    } catch (IllegalArgumentException doesNotFit) {
      return Optional.empty(); // the record's own checks say that it is no instance
    }
  }

  /** Some number of the part: extremes are often where two numbers agree. */
  private static Rational anyNumber(Object part, Stream s) {
    return switch (part) {
      case Rational r -> r;
      case RationalMatrix m ->
          m.rows() == 0 || m.columns() == 0
              ? Rational.ZERO
              : m.get(s.nextInt(m.rows()), s.nextInt(m.columns()));
      case Sample d -> anyNumber(s.chance(1, 2) ? d.x() : d.y(), s);
      case Network n -> anyNumber(s.oneOf(s.chance(2, 3) ? n.weights() : n.biases()), s);
      default -> Rational.ZERO;
    };
  }

  private static Object changed(Object part, Rational other, Stream s) {
    return switch (part) {
      case Rational r -> number(r, other, s);
      case RationalMatrix m -> matrix(m, other, s);
      case Sample d ->
          s.chance(1, 2)
              ? new Sample(matrix(d.x(), other, s), d.y())
              : new Sample(d.x(), matrix(d.y(), other, s));
      case Network n -> {
        List<RationalMatrix> weights = new ArrayList<>(n.weights());
        List<RationalMatrix> biases = new ArrayList<>(n.biases());
        List<RationalMatrix> list = s.chance(2, 3) ? weights : biases;
        int h = s.nextInt(list.size());
        list.set(h, matrix(list.get(h), other, s));
        yield n.withParameters(weights, biases);
      }
      default -> part;
    };
  }

  private static RationalMatrix matrix(RationalMatrix m, Rational other, Stream s) {
    if (m.rows() == 0 || m.columns() == 0) {
      return m;
    }
    int i = s.nextInt(m.rows());
    int j = s.nextInt(m.columns());
    return m.with(i, j, number(m.get(i, j), other, s));
  }

  private static Rational number(Rational r, Rational other, Stream s) {
    return switch (s.nextInt(12)) {
      case 0 -> Rational.ZERO;
      case 1 -> Rational.ONE;
      case 2 -> r.negate();
      case 3 -> other;
      case 4 -> other.negate();
      case 5 -> other.times(Rational.of(s.chance(1, 2) ? 2 : 3));
      case 6 -> other.times(Rational.of(1, s.chance(1, 2) ? 2 : 3));
      case 7 -> r.times(Rational.of(2));
      case 8 -> r.times(Rational.of(1, 2));
      case 9 -> r.plus(Rational.of(s.chance(1, 2) ? 1 : -1));
      case 10 -> r.plus(Rational.of(s.chance(1, 2) ? 1 : -1, 1 << s.nextInt(2, 6)));
      default -> s.nextDyadic(4, 2);
    };
  }
}
