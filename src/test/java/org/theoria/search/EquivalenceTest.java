package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.Counterexample;
import org.theoria.certify.Problem;
import org.theoria.certify.Replay;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Equivalence;
import org.theoria.proposition.Exists;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.proposition.TrainedPoints;
import org.theoria.proposition.Truth;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Stream;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.SymjaGateway;
import org.theoria.symbolic.Z3Solver;

/** Statements that two sides agree, that something exists, and about trained points. */
class EquivalenceTest {

  private static final Text TEXT = Text.of("a toy", "un jouet");

  record Number(Rational a) {}

  /** a² = square iff a = root or a = −root (or not, where the second is forgotten). */
  private record Roots(long square, long root, boolean both) implements Claims<Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Number i, OrderedArithmetic<M> k) {
      M a = k.scalar(i.a());
      Claim<M> left = Claim.equal("square", a.hadamard(a), k.scalar(Rational.of(square)));
      Claim<M> plus = Claim.equal("plus", a, k.scalar(Rational.of(root)));
      Claim<M> minus = Claim.equal("minus", a, k.scalar(Rational.of(-root)));
      M right = Truth.of(k, Truth.holds(k, plus) || (both && Truth.holds(k, minus)));
      M truth = Truth.of(k, List.of(left));
      return List.of(Claim.atMost("only-if", truth, right), Claim.atMost("if", right, truth));
    }

    @Override
    public boolean isRational(Number i) {
      return true;
    }
  }

  /** The entry, drawing −5 … 4. */
  private record Squares(Claims<Number> claims, List<String> rows, List<TrainedPoints> trained)
      implements Equivalence<Number> {
    Squares(Claims<Number> claims) {
      this(claims, List.of("non-negative", "negative"), List.of());
    }

    @Override
    public String id() {
      return "squares";
    }

    @Override
    public Text title() {
      return TEXT;
    }

    @Override
    public Citation citation() {
      return Citation.slide(1, "1");
    }

    @Override
    public Statement statement() {
      return new Statement("a", TEXT);
    }

    @Override
    public List<Hypothesis<Number>> hypotheses() {
      return List.of();
    }

    @Override
    public Map<String, Text> claimTexts() {
      return Map.of("only-if", TEXT, "if", TEXT);
    }

    @Override
    public Proof proof() {
      return Proof.of();
    }

    @Override
    public Class<Number> instanceType() {
      return Number.class;
    }

    @Override
    public Sampler<Number> sampler(Set<Hypothesis<Number>> kept, Set<Hypothesis<Number>> broken) {
      return new Sampler<>() {
        @Override
        public Number draw(Stream s) {
          return new Number(Rational.of(s.nextInt(10) - 5));
        }

        @Override
        public Text distribution() {
          return TEXT;
        }

        @Override
        public int defaultTries() {
          return 500;
        }
      };
    }

    @Override
    public Optional<Strata<Number>> strata() {
      return Optional.of(
          Strata.ofSides(
              TEXT,
              TEXT,
              rows,
              (row, column) -> true,
              i -> i.a().signum() < 0 ? "negative" : "non-negative",
              i -> i.a().times(i.a()).numerator().equals(BigInteger.valueOf(4))));
    }

    @Override
    public List<Mutant<Number>> mutants() {
      return List.of(Mutant.of("one-root", TEXT, new Roots(4, 2, false)));
    }

    @Override
    public <M extends Matrix<M>> Map<String, M> quantities(Number i, OrderedArithmetic<M> k) {
      return Map.of("a", k.scalar(i.a()));
    }
  }

  /** "There is a number whose square is a", by a constructor that knows 0 and 1 only. */
  private record Root(Claims<Number> claims, Optional<Claims<Number>> necessaryConditions)
      implements Exists<Number> {
    @Override
    public String id() {
      return "root";
    }

    @Override
    public Text title() {
      return TEXT;
    }

    @Override
    public Citation citation() {
      return Citation.slide(1, "1");
    }

    @Override
    public Statement statement() {
      return new Statement("a", TEXT);
    }

    @Override
    public List<Hypothesis<Number>> hypotheses() {
      return List.of(new Hypothesis<>("given", TEXT, Hypothesis.Origin.SLIDE, i -> true));
    }

    @Override
    public Map<String, Text> claimTexts() {
      return Map.of("constructed", TEXT);
    }

    @Override
    public Proof proof() {
      return Proof.of();
    }

    @Override
    public Class<Number> instanceType() {
      return Number.class;
    }

    @Override
    public Sampler<Number> sampler(Set<Hypothesis<Number>> kept, Set<Hypothesis<Number>> broken) {
      return Sampler.of(TEXT, s -> new Number(Rational.of(s.nextInt(3))));
    }

    @Override
    public List<Mutant<Number>> mutants() {
      return List.of(Mutant.of("corrupted", TEXT, new Squared()));
    }

    @Override
    public <M extends Matrix<M>> Map<String, M> quantities(Number i, OrderedArithmetic<M> k) {
      return Map.of("a", k.scalar(i.a()));
    }
  }

  private record Squared() implements Claims<Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Number i, OrderedArithmetic<M> k) {
      M a = k.scalar(i.a());
      return List.of(Claim.equal("constructed", a.hadamard(a), a));
    }

    @Override
    public boolean isRational(Number i) {
      return true;
    }
  }

  private static <I extends Record> Search.Found<I> search(
      org.theoria.proposition.Proposition<I> p, Variant v, int threads) {
    return Search.run(Problem.of(p, v), SearchOptions.of(500, 3, threads), Sweep.Until.THE_END);
  }

  private static Verification verification() {
    return new Verification(
        new ProofChecker(
            new StepChecker(
                new SymjaGateway(Duration.ofSeconds(10)), CheckLimits.DEFAULT, new Z3Solver())));
  }

  @Test
  void bothSidesAreCountedApartWhateverTheThreads() {
    Squares squares = new Squares(new Roots(4, 2, true));
    Search.Found<Number> found = search(squares, new Variant.Stated(), 1);
    assertInstanceOf(Outcome.Held.class, found.outcome());
    assertEquals(4, found.sweep().tally().strata().size());
    assertEquals(
        500, found.sweep().tally().strata().values().stream().mapToLong(Long::longValue).sum());
    for (int threads = 2; threads <= 4; threads++) {
      assertEquals(found, search(squares, new Variant.Stated(), threads));
    }
  }

  @Test
  void anInstanceOnWhichTheSidesDifferIsCertifiedAndReplayed() {
    Squares squares = new Squares(new Roots(4, 2, true));
    Variant mutant = new Variant.MutantOf("one-root");
    Search.Found<Number> found = search(squares, mutant, 2);
    assertInstanceOf(Outcome.Refuted.class, found.outcome());
    Counterexample<Number> c = found.smallest().orElseThrow();
    assertEquals(Rational.of(-2), c.instance().a());
    assertEquals("only-if", c.claim());
    assertInstanceOf(Replay.Result.Confirmed.class, Replay.replay(Problem.of(squares, mutant), c));
    assertInstanceOf(
        Replay.Result.NotConfirmed.class,
        Replay.replay(Problem.of(squares, new Variant.Stated()), c));
  }

  @Test
  void anEqualityIsDecidedInExactArithmeticOnly() {
    DoubleArithmetic doubles = new DoubleArithmetic();
    assertThrows(
        NotRepresentableException.class,
        () -> new Roots(4, 2, true).on(new Number(Rational.ONE), doubles));
    RationalMatrix pair = RationalMatrix.of(1, 2, Rational.ONE, Rational.of(2));
    RationalMatrix other = RationalMatrix.of(1, 2, Rational.ONE, Rational.of(3));
    RationalArithmetic k = RationalArithmetic.INSTANCE;
    assertFalse(Truth.holds(k, Claim.equal("pair", pair, other)));
    assertTrue(Truth.holds(k, Claim.atMost("pair", pair, other)));
    assertFalse(Truth.holds(k, Claim.less("pair", pair, other)));
    assertFalse(Truth.holds(k, Claim.atMost("pair", other, pair)));
  }

  @Test
  void aRequiredCellThatIsNeverMetIsASurprise() {
    Claims<Number> claims = new Roots(4, 2, true);
    SearchOptions options = SearchOptions.of(500, 3, 2);
    assertEquals(List.of(), verification().verify(new Squares(claims), options).surprises());
    Squares more = new Squares(claims, List.of("non-negative", "negative", "zero"), List.of());
    List<String> surprises = verification().verify(more, options).surprises();
    assertEquals(2, surprises.size(), surprises::toString);
    assertTrue(surprises.getFirst().contains("zero"), surprises::toString);
    List<String> few = verification().verify(more, SearchOptions.of(200, 3, 2)).surprises();
    assertEquals(List.of(), few, "a search that was asked to be small need not meet everything");
  }

  @Test
  void aConstructionThatFailsRefutesNothingAndIsASurprise() {
    Root root = new Root(new Squared(), Optional.empty());
    Search.Found<Number> found = search(root, new Variant.Stated(), 2);
    assertInstanceOf(Outcome.Undecided.class, found.outcome());
    assertTrue(
        found.sweep().tally().reasons().firstKey().contains("refutes nothing"),
        () -> found.sweep().tally().reasons().toString());
    Verification.Result<Number> result = verification().verify(root, SearchOptions.of(100, 3, 2));
    assertTrue(
        result.surprises().contains("the construction fails on some instances"),
        () -> result.surprises().toString());
    assertInstanceOf(Ablation.Verdict.NotTried.class, result.ablations().getFirst().verdict());
    assertTrue(result.mutants().getFirst().killed(), "a corrupted constructor is rejected");
  }

  /** A root of a is at most 1, since a is at most 1: false for 2. */
  private record AtMostOne() implements Claims<Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Number i, OrderedArithmetic<M> k) {
      return List.of(Claim.atMost("at-most-one", k.scalar(i.a()), k.scalar(Rational.ONE)));
    }

    @Override
    public boolean isRational(Number i) {
      return true;
    }
  }

  @Test
  void aProofOfNonExistenceRefutesAndReplays() {
    Root root = new Root(new Squared(), Optional.of(new AtMostOne()));
    Search.Found<Number> found = search(root, new Variant.Stated(), 2);
    assertInstanceOf(Outcome.Refuted.class, found.outcome());
    Counterexample<Number> c = found.smallest().orElseThrow();
    assertEquals("at-most-one", c.claim());
    Problem<Number> problem = Problem.of(root, new Variant.Stated());
    assertInstanceOf(Replay.Result.Confirmed.class, Replay.replay(problem, c));
    Counterexample<Number> construction =
        new Counterexample<>(
            c.proposition(), c.variant(), "constructed", c.origin(), c.instance(), c.certificate());
    assertInstanceOf(
        Replay.Result.NotConfirmed.class,
        Replay.replay(problem, construction),
        "a construction that fails refutes nothing");
    Problem<Number> without =
        Problem.of(new Root(new Squared(), Optional.empty()), new Variant.Stated());
    assertInstanceOf(Replay.Result.NotConfirmed.class, Replay.replay(without, c));
  }

  private record Points(TrainedPoints.Finding odd) implements TrainedPoints {
    @Override
    public String id() {
      return "points";
    }

    @Override
    public Text text() {
      return TEXT;
    }

    @Override
    public Point at(Stream stream) {
      boolean even = stream.nextInt(2) == 0;
      return new Point(even ? Finding.CONFIRMED : odd, even ? 1e-14 : 1e-13, even ? "" : "odd");
    }
  }

  @Test
  void trainedPointsAreCountedAndAContradictionIsASurprise() {
    Claims<Number> claims = new Roots(4, 2, true);
    List<String> rows = List.of("negative");
    for (TrainedPoints.Finding finding : TrainedPoints.Finding.values()) {
      Squares entry = new Squares(claims, rows, List.of(new Points(finding)));
      Verification.Result<Number> result =
          verification().verify(entry, SearchOptions.of(500, 3, 2));
      TrainedRun run = result.trained().getFirst();
      assertEquals(50, run.points());
      assertEquals(50, run.findings().values().stream().mapToLong(Long::longValue).sum());
      assertEquals(run, TrainedRun.of(new Points(finding), "squares", SearchOptions.of(500, 3, 1)));
      boolean contradicted = finding == TrainedPoints.Finding.CONTRADICTED;
      assertEquals(
          contradicted,
          result.surprises().stream().anyMatch(s -> s.contains("contradicts")),
          () -> result.surprises().toString());
      assertEquals(
          finding == TrainedPoints.Finding.NOT_CONVERGED ? 1e-14 : 1e-13, run.worstRatio());
    }
  }
}
