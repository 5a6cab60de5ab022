package org.theoria.search;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.ForAll;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Statement;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;

/**
 * A statement about one number, made to be wrong in a chosen way.
 *
 * @param claimed the claim
 * @param hypothesis the one hypothesis
 * @param value the number of instance i of the search, from the stream's next integer of 0..999
 * @param proof the proof
 * @param stepMutants false variants of its steps
 */
record Toy(
    Claims<Toy.Number> claimed,
    Predicate<Number> hypothesis,
    Function<Integer, Rational> value,
    Proof proof,
    List<StepMutant> stepMutants)
    implements ForAll<Toy.Number> {

  /** Without a proof. */
  Toy(Claims<Toy.Number> claimed, Predicate<Number> hypothesis, Function<Integer, Rational> value) {
    this(claimed, hypothesis, value, Proof.of(), List.of());
  }

  record Number(Rational a) {}

  private static final Text TEXT = Text.of("a toy", "un jouet");

  /** Claims a ≤ bound, in rationals. */
  static Claims<Number> atMost(long bound) {
    return new AtMost(Rational.of(bound));
  }

  private record AtMost(Rational bound) implements Claims<Number> {
    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Number i, OrderedArithmetic<M> k) {
      return List.of(Claim.atMost("bounded", k.scalar(i.a()), k.scalar(bound)));
    }

    @Override
    public boolean isRational(Number i) {
      return true;
    }
  }

  @Override
  public String id() {
    return "toy";
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
    return List.of(new Hypothesis<>("given", TEXT, Hypothesis.Origin.SLIDE, hypothesis));
  }

  @Override
  public Claims<Number> claims() {
    return claimed;
  }

  @Override
  public Map<String, Text> claimTexts() {
    return Map.of("bounded", TEXT);
  }

  @Override
  public Class<Number> instanceType() {
    return Number.class;
  }

  @Override
  public Sampler<Number> sampler(Set<Hypothesis<Number>> kept, Set<Hypothesis<Number>> broken) {
    return Sampler.of(TEXT, s -> new Number(value.apply(s.nextInt(1_000))));
  }

  @Override
  public List<Mutant<Number>> mutants() {
    return List.of(Mutant.of("tighter", TEXT, atMost(-1)));
  }

  @Override
  public <M extends Matrix<M>> Map<String, M> quantities(Number i, OrderedArithmetic<M> k) {
    return Map.of("a", k.scalar(i.a()));
  }
}
