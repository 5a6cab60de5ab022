package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.Comparison.Operator;

/**
 * Symja through the gateway against exact rational evaluation, on random expressions: it may leave
 * open what it likes, and must not be wrong once.
 */
final class SymjaFuzzTest {
  private static final SymjaGateway CAS = new SymjaGateway(Duration.ofSeconds(2));
  private static final Assumptions GIVEN =
      Assumptions.parse(List.of("p > 0", "n >= 1"), List.of("n"));

  @AfterAll
  static void close() {
    CAS.close();
  }

  private static SortedMap<String, Rational> values(Stream stream) {
    SortedMap<String, Rational> values = new TreeMap<>();
    values.put("x", Rational.of(stream.nextInt(-4, 4), stream.nextInt(1, 3)));
    values.put("y", Rational.of(stream.nextInt(-4, 4), stream.nextInt(1, 3)));
    values.put("p", Rational.of(stream.nextInt(1, 5), stream.nextInt(1, 3)));
    values.put("n", Rational.of(stream.nextInt(1, 4)));
    return values;
  }

  /** What was asked and answered. */
  private static final class Tally {
    int yes;
    int no;
    int open;
    final List<String> wrong = new ArrayList<>();

    void add(CasAnswer answer, boolean canBeTrue, boolean canBeFalse, String question) {
      switch (answer) {
        case CasAnswer.Yes a -> {
          yes++;
          if (!canBeTrue) {
            wrong.add(question + ": " + a.words());
          }
        }
        case CasAnswer.No a -> {
          no++;
          if (!canBeFalse) {
            wrong.add(question + ": " + a.words());
          }
        }
        case CasAnswer.Unknown a -> open++;
        case CasAnswer.TimedOut a -> open++;
        case CasAnswer.OutOfMemory a -> open++;
      }
    }

    void check(int leastDecided) {
      String counts = yes + " yes, " + no + " no, " + open + " open";
      System.out.println("Symja against exact evaluation: " + counts);
      assertEquals(List.of(), wrong, counts);
      assertTrue(yes + no >= leastDecided, counts);
    }
  }

  @Test
  void valuesAtRationalPoints() {
    List<Expression> asked = new ArrayList<>();
    List<Boolean> truth = new ArrayList<>();
    for (int i = 0; i < 2_500; i++) {
      Stream stream = new Key("symja-values", 1).stream(i);
      Expression e = RandomExpression.drawRational(stream, 4);
      SortedMap<String, Rational> at = values(stream);
      try {
        Rational value = new Point(at, stream).value(e);
        Rational claimed =
            stream.chance(1, 2)
                ? value
                : stream.chance(1, 2) ? value.negate() : value.plus(Rational.of(1, 1_000_000));
        asked.add(
            new Expression.Sum(
                List.of(RandomExpression.at(e, at), Expression.constant(claimed.negate()))));
        truth.add(claimed.equals(value));
      } catch (UndefinedPointException undefined) {
        continue;
      }
    }
    List<CasAnswer> answers = CAS.areZero(asked, Assumptions.NONE);
    Tally tally = new Tally();
    for (int i = 0; i < asked.size(); i++) {
      boolean isTrue = truth.get(i);
      tally.add(answers.get(i), isTrue, !isTrue, asked.get(i) + " == 0");
    }
    tally.check(2_000);
  }

  @Test
  void relationsAtRationalPoints() {
    Tally tally = new Tally();
    for (int i = 0; i < 1_500; i++) {
      Stream stream = new Key("symja-relations", 1).stream(i);
      Expression e = RandomExpression.drawRational(stream, 3);
      SortedMap<String, Rational> at = values(stream);
      Operator operator = Operator.values()[stream.nextInt(Operator.values().length)];
      try {
        Rational value = new Point(at, stream).value(e);
        Rational other = stream.chance(1, 3) ? value : Rational.of(stream.nextInt(-3, 3), 2);
        boolean isTrue = operator.holdsForSign(value.compareTo(other));
        Comparison relation =
            new Comparison(RandomExpression.at(e, at), operator, Expression.constant(other));
        tally.add(CAS.holds(relation, Assumptions.NONE), isTrue, !isTrue, relation.toString());
      } catch (UndefinedPointException undefined) {
        continue;
      }
    }
    tally.check(1_000);
  }

  /** With symbols a yes must hold at every point, and a no must not hold everywhere. */
  @Test
  void identitiesAndRelationsOfSymbols() {
    Tally tally = new Tally();
    Facts facts = Facts.of(GIVEN);
    for (int i = 0; i < 300; i++) {
      Stream stream = new Key("symja-symbols", 1).stream(i);
      Expression e = RandomExpression.drawRational(stream, 3);
      Expression f =
          stream.chance(1, 2) ? canonical(e, facts) : RandomExpression.drawRational(stream, 2);
      Operator operator = Operator.values()[stream.nextInt(Operator.values().length)];
      Comparison relation = new Comparison(e, stream.chance(1, 2) ? Operator.EQUAL : operator, f);
      int holds = 0;
      int fails = 0;
      for (int k = 0; k < 20; k++) {
        try {
          if (new Point(values(stream), stream).satisfies(relation)) {
            holds++;
          } else {
            fails++;
          }
        } catch (UndefinedPointException undefined) {
          continue;
        }
      }
      if (holds + fails > 0) {
        tally.add(CAS.holds(relation, GIVEN), fails == 0, holds == 0, relation.toString());
      }
    }
    tally.check(100);
  }

  private static Expression canonical(Expression e, Facts facts) {
    try {
      return new Expansion(facts).canonical(e);
    } catch (UndecidedException beyond) {
      return e;
    }
  }
}
