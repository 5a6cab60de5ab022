package org.theoria.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.certify.Certificate;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.Problem;
import org.theoria.certify.Replay;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.Text;

/** How large the ratio of an inequality is, where that is known. */
class SharpnessTest {

  private static final Text TEXT = Text.of("a toy", "un jouet");

  record Pair(Rational a, Rational b) {}

  /**
   * 2ab ≤ factor·(a² + b²): sharp for factor 1, at a = b. With tanh on both sides it is evaluated
   * in intervals.
   */
  private record Mean(Rational factor, boolean smooth) implements Claims<Pair> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Pair i, OrderedArithmetic<M> k) {
      M a = value(k.scalar(i.a()));
      M b = value(k.scalar(i.b()));
      M left = a.hadamard(b).scale(Rational.of(2));
      return List.of(Claim.atMost("mean", left, a.hadamard(a).plus(b.hadamard(b)).scale(factor)));
    }

    private <M extends Matrix<M>> M value(M m) {
      return smooth ? m.apply(ElementaryFunction.TANH) : m;
    }

    @Override
    public boolean isRational(Pair i) {
      return !smooth;
    }
  }

  private record Entry(Claims<Pair> claims) implements ForAll<Pair> {
    @Override
    public String id() {
      return "mean";
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
    public List<Hypothesis<Pair>> hypotheses() {
      return List.of();
    }

    @Override
    public Map<String, Text> claimTexts() {
      return Map.of("mean", TEXT);
    }

    @Override
    public Proof proof() {
      return Proof.of();
    }

    @Override
    public Class<Pair> instanceType() {
      return Pair.class;
    }

    @Override
    public Sampler<Pair> sampler(Set<Hypothesis<Pair>> kept, Set<Hypothesis<Pair>> broken) {
      return Sampler.of(
          TEXT, s -> new Pair(Rational.of(s.nextInt(1, 99), 7), Rational.of(s.nextInt(1, 99), 5)));
    }

    @Override
    public List<Inequality<Pair>> inequalities() {
      return List.of(
          new Inequality<>(
              "mean",
              TEXT,
              List.of(
                  new Inequality.Domain<>(
                      "apart", TEXT, i -> i.a().compareTo(i.b().times(Rational.of(2))) >= 0))));
    }

    @Override
    public List<Mutant<Pair>> mutants() {
      return List.of();
    }

    @Override
    public <M extends Matrix<M>> Map<String, M> quantities(Pair i, OrderedArithmetic<M> k) {
      return Map.of("a", k.scalar(i.a()));
    }
  }

  private static List<Sharpness<Pair>> sharpness(Entry entry, int threads) {
    return Sharpness.of(
        Problem.of(entry, Sharpness.variant()),
        entry.inequalities().getFirst(),
        SearchOptions.of(200, 5, threads));
  }

  private static Replay.Result replayed(Entry entry, Counterexample<Pair> c) {
    return Replay.replay(
        Problem.of(entry, c.variant()),
        CounterexampleCodec.read(
            entry,
            CounterexampleCodec.parse("file", CounterexampleCodec.write(c, "test").toString())));
  }

  @Test
  void theMaximumIsFoundExactlyAndMadeSmall() {
    Entry entry = new Entry(new Mean(Rational.ONE, false));
    List<Sharpness<Pair>> found = sharpness(entry, 1);
    assertTrue(found.getFirst().isSharp(), found::toString);
    Pair pair = found.getFirst().witness().orElseThrow().instance();
    assertEquals(pair.a(), pair.b());
    assertTrue(
        Complexity.of(pair).compareTo(Complexity.of(new Pair(Rational.of(2), Rational.of(2))))
            <= 0);
    // on a ≥ 2b the maximum is 2·2/(4 + 1)
    assertEquals(Rational.of(4, 5), found.get(1).ratio().orElseThrow());
    assertFalse(found.get(1).isSharp());
    for (Sharpness<Pair> s : found) {
      assertInstanceOf(Replay.Result.Confirmed.class, replayed(entry, s.witness().orElseThrow()));
    }
    assertEquals(found, sharpness(entry, 2), "the threads change nothing");
    assertEquals(found, sharpness(entry, 3), "the threads change nothing");
  }

  @Test
  void aFalseConstantIsSeen() {
    Entry entry = new Entry(new Mean(Rational.of(9, 10), false));
    Sharpness<Pair> found = sharpness(entry, 2).getFirst();
    assertTrue(found.isRefuted());
    assertEquals(Rational.of(10, 9), found.ratio().orElseThrow());
  }

  @Test
  void whatIsNotRationalIsCertifiedByEnclosures() {
    Entry entry = new Entry(new Mean(Rational.ONE, true));
    Sharpness<Pair> found = sharpness(entry, 2).getFirst();
    Counterexample<Pair> c = found.witness().orElseThrow();
    assertInstanceOf(Replay.Result.Confirmed.class, replayed(entry, c));
    assertTrue(found.ratio().orElseThrow().compareTo(Rational.of(999, 1000)) > 0);
    assertFalse(found.isSharp() || found.isRefuted(), "an enclosure proves no equality");
    Certificate.Ratio r = (Certificate.Ratio) c.certificate();
    Certificate.Ratio more =
        new Certificate.Ratio(
            r.arithmetic(),
            r.domain(),
            r.ratio().times(Rational.of(101, 100)),
            r.left(),
            r.right());
    assertInstanceOf(
        Replay.Result.NotConfirmed.class,
        replayed(
            entry,
            new Counterexample<>(
                c.proposition(), c.variant(), c.claim(), c.origin(), c.instance(), more)));
  }

  @Test
  void aWitnessOutsideItsDomainIsNotConfirmed() {
    Entry entry = new Entry(new Mean(Rational.ONE, false));
    Counterexample<Pair> c = sharpness(entry, 2).getFirst().witness().orElseThrow();
    Certificate.Ratio r = (Certificate.Ratio) c.certificate();
    Certificate.Ratio elsewhere =
        new Certificate.Ratio(
            r.arithmetic(), java.util.Optional.of("apart"), r.ratio(), r.left(), r.right());
    assertInstanceOf(
        Replay.Result.NotConfirmed.class,
        replayed(
            entry,
            new Counterexample<>(
                c.proposition(), c.variant(), c.claim(), c.origin(), c.instance(), elsewhere)));
  }
}
