package org.theoria.theorems;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.certify.Certificate;
import org.theoria.certify.Certifier;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.FormatException;
import org.theoria.certify.InstanceCodec;
import org.theoria.certify.Judgement;
import org.theoria.certify.Problem;
import org.theoria.certify.Replay;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Equivalence;
import org.theoria.proposition.Exists;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Inequality;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Not;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.proposition.Variant;
import org.theoria.sampling.Key;
import org.theoria.search.Outcome;
import org.theoria.search.Search;
import org.theoria.search.SearchOptions;
import org.theoria.search.Sharpness;
import org.theoria.search.Sweep;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.StepMutantRun;
import org.theoria.symbolic.StepStatus;
import org.theoria.symbolic.SymjaGateway;
import org.theoria.symbolic.Z3Solver;

/**
 * What is asked of every entry: its sampler draws where it says, its claims are the same in every
 * arithmetic, and its mutants are refuted by certificates that survive neither an edited file nor
 * another target.
 *
 * @param <I> the instances
 */
public abstract class PropositionContract<I extends Record> {

  private static final long SEED = 20_251_101;
  private static final int MOST_DRAWS = 10_000;
  private static final int MOST_DOMAIN_DRAWS = 2_000;
  private static final int EVALUATED = 500;

  /** More than three blocks of a sweep, so that three threads share them. */
  private static final int THREADED_TRIES = 400;

  private static final int MUTANT_TRIES = 2_000;

  private static final ProofChecker PROOFS =
      new ProofChecker(
          new StepChecker(
              new SymjaGateway(Duration.ofSeconds(10)), CheckLimits.DEFAULT, new Z3Solver()));

  /** The entry; a new one at each call. */
  protected abstract Proposition<I> proposition();

  /**
   * The boundary cases that the statement as given must meet, each in more than 0.5 % of the draws.
   */
  protected abstract Map<String, Predicate<I>> boundaryCases();

  /**
   * Every domain that a search of this entry draws from: stated, corrected, each ablation, each
   * mutant.
   */
  static <I extends Record> List<Variant> domains(Proposition<I> p) {
    List<Variant> domains = new ArrayList<>(List.of(new Variant.Stated(), new Variant.Corrected()));
    p.hypotheses().stream()
        .filter(h -> !(p instanceof Exists<?>)) // a construction that fails refutes nothing
        .filter(
            h ->
                h.origin()
                    != Hypothesis.Origin
                        .NARROWING) // what says where the samplers stop cannot be broken by them
        .forEach(h -> domains.add(new Variant.Without(h.id())));
    p.mutants().forEach(m -> domains.add(new Variant.MutantOf(m.id())));
    return domains;
  }

  /** Draws of the statement's own domain: as many as a default search, where those are dear. */
  private int draws() {
    return Math.min(MOST_DRAWS, defaultTries());
  }

  /** Draws of each other domain. */
  private int domainDraws() {
    return Math.min(MOST_DOMAIN_DRAWS, Math.max(200, defaultTries() / 8));
  }

  private int defaultTries() {
    return sampler(proposition(), new Variant.Stated()).defaultTries();
  }

  static <I extends Record> Sampler<I> sampler(Proposition<I> p, Variant v) {
    return Search.sampler(Problem.of(p, v));
  }

