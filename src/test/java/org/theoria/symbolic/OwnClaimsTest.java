package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Symbols;

/** A proposition's own claims as identities: what is accepted, what is refused. */
final class OwnClaimsTest {

  /** Answers by our own expansion: these tests are about the claims, not about the CAS. */
  private static final Cas EXPANDS =
      new Cas() {
        @Override
        public CasAnswer isZero(Expression e, Assumptions assumptions) {
          try {
            return new Expansion(Facts.of(assumptions)).provesZero(e)
                ? new CasAnswer.Yes()
                : new CasAnswer.Unknown("not 0");
          } catch (UndecidedException problem) {
            return new CasAnswer.Unknown(String.valueOf(problem.getMessage()));
          }
        }

        @Override
        public CasAnswer holds(Comparison relation, Assumptions assumptions) {
          return new CasAnswer.Unknown("not asked here");
        }

        @Override
        public CasAnswer hasLimit(LimitClaim claim, Assumptions assumptions) {
          return new CasAnswer.Unknown("not asked here");
        }
      };

  private record Pair(Rational a, Rational b) {}

  private interface Sides {
    <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k);
  }

  private static Claims<Pair> claims(Sides sides) {
    return new Claims<>() {
      @Override
      public <M extends Matrix<M>> List<Claim<M>> on(Pair i, OrderedArithmetic<M> k) {
        return List.of(sides.of(i, k));
      }

      @Override
      public boolean isRational(Pair i) {
        return true;
      }
    };
  }

  private static StepStatus check(Claims<Pair> claims, Function<Symbols, Pair> instance) {
    return check(FormalClaims.of("a pair", claims, Set.of("c"), instance));
  }

  private static StepStatus check(FormalClaims claims) {
    ComparisonChecker comparisons = new ComparisonChecker(EXPANDS, CheckLimits.DEFAULT);
    return new OwnClaimsChecker(
            new IdentityChecker(EXPANDS, comparisons, CheckLimits.DEFAULT, Trust.CONFIRMED),
            comparisons,
            CheckLimits.DEFAULT)
        .check(List.of(claims));
  }

  private static Pair reals(Symbols s) {
    return new Pair(s.real("a"), s.real("b"));
  }

  private static Pair positives(Symbols s) {
    return new Pair(s.positive("a"), s.positive("b"));
  }

  /** (a + b)² = a² + 2ab + b², computed by the arithmetic. */
  private static final Claims<Pair> BINOMIAL =
      claims(
          new Sides() {
            @Override
            public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
              M a = k.scalar(i.a());
              M b = k.scalar(i.b());
              return Claim.equal(
                  "c",
                  a.plus(b).apply(ElementaryFunction.SQUARE),
                  a.hadamard(a).plus(a.hadamard(b).scale(Rational.of(2))).plus(b.hadamard(b)));
            }
          });

  @Test
  void anIdentityIsChecked() {
    assertInstanceOf(StepStatus.Checked.class, check(BINOMIAL, OwnClaimsTest::reals));
  }

  @Test
  void aPowerProductOutsideTheArithmeticIsRead() {
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M outside = k.scalar(i.a().pow(-3).times(i.b()).times(Rational.of(5, 7)));
                    M a = k.scalar(i.a());
                    return Claim.equal(
                        "c",
                        outside.hadamard(a).hadamard(a).hadamard(a),
                        k.scalar(i.b()).scale(Rational.of(5, 7)));
                  }
                }),
            OwnClaimsTest::positives);
    assertInstanceOf(StepStatus.Checked.class, status, status.detail());
  }

  @Test
  void aSumOutsideTheArithmeticIsRefused() {
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M sum = k.scalar(i.a().plus(i.b()));
                    return Claim.equal("c", sum, sum);
                  }
                }),
            OwnClaimsTest::reals);
    assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
  }

  /** |a| written with a branch on the number: true for one sign only. */
  @Test
  void aBranchOnAValueIsRefused() {
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M a = k.scalar(i.a());
                    M b = k.scalar(i.b());
                    M product = a.hadamard(b);
                    return Claim.equal(
                        "c",
                        product.apply(ElementaryFunction.ABSOLUTE),
                        i.a().signum() * i.b().signum() > 0
                            ? product.apply(ElementaryFunction.ABSOLUTE)
                            : product);
                  }
                }),
            OwnClaimsTest::reals);
    assertInstanceOf(StepStatus.GaveUp.class, status, status.detail());
  }

  @Test
  void everyPatternIsLookedAt() {
    // max(0,a) + max(0,b) = a + b holds in one pattern of four
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M a = k.scalar(i.a());
                    M b = k.scalar(i.b());
                    return Claim.equal(
                        "c",
                        a.apply(ElementaryFunction.POSITIVE_PART)
                            .plus(b.apply(ElementaryFunction.POSITIVE_PART)),
                        a.plus(b));
                  }
                }),
            OwnClaimsTest::reals);
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertTrue(failed.counterexample().isPresent(), failed.what());
  }

  @Test
  void reluIsHomogeneousInEveryPattern() {
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M a = k.scalar(i.a());
                    M t = k.scalar(i.b());
                    return Claim.equal(
                        "c",
                        a.hadamard(t).apply(ElementaryFunction.POSITIVE_PART),
                        a.hadamard(t.apply(ElementaryFunction.POSITIVE_PART)));
                  }
                }),
            s -> new Pair(s.positive("a"), s.real("b")));
    StepStatus.Checked checked = assertInstanceOf(StepStatus.Checked.class, status);
    assertTrue(checked.confirmation().contains("2 patterns of signs"), checked.confirmation());
  }

  @Test
  void aSlopeOnAKinkIsNotAskedFor() {
    StepStatus status =
        check(
            claims(
                new Sides() {
                  @Override
                  public <M extends Matrix<M>> Claim<M> of(Pair i, OrderedArithmetic<M> k) {
                    M slope = k.scalar(i.a()).apply(ElementaryFunction.INDICATOR_NON_NEGATIVE);
                    return Claim.equal("c", slope, slope.hadamard(slope));
                  }
                }),
            OwnClaimsTest::reals);
    StepStatus.GaveUp gaveUp = assertInstanceOf(StepStatus.GaveUp.class, status);
    assertTrue(gaveUp.why().contains("may be 0"), gaveUp.why());
  }

  /** D f(a·b) with respect to a, and what it is claimed to be. */
  private record Chain(boolean right) implements FormalClaims {
    @Override
    public String shape() {
      return "one number";
    }

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
      M a = k.of(symbols.matrix("a", 1, 1));
      M b = k.scalar(symbols.real("b"));
      M argument = a.hadamard(b);
      M derivative = k.derivative(k.formal("f", List.of(0), List.of(argument)), a);
      M slope = k.formal("f", List.of(1), List.of(b.hadamard(a)));
      return List.of(Claim.equal("c", derivative, slope.hadamard(right ? b : a)));
    }
  }

  @Test
  void aDerivativeOfAnUnknownFunction() {
    assertInstanceOf(StepStatus.Checked.class, check(new Chain(true)));
    StepStatus status = check(new Chain(false));
    StepStatus.Failed failed = assertInstanceOf(StepStatus.Failed.class, status, status.detail());
    assertEquals("at one number: c (1,1) is wrong", failed.what());
    assertTrue(failed.counterexample().isPresent());
  }

  /** f(a+b) and f(b+a) are one value, f(a+b) and f(a+2b) are two. */
  private record EqualArguments(int factor) implements FormalClaims {
    @Override
    public String shape() {
      return "one number";
    }

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
      M a = k.scalar(symbols.real("a"));
      M b = k.scalar(symbols.real("b"));
      M sum = a.plus(b).hadamard(a.plus(b));
      M other = a.hadamard(a).plus(b.hadamard(b)).plus(a.hadamard(b).scale(Rational.of(factor)));
      return List.of(
          Claim.equal(
              "c",
              k.formal("f", List.of(0), List.of(sum)),
              k.formal("f", List.of(0), List.of(other))));
    }
  }

  @Test
  void applicationsAtEqualArgumentsAreEqual() {
    assertInstanceOf(StepStatus.Checked.class, check(new EqualArguments(2)));
    assertInstanceOf(StepStatus.Failed.class, check(new EqualArguments(3)));
  }

  @Test
  void nothingIsNotAStep() {
    assertInstanceOf(
        StepStatus.Failed.class,
        check(FormalClaims.of("a pair", BINOMIAL, Set.of("no such claim"), OwnClaimsTest::reals)));
  }
}
