package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Symbols;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Constant;

/**
 * Symbols disguised as numbers: each is a random prime of 61 bits, its opposite, or its reciprocal.
 * A number that comes back is read as a power product of tags times a small constant; every other
 * number is refused.
 *
 * <p>Code that branches on the sign of a tag, on its size beside 1, or (but for a small chance) on
 * the order of two tags or the sign of a product, gives other expressions under other tags; {@link
 * OwnClaimsChecker} compares several. Tags are generic: none is 0 or 1, and no two are equal, so
 * that a branch on such a case is not seen. The claims that are used here must not have one.
 */
final class Tags implements Symbols {
  /** Numerators and denominators of more bits than this are not constants of a claim. */
  private static final int CONSTANT_BITS = 40;

  private static final int EXPONENT_LIMIT = 64;

  private final Stream stream;
  private final Kind kind;
  private final Map<BigInteger, Tag> byPrime = new HashMap<>();
  private final Map<String, Rational> byName = new HashMap<>();
  private final List<Comparison> assumptions = new ArrayList<>();

  /** How the tags look. Those of symbols that are assumed positive are positive in each. */
  enum Kind {
    /** Primes. */
    POSITIVE,
    /** Other primes, each with a random sign. */
    SIGNED,
    /** The same primes as {@link #SIGNED}, each with the opposite sign. */
    OPPOSITE,
    /** Reciprocals of other primes: all of them between 0 and 1. */
    RECIPROCAL
  }

  /** What a prime stands for: the symbol, or its opposite or reciprocal. */
  private record Tag(Expression symbol, boolean negative) {}

  /**
   * @param seed of the primes
   * @param kind how the tags look
   */
  Tags(long seed, Kind kind) {
    this.stream = new Key("tags " + (kind == Kind.OPPOSITE ? Kind.SIGNED : kind), seed).stream(0);
    this.kind = kind;
  }

  private boolean negative() {
    return switch (kind) {
      case POSITIVE, RECIPROCAL -> false;
      case SIGNED -> stream.chance(1, 2);
      case OPPOSITE -> !stream.chance(1, 2);
    };
  }

  /** What is assumed of the symbols made so far. */
  List<Comparison> assumptions() {
    return List.copyOf(assumptions);
  }

  @Override
  public Rational real(String name) {
    return tag(name, negative());
  }

  @Override
  public Rational positive(String name) {
    return assumed(name, Operator.GREATER, false);
  }

  @Override
  public Rational nonZero(String name) {
    return assumed(name, Operator.NOT_EQUAL, negative());
  }

  private Rational assumed(String name, Operator operator, boolean negative) {
    Rational value = tag(name, negative);
    Comparison assumption =
        new Comparison(Expression.symbol(name), operator, Expression.Constant.ZERO);
    if (!assumptions.contains(assumption)) {
      assumptions.add(assumption);
    }
    return value;
  }

  @Override
  public RationalMatrix matrix(String name, int rows, int columns) {
    String separator = rows > 9 || columns > 9 ? "_" : "";
    List<List<Rational>> entries = new ArrayList<>();
    for (int i = 1; i <= rows; i++) {
      List<Rational> row = new ArrayList<>();
      for (int j = 1; j <= columns; j++) {
        row.add(real(name + "_" + i + (columns == 1 ? "" : separator + j)));
      }
      entries.add(row);
    }
    return RationalMatrix.ofRows(entries);
  }

  /** The same name is the same number: an instance may be made more than once. */
  private Rational tag(String name, boolean negative) {
    Rational known = byName.get(name);
    if (known != null) {
      return known;
    }
    if (!(ExpressionParser.expression(name) instanceof Expression.Symbol symbol)) {
      throw new IllegalArgumentException("symbols: \"" + name + "\" is not a name of the grammar");
    }
    BigInteger prime;
    do {
      prime = BigInteger.valueOf(PrimeField.randomPrime61(stream::nextLong).prime());
    } while (byPrime.containsKey(prime));
    Rational signed = Rational.of(negative ? prime.negate() : prime, BigInteger.ONE);
    Rational value = kind == Kind.RECIPROCAL ? signed.reciprocal() : signed;
    byPrime.put(prime, new Tag(symbol, negative));
    byName.put(name, value);
    return value;
  }

  /**
   * The number as an expression.
   *
   * @throws UndecidedException where it is neither a small constant nor a power product of tags
   */
  Expression expression(Rational value) {
    if (isSmall(value.numerator()) && isSmall(value.denominator())) {
      return new Constant(value);
    }
    List<Expression> factors = new ArrayList<>();
    BigInteger above = value.numerator();
    BigInteger below = value.denominator();
    int unit = kind == Kind.RECIPROCAL ? -1 : 1;
    for (Map.Entry<String, Rational> entry : sorted()) {
      BigInteger prime = entry.getValue().numerator().abs().max(entry.getValue().denominator());
      Tag tag = Optional.ofNullable(byPrime.get(prime)).orElseThrow();
      int exponent = multiplicity(above, prime) - multiplicity(below, prime);
      if (exponent != 0) {
        above = exponent > 0 ? above.divide(prime.pow(exponent)) : above;
        below = exponent < 0 ? below.divide(prime.pow(-exponent)) : below;
        above = tag.negative() && exponent % 2 != 0 ? above.negate() : above;
        factors.add(Expression.power(tag.symbol(), Expression.constant((long) unit * exponent)));
      }
    }
    if (!isSmall(above) || !isSmall(below)) {
      throw new UndecidedException(
          "a claim computes with its entries outside the arithmetic (a number of "
              + value.bitSize()
              + " bits is no power product of symbols)");
    }
    factors.addFirst(new Constant(Rational.of(above, below)));
    return Expression.product(factors);
  }

  private List<Map.Entry<String, Rational>> sorted() {
    return byName.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  private static int multiplicity(BigInteger value, BigInteger prime) {
    int count = 0;
    BigInteger rest = value;
    while (count < EXPONENT_LIMIT) {
      BigInteger[] parts = rest.divideAndRemainder(prime);
      if (parts[1].signum() != 0) {
        break;
      }
      rest = parts[0];
      count++;
    }
    return count;
  }

  private static boolean isSmall(BigInteger value) {
    return value.bitLength() <= CONSTANT_BITS;
  }
}