  private List<I> draws(Variant v, int count) {
    Proposition<I> p = proposition();
    Sampler<I> sampler = sampler(p, v);
    Key key = new Key(p.id(), SEED);
    List<I> result = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      result.add(sampler.draw(key.stream(i)));
    }
    return result;
  }

  @Test
  void anInstanceDependsOnNothingButSeedAndIndex() throws Exception {
    List<I> inOrder = draws(new Variant.Stated(), 400);
    Proposition<I> p = proposition();
    Sampler<I> another = sampler(p, new Variant.Stated());
    for (int i = 399; i >= 0; i--) {
      assertEquals(
          inOrder.get(i), another.draw(new Key(p.id(), SEED).stream(i)), "backwards, index " + i);
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      List<Callable<I>> work = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        long index = i;
        work.add(() -> another.draw(new Key(p.id(), SEED).stream(index)));
      }
      List<Future<I>> done = pool.invokeAll(work);
      for (int i = 0; i < 400; i++) {
        assertEquals(inOrder.get(i), done.get(i).get(), "three threads, one sampler, index " + i);
      }
    }
    assertNotEquals(
        inOrder.subList(0, 50), drawsOfSeed(SEED + 1), "another seed draws other instances");
  }

  private List<I> drawsOfSeed(long seed) {
    Proposition<I> p = proposition();
    List<I> result = new ArrayList<>();
    for (long i = 0; i < 50; i++) {
      result.add(sampler(p, new Variant.Stated()).draw(new Key(p.id(), seed).stream(i)));
    }
    return result;
  }

  /** By construction: not most of the draws, every one. */
  @Test
  void everyDrawKeepsWhatIsKeptAndBreaksWhatIsBroken() {
    Proposition<I> p = proposition();
    for (Variant v : domains(p)) {
      Problem<I> problem = Problem.of(p, v);
      for (I i : draws(v, domainDraws())) {
        Optional<String> why = problem.whyNot(i);
        assertTrue(why.isEmpty(), () -> p.id() + " (" + v + "): " + why + ": " + i);
        for (Hypothesis<I> h : p.hypotheses()) {
          assertTrue(
              h.origin() != Hypothesis.Origin.NARROWING
                  || !(v instanceof Variant.Stated)
                  || h.holds(i),
              () -> p.id() + " (" + v + "): drawn beyond " + h.id() + ": " + i);
        }
      }
    }
  }

  /**
   * A hypothesis that a variant drops without breaking it (a correction, a mutant's) is failed by
   * some draws, or dropping it is idle.
   */
  @Test
  void aDroppedHypothesisIsSometimesFailed() {
    Proposition<I> p = proposition();
    for (Variant v : domains(p)) {
      Problem<I> problem = Problem.of(p, v);
      List<I> drawn = draws(v, domainDraws());
      for (Hypothesis<I> h : p.hypotheses()) {
        if (h.origin() == Hypothesis.Origin.NARROWING
            || problem.kept().contains(h)
            || problem.broken().contains(h)) {
          continue;
        }
        long met = drawn.stream().filter(h::holds).count();
        String what =
            p.id() + " (" + v + "): " + h.id() + " met by " + met + " of " + domainDraws();
        assertTrue(met < domainDraws() - domainDraws() / 200, what);
      }
    }
  }

  @Test
  void everyBoundaryCaseIsDrawnOnPurpose() {
    Map<String, Integer> counts = new TreeMap<>();
    List<I> drawn = draws(new Variant.Stated(), draws());
    boundaryCases()
        .forEach((name, test) -> counts.put(name, (int) drawn.stream().filter(test).count()));
    assertFalse(counts.isEmpty());
    counts.forEach(
        (name, n) ->
            assertTrue(
                n > draws() / 200,
                () ->
                    proposition().id()
                        + ": "
                        + name
                        + " in "
                        + n
                        + " of "
                        + draws()
                        + ", of "
                        + counts));
  }

  @Test
  void claimsHaveTheirTextsInOrder() {
    Proposition<I> p = proposition();
    List<String> ids = List.copyOf(p.claimTexts().keySet());
    List<Claims<I>> all = new ArrayList<>(List.of(p.claims()));
    p.mutants().forEach(m -> all.add(m.claims()));
    for (I i : draws(new Variant.Stated(), 50)) {
      for (Claims<I> c : all) {
        assertEquals(ids, idsOf(c, i));
      }
    }
    for (String id : ids) {
      assertTrue(id.matches("[a-z][a-z0-9-]*"), id);
    }
  }

  private static <I> List<String> idsOf(Claims<I> claims, I i) {
    return claims.isRational(i)
        ? claims.on(i, RationalArithmetic.INSTANCE).stream().map(Claim::id).toList()
        : claims.on(i, new org.theoria.arithmetic.IntervalArithmetic()).stream()
            .map(Claim::id)
            .toList();
  }

  @Test
  void idsAreUniqueAndTextsAreInBothLanguages() {
    Proposition<I> p = proposition();
    assertTrue(p.id().matches("[a-z][a-z0-9-]*"), p.id());
    List<String> hypotheses = p.hypotheses().stream().map(Hypothesis::id).toList();
    List<String> mutants = p.mutants().stream().map(Mutant::id).toList();
    assertEquals(hypotheses.size(), Set.copyOf(hypotheses).size(), hypotheses::toString);
    assertEquals(mutants.size(), Set.copyOf(mutants).size(), mutants::toString);
    assertTrue(mutants.size() >= 5, () -> "at least five mutants are asked for, got " + mutants);
    Texts.of(p).forEach(PropositionContract::assertBilingual);
  }

  private static void assertBilingual(String where, Text t) {
    for (String text : List.of(t.en(), t.fr())) {
      assertEquals(
          0,
          text.chars().filter(c -> c == '$').count() % 2,
          () -> where + ": a dollar sign is not closed: " + text);
    }
    String words = Texts.words(t.en());
    assertTrue(
        words.length() < 15 || !words.equals(Texts.words(t.fr())),
        () -> where + ": English and French are the same: " + words);
  }

  @Test
  void everyInstanceSurvivesItsWrittenForm() {
    Proposition<I> p = proposition();
    for (Variant v : domains(p)) {
      for (I i : draws(v, 200)) {
        String text = InstanceCodec.write(i).toString();
        assertEquals(
            i,
            InstanceCodec.read(p.instanceType(), CounterexampleCodec.parse("instance", text)),
            text);
      }
    }
  }

  @Test
  void theClaimsAreNotRefuted() {
    Proposition<I> p = proposition();
    List<Variant> variants = new ArrayList<>(List.of(new Variant.Corrected()));
    if (p.expectation() == Proposition.Expectation.HOLDS) {
      variants.add(new Variant.Stated());
    }
    for (Variant v : variants) {
      for (I i : draws(v, EVALUATED)) {
        for (Certifier.Evaluation e :
            List.of(Certifier.fast(p.claims(), i), Certifier.certify(p.claims(), i))) {
          e.judgements()
              .forEach(
                  (id, j) ->
                      assertFalse(
                          j instanceof Judgement.Violated
                              || (j instanceof Judgement.Vacuous && e.judgements().size() == 1),
                          () ->
                              p.id()
                                  + " ("
                                  + v
                                  + "), claim "
                                  + id
                                  + ", "
                                  + e.arithmetic()
                                  + ": "
                                  + j
                                  + " on "
                                  + i));
        }
      }
    }
  }

  @Test
  void theSearchEndsAsTheCatalogueExpects() {
    Proposition<I> p = proposition();
    SearchOptions options = SearchOptions.of(1_000, SEED, 2);
    Search.Found<I> stated =
        Search.run(Problem.of(p, new Variant.Stated()), options, Sweep.Until.THE_END);
    assertEquals(
        p.expectation() == Proposition.Expectation.REFUTED_AS_STATED,
        stated.outcome() instanceof Outcome.Refuted,
        () -> stated.sweep().toString());
    assertEquals(
        p.expectation() == Proposition.Expectation.REFUTED_AS_STATED, p.corrected().isPresent());
    Search.Found<I> corrected =
        Search.run(Problem.of(p, new Variant.Corrected()), options, Sweep.Until.THE_END);
    assertFalse(corrected.outcome() instanceof Outcome.Refuted, () -> corrected.sweep().toString());
    assertFalse(corrected.outcome() instanceof Outcome.Vacuous, () -> corrected.sweep().toString());
    assertEquals(0, corrected.sweep().tally().vacuous());
  }

  @Test
  void exactDoubleAndIntervalEvaluationsAgree() {
    Proposition<I> p = proposition();
    List<Claims<I>> all = new ArrayList<>(List.of(p.claims()));
    p.mutants().forEach(m -> all.add(m.claims()));
    Arithmetics.Compared compared = new Arithmetics.Compared(0, 0);
    for (I i : draws(new Variant.Stated(), 100)) {
      for (Claims<I> c : all) {
        compared = compared.plus(Arithmetics.agree(c, i));
      }
    }
    boolean exactOnly =
        compared.equals(new Arithmetics.Compared(0, 0))
            && draws(new Variant.Stated(), 100).stream().allMatch(p.claims()::isRational);
    assertTrue(
        exactOnly || (compared.exact() > 1_000 && compared.enclosures() > 1_000),
        compared::toString);
  }

  /** The witness of a ratio replays from its written form, and no larger ratio does. */
  @Test
  void everyRatioReplays() {
    Proposition<I> p = proposition();
    Problem<I> problem = Problem.of(p, Sharpness.variant());
    for (Inequality<I> inequality : p.inequalities()) {
      for (Sharpness<I> s : Sharpness.of(problem, inequality, SearchOptions.of(300, SEED, 2))) {
        String what = p.id() + ", " + inequality.claim();
        ObjectNode file = CounterexampleCodec.write(s.witness().orElseThrow(), "test");
        assertInstanceOf(Replay.Result.Confirmed.class, replay(p, file), () -> what + ": " + file);
        assertFalse(s.isRefuted(), () -> what + ": " + file);
        ObjectNode larger = file.deepCopy();
        Rational ratio = s.ratio().orElseThrow().times(Rational.of(1001, 1000));
        larger.withObject("/certificate").put("ratio", ratio.toString());
        assertNotConfirmed(p, larger, "the ratio");
        ObjectNode elsewhere = file.deepCopy();
        elsewhere.withObject("/certificate").put("domain", "no-such-domain");
        assertNotConfirmed(p, elsewhere, "the domain");
      }
    }
  }

  /** An equivalence whose sides never hold, or never fail, says nothing. */
  @Test
  void everyRequiredCellOfTheStrataIsMet() {
    Proposition<I> p = proposition();
    assertTrue(
        p.strata().isPresent() || !(p instanceof Equivalence<?>),
        "an equivalence counts both sides, those that hold and those that fail");
    p.strata()
        .ifPresent(
            s -> {
              Set<Strata.Place> met = new HashSet<>();
              draws(new Variant.Stated(), draws()).forEach(i -> met.add(s.place().apply(i)));
              assertTrue(
                  s.rows().stream()
                      .anyMatch(
                          row ->
                              IntStream.range(0, s.columns().size())
                                  .anyMatch(c -> s.required().test(row, c))),
                  "strata that require nothing guard nothing");
              for (String row : s.rows()) {
                for (int c = 0; c < s.columns().size(); c++) {
                  Strata.Place place = new Strata.Place(row, c);
                  assertTrue(
                      met.contains(place) || !s.required().test(row, c),
                      () -> p.id() + ": never met: " + place + "; met: " + met);
                }
              }
            });
  }

  @Test
  void theQuantitiesCanBePrinted() {
    for (I i : draws(new Variant.Stated(), 50)) {
      if (proposition().claims().isRational(i)) {
        Map<String, ? extends Matrix<?>> q = quantities(i, RationalArithmetic.INSTANCE);
        assertFalse(q.isEmpty());
        q.values().forEach(m -> assertTrue(m.rows() > 0 && m.columns() > 0));
      }
    }
  }

  private <M extends Matrix<M>> Map<String, M> quantities(I i, OrderedArithmetic<M> k) {
    return proposition().quantities(i, k);
  }

  @Test
  void theNumberOfThreadsChangesNothing() {
    Proposition<I> p = proposition();
    List<Variant> variants = new ArrayList<>(List.of(new Variant.Stated()));
    p.mutants().stream().limit(2).forEach(m -> variants.add(new Variant.MutantOf(m.id())));
    for (Variant v : variants) {
      Sweep.Until until =
          v instanceof Variant.Stated ? Sweep.Until.THE_END : Sweep.Until.FIRST_REFUTATION;
      Search.Found<I> one =
          Search.run(
              Problem.of(proposition(), v), SearchOptions.of(THREADED_TRIES, SEED, 1), until);
      for (int threads = 2; threads <= 3; threads++) {
        Search.Found<I> more =
            Search.run(
                Problem.of(proposition(), v),
                SearchOptions.of(THREADED_TRIES, SEED, threads),
                until);
        assertEquals(one, more, p.id() + " (" + v + "), " + until + ", threads " + threads);
      }
    }
  }

  /** No step is wrong, open, or contradicted by a second computation. */
  @Test
  void everyStepOfTheProofStands() {
    Proposition<I> p = proposition();
    List<CheckedStep> steps =
        PROOFS.check(p.proof(), p.hypotheses().stream().map(Hypothesis::id).toList());
    assertFalse(steps.isEmpty());
    for (CheckedStep s : steps) {
      boolean stands =
          switch (s.status()) {
            case StepStatus.Checked c -> true;
            case StepStatus.DecidedBySolver d -> true;
            case StepStatus.FollowsFrom f -> true;
            case StepStatus.Cited c -> true;
            case StepStatus.GaveUp g -> false;
            case StepStatus.Failed f -> false;
            case StepStatus.Disagreement d -> false;
          };
      assertTrue(stands, () -> p.id() + ", step " + s.step().id() + ": " + s.status().detail());
    }
  }

  /**
   * The symbolic side alone proves false variants of proof steps to be false: an unknown step, a
   * variant that is the step itself, one that is not a proper step, or one that is left undecided,
   * tests nothing.
   */
  @Test
  void everyStepMutantIsCaught() {
    Proposition<I> p = proposition();
    Map<String, Justification> computed = new TreeMap<>();
    for (Step s : p.proof().steps()) {
      if (!(s.justification() instanceof Justification.From
          || s.justification() instanceof Justification.Cited)) {
        computed.put(s.id(), s.justification());
      }
    }
    List<String> ids = p.stepMutants().stream().map(StepMutant::id).toList();
    assertEquals(ids.size(), Set.copyOf(ids).size(), ids::toString);
    assertTrue(
        computed.isEmpty() || ids.size() >= 3,
        () -> "at least three mutants of proof steps are asked for, got " + ids);
    for (StepMutant m : p.stepMutants()) {
      String what = p.id() + ", step mutant " + m.id();
      assertTrue(m.id().matches("[a-z][a-z0-9-]*"), what);
      Justification step = computed.get(m.step());
      assertNotNull(step, () -> what + ": no computed step " + m.step() + ", only " + computed);
      assertEquals(step.getClass(), m.justification().getClass(), what);
      assertNotEquals(step, m.justification(), what);
    }
    for (StepMutantRun run : PROOFS.mutants(p.proof(), p.stepMutants())) {
      assertTrue(
          run.caught(),
          () -> p.id() + ", step mutant " + run.mutant().id() + ": " + run.status().detail());
    }
  }

  /** A step that shows that a hypothesis is not needed does not rest on it. */
  @Test
  void noRedundantHypothesisIsUsedToShowItRedundant() {
    Proposition<I> p = proposition();
    for (Hypothesis<I> h : p.hypotheses()) {
      h.redundantBy()
          .ifPresent(
              step ->
                  assertFalse(
                      References.below(p.proof(), step).contains(h.id()),
                      () -> p.id() + ": step " + step + " rests on " + h.id()));
    }
  }

  /** What the conclusion does not rest on is marked redundant, or its proof leaves it out. */
  @Test
  void theConclusionRestsOnEveryHypothesisThatIsNotRedundant() {
    Proposition<I> p = proposition();
    Map<String, String> exceptions = restsNotOn();
    Set<String> used = References.below(p.proof(), p.proof().steps().getLast().id());
    Set<String> left = new TreeSet<>();
    for (Hypothesis<I> h : p.hypotheses()) {
      boolean asked =
          h.origin() == Hypothesis.Origin.SLIDE || h.origin() == Hypothesis.Origin.CORRECTION;
      if (asked && h.redundantBy().isEmpty() && !used.contains(h.id())) {
        left.add(h.id());
      }
    }
    assertEquals(exceptions.keySet(), left, () -> p.id() + ": the conclusion rests on " + used);
    exceptions.forEach((id, why) -> assertTrue(why.length() > 20, id + ": say why"));
  }

  /**
   * Hypotheses that the conclusion of the proof does not rest on, though no step shows them
   * redundant, each with the reason.
   */
  protected Map<String, String> restsNotOn() {
    return Map.of();
  }

  @Test
  void everyMutantIsRefutedByACertificateThatReplays() {
    Proposition<I> p = proposition();
    int noticed = 0;
    for (Mutant<I> m : p.mutants()) {
      Problem<I> problem = Problem.of(p, new Variant.MutantOf(m.id()));
      Search.Found<I> found =
          Search.run(
              problem, SearchOptions.of(MUTANT_TRIES, SEED, 2), Sweep.Until.FIRST_REFUTATION);
      assertInstanceOf(
          Outcome.Refuted.class,
          found.outcome(),
          () -> p.id() + ": mutant " + m.id() + " survives");
      for (Counterexample<I> c :
          List.of(found.smallest().orElseThrow(), found.worst().orElseThrow())) {
        ObjectNode file = CounterexampleCodec.write(c, "test");
        assertEquals(
            c, CounterexampleCodec.read(p, CounterexampleCodec.parse("file", file.toString())));
        assertInstanceOf(
            Replay.Result.Confirmed.class,
            replay(p, file),
            () -> p.id() + ", " + m.id() + ": " + file);
        noticed += assertTamperingIsSeen(p, problem, file);
      }
    }
    assertTrue(
        !claimsAreCounts() || noticed > 0, p.id() + ": no change of any instance is noticed");
  }

  /**
   * Whether both sides of the claims are counts (ranks, numbers of patterns), which most changes of
   * one number of an instance leave as they are. A certificate that still holds for a changed
   * instance is then checked to be true like any other, but a single file need not notice a change.
   */
  protected boolean claimsAreCounts() {
    return false;
  }

  /** The replay of a file: its target is read from the file itself. */
  private Replay.Result replay(Proposition<I> p, JsonNode file) {
    Counterexample<I> c =
        CounterexampleCodec.read(p, CounterexampleCodec.parse("file", file.toString()));
    return Replay.replay(Problem.of(p, c.variant()), c);
  }

  /** How many of the changes of the instance the replay noticed. */
  private int assertTamperingIsSeen(Proposition<I> p, Problem<I> problem, ObjectNode file) {
    ObjectNode otherTarget = file.deepCopy();
    otherTarget.withObject("/target").put("variant", "corrected");
    assertNotConfirmed(p, otherTarget, "the corrected statement as target");
    Counterexample<I> honest = CounterexampleCodec.read(p, file);
    if (honest.certificate() instanceof Certificate.Violation
        || honest.certificate() instanceof Certificate.Apart) {
      ObjectNode unknown = file.deepCopy();
      unknown.withObject("/target").put("claim", "no-such-claim");
      assertNotConfirmed(p, unknown, "an unknown claim");
      ObjectNode outside = file.deepCopy();
      outside.withObject("/certificate").put("row", 1_000);
      assertNotConfirmed(p, outside, "an entry outside the sides");
    }
    for (JsonNode tampered : Tampering.numbers(file, "certificate")) {
      boolean confirmed;
      try {
        confirmed = replay(p, tampered) instanceof Replay.Result.Confirmed;
      } catch (FormatException inverted) {
        continue; // an enclosure whose ends are exchanged is not read at all
      }
      assertTrue(
          !confirmed || isStillTrue(p, problem, tampered),
          () -> "a number of the certificate was changed: " + tampered);
    }
    int seen = 0;
    for (JsonNode tampered : Tampering.numbers(file, "instance")) {
      boolean confirmed;
      try {
        confirmed = replay(p, tampered) instanceof Replay.Result.Confirmed;
      } catch (FormatException doesNotFit) {
        confirmed = false; // one line, exit code 2
      }
      if (confirmed) {
        assertTrue(isStillTrue(p, problem, tampered), () -> "confirmed, and false: " + tampered);
      } else {
        seen++;
      }
    }
    int unseen = seen;
    boolean aboutTheProblemAlone =
        honest.certificate()
            instanceof Certificate.Inertia; // the same Hessian whatever the instance
    assertTrue(
        aboutTheProblemAlone || claimsAreCounts() || unseen > 0,
        () -> "no change of the instance is noticed: " + file);
    return seen;
  }

  private void assertNotConfirmed(Proposition<I> p, JsonNode file, String what) {
    assertInstanceOf(
        Replay.Result.NotConfirmed.class,
        replay(p, file),
        () -> p.id() + ", " + what + " was changed: " + file);
  }

  /**
   * Whether the changed file still says something true, by a computation of its own: exact sides
   * recomputed and compared. A change of a weight that meets a zero, or of a number that the
   * certificate does not depend on, leaves it true.
   */
  private boolean isStillTrue(Proposition<I> p, Problem<I> problem, JsonNode file) {
    Counterexample<I> c = CounterexampleCodec.read(p, file);
    if (!problem.admits(c.instance())) {
      return false;
    }
    return switch (c.certificate()) {
      case Certificate.Violation v ->
          Arithmetics.exactSide(
                      problem.claims(), c.instance(), c.claim(), v.row(), v.column(), true)
                  .contains(v.left())
              && Arithmetics.exactSide(
                      problem.claims(), c.instance(), c.claim(), v.row(), v.column(), false)
                  .contains(v.right());
      case Certificate.Apart a -> {
        Claims<I> claims = problem.claims();
        yield (a.left().upper().compareTo(a.right().lower()) < 0
                || a.right().upper().compareTo(a.left().lower()) < 0)
            && Arithmetics.overlapsDouble(
                claims, c.instance(), c.claim(), a.row(), a.column(), true, a.left())
            && Arithmetics.overlapsDouble(
                claims, c.instance(), c.claim(), a.row(), a.column(), false, a.right());
      }
      case Certificate.Ratio r ->
          throw new IllegalStateException("a ratio does not refute a mutant: " + r);
      case Certificate.Coercivity k -> positiveStillStands(p, c, k);
      case Certificate.Inertia i ->
          problem.positive().orElseThrow().positive(c.instance()).isPresent()
              && problem
                  .positive()
                  .orElseThrow()
                  .positive(c.instance())
                  .orElseThrow()
                  .equals(new org.theoria.proposition.Positive.ConvexQuadratic(i.hessian()));
    };
  }

  /**
   * Whether E(θ) ≥ c‖θ‖² − C is true with the recorded numbers; the entry that has such
   * certificates says how it knows.
   */
  protected boolean positiveStillStands(
      Proposition<I> p, Counterexample<I> c, Certificate.Coercivity k) {
    throw new IllegalStateException(
        p.id() + " (" + (p instanceof Not<?>) + ") has no certificates of coercivity: " + c + k);
  }
}
