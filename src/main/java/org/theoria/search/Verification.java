package org.theoria.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.theoria.certify.Counterexample;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.Problem;
import org.theoria.certify.Replay;
import org.theoria.proposition.Exists;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Variant;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.StepMutantRun;
import org.theoria.symbolic.StepStatus;

/**
 * Everything that is asked of one entry: proof steps, both searches, ablation, mutants, oracles,
 * screen.
 */
public final class Verification {

  /** The version written into counterexamples. */
  public static final String VERSION =
      Optional.ofNullable(Verification.class.getPackage().getImplementationVersion())
          .orElse("0.1.0");

  /**
   * An ablation or a mutant search tries this part of the tries of the entry's own search, but at
   * least 1,000.
   */
  private static final long ABLATION_PART = 10;

  private final ProofChecker proofs;

  public Verification(ProofChecker proofs) {
    this.proofs = proofs;
  }

  /**
   * The results of one entry.
   *
   * @param proposition the entry
   * @param options how it was searched
   * @param steps the proof
   * @param stepMutants one a false variant of a step of the proof
   * @param stated the search of the statement as the slide gives it
   * @param corrected the search of the corrected statement, where there is one
   * @param ablations one a hypothesis
   * @param mutants one a mutant
   * @param oracles one an oracle
   * @param screen the screen's sweep, where the entry has one
   * @param trained the points at which training ended
   * @param sharpness the largest ratios found of the inequalities
   * @param unconfirmed what replay said of the witnesses of the searches and ablations that it does
   *     not confirm; empty when all is well
   * @param interrupted whether it was stopped before its end
   */
  public record Result<I extends Record>(
      Proposition<I> proposition,
      SearchOptions options,
      List<CheckedStep> steps,
      List<StepMutantRun> stepMutants,
      Search.Found<I> stated,
      Optional<Search.Found<I>> corrected,
      List<Ablation<I>> ablations,
      List<MutantRun<I>> mutants,
      List<OracleRun<I>> oracles,
      Optional<ScreenRun<I>> screen,
      List<TrainedRun> trained,
      List<Sharpness<I>> sharpness,
      List<String> unconfirmed,
      boolean interrupted) {

    private List<Search.Found<I>> searches() {
      List<Search.Found<I>> searches = new ArrayList<>(List.of(stated));
      corrected.ifPresent(searches::add);
      return searches;
    }

    private Problem<I> statedProblem() {
      return Problem.of(proposition, new Variant.Stated());
    }

    /** The cells that a search of the default size must meet, and has not met. */
    private List<String> missing(Strata<I> strata) {
      List<String> missing = new ArrayList<>();
      for (String row : strata.rows()) {
        for (int column = 0; column < strata.columns().size(); column++) {
          if (strata.required().test(row, column)
              && !stated.sweep().tally().strata().containsKey(new Strata.Place(row, column))) {
            missing.add(
                "no instance was met in "
                    + row
                    + ": "
                    + strata.columns().get(column).en()
                    + " ("
                    + strata.title().en()
                    + ")");
          }
        }
      }
      return missing;
    }

    private static List<String> surprises(ScreenRun<?> s) {
      List<String> surprises = new ArrayList<>();
      if (s.tally().refuted() > 0) {
        surprises.add("the screen met a certified refutation");
      }
      if (s.tally().vacuous() > 0) {
        surprises.add("the screen drew " + s.tally().vacuous() + " instances outside the domain");
      }
      if (s.clearsTooLittle()) {
        surprises.add(
            "the screen left " + s.suspicious() + " of " + s.tries() + " instances to the claims");
      }
      return surprises;
    }

    /** What is not as the catalogue expects; empty when all is. */
    public List<String> surprises() {
      List<String> surprises = new ArrayList<>();
      boolean refuted = stated.outcome() instanceof Outcome.Refuted;
      switch (proposition.expectation()) {
        case HOLDS -> {
          if (refuted) {
            surprises.add("the statement is refuted, and was expected to hold");
          }
        }
        case REFUTED_AS_STATED -> {
          if (!refuted && stated.sweep().complete()) {
            surprises.add("the statement as given is known to be false, and no witness was found");
          }
        }
      }
      if (stated.outcome() instanceof Outcome.Vacuous) {
        surprises.add("the search never met its hypotheses");
      }
      corrected.ifPresent(
          c -> {
            if (c.outcome() instanceof Outcome.Refuted) {
              surprises.add("the corrected statement is refuted");
            }
            if (c.outcome() instanceof Outcome.Vacuous) {
              surprises.add("the search of the corrected statement never met its hypotheses");
            }
          });
      for (Search.Found<I> search : searches()) {
        Tally tally = search.sweep().tally();
        if (tally.tested() > 0 && tally.undecided() == tally.tested()) {
          surprises.add("no instance of a search could be decided");
        } else if (search.outcome() instanceof Outcome.Undecided) {
          surprises.add(
              tally.undecided() + " of " + tally.tested() + " instances could not be decided");
        }
        tally
            .claims()
            .forEach(
                (id, c) -> {
                  if (tally.tested() > 0 && c.vacuous() == tally.tested()) {
                    surprises.add("claim " + id + " said nothing on any instance");
                  }
                });
      }
      if (proposition instanceof Exists<I> && stated.sweep().tally().undecided() > 0) {
        surprises.add("the construction fails on some instances");
      }
      if (stated.sweep().complete()
          && stated.sweep().tally().tries() >= Search.sampler(statedProblem()).defaultTries()) {
        proposition.strata().ifPresent(s -> surprises.addAll(missing(s)));
      }
      trained.stream()
          .filter(t -> t.firstContradiction() >= 0)
          .forEach(
              t ->
                  surprises.add(
                      "trained point "
                          + t.firstContradiction()
                          + " of "
                          + t.trained().id()
                          + " contradicts the statement"));
      sharpness.stream()
          .filter(Sharpness::isRefuted)
          .forEach(
              s ->
                  surprises.add(
                      "the inequality "
                          + s.inequality().claim()
                          + " is refuted by its own search"));
      unconfirmed.forEach(u -> surprises.add("a witness is not confirmed: " + u));
      for (Ablation<I> a : ablations) {
        boolean necessary = a.verdict() instanceof Ablation.Verdict.Necessary<I>;
        if (necessary && a.hypothesis().redundantBy().isPresent()) {
          surprises.add(
              "hypothesis "
                  + a.hypothesis().id()
                  + " is necessary by a certificate and redundant by a proof step");
        }
      }
      screen.ifPresent(s -> surprises.addAll(surprises(s)));
      mutants.stream()
          .filter(m -> !m.killed() && m.found().sweep().complete())
          .forEach(m -> surprises.add("mutant " + m.mutant().id() + " survives"));
      stepMutants.stream()
          .filter(m -> !m.caught())
          .forEach(
              m ->
                  surprises.add(
                      "mutant "
                          + m.mutant().id()
                          + " of proof step "
                          + m.mutant().step()
                          + " survives: "
                          + m.status().word()));
      oracles.stream()
          .filter(o -> o.instances() > 0 && o.applicable() == 0)
          .forEach(o -> surprises.add("oracle " + o.oracle().id() + " applied to no instance"));
      oracles.stream()
          .filter(o -> o.disagreements() > 0)
          .forEach(
              o ->
                  surprises.add(
                      "oracle "
                          + o.oracle().id()
                          + " disagrees at index "
                          + o.firstDisagreement()));
      for (CheckedStep step : steps) {
        if (step.status() instanceof StepStatus.Failed
            || step.status() instanceof StepStatus.Disagreement
            || step.status() instanceof StepStatus.GaveUp) {
          surprises.add("proof step " + step.step().id() + ": " + step.status().word());
        }
      }
      return List.copyOf(surprises);
    }
  }

  /** Verifies one entry; its screen as it is by default. */
  public <I extends Record> Result<I> verify(Proposition<I> p, SearchOptions options) {
    return verify(p, options, ScreenOptions.DEFAULT);
  }

  /**
   * Verifies one entry.
   *
   * @throws org.theoria.certify.FormatException where the checkpoint of the screen is of another
   *     sweep, damaged, or cannot be written
   */
  public <I extends Record> Result<I> verify(
      Proposition<I> p, SearchOptions options, ScreenOptions screening) {
    Problem<I> statedProblem = Problem.of(p, new Variant.Stated());
    p.screen().ifPresent(s -> ScreenRun.check(s, statedProblem, options, screening));
    // the proof needs one thread and the search all of them: together they leave less of the
    // machine idle
    FutureTask<CheckedProof> proof =
        new FutureTask<>(() -> new CheckedProof(check(p), stepMutants(p)));
    Thread.ofPlatform().daemon().name("proof-" + p.id()).start(proof);
    Search.Found<I> stated = Search.run(statedProblem, options, Sweep.Until.THE_END);
    Optional<Search.Found<I>> corrected =
        p.corrected().isEmpty()
            ? Optional.empty()
            : Optional.of(
                Search.run(Problem.of(p, new Variant.Corrected()), options, Sweep.Until.THE_END));
    List<OracleRun<I>> oracles =
        p.oracles().stream().map(o -> OracleRun.of(o, statedProblem, options)).toList();
    Optional<ScreenRun<I>> screen =
        p.screen().map(s -> ScreenRun.of(s, statedProblem, options, screening));
    List<TrainedRun> trained =
        p.trained().stream().map(t -> TrainedRun.of(t, p.id(), options)).toList();
    List<Sharpness<I>> sharpness = sharpen(p, options);
    CheckedProof checked = joined(proof);
    List<CheckedStep> steps = checked.steps();
    List<Ablation<I>> ablations = ablate(p, steps, options);
    List<MutantRun<I>> mutants = mutants(p, options);
    return new Result<>(
        p,
        options,
        steps,
        checked.mutants(),
        stated,
        corrected,
        ablations,
        mutants,
        oracles,
        screen,
        trained,
        sharpness,
        unconfirmed(p, stated, corrected, ablations, sharpness),
        options.cancelled().getAsBoolean());
  }

  /** Replays the witnesses of the searches and ablations from their written form. */
  private static <I extends Record> List<String> unconfirmed(
      Proposition<I> p,
      Search.Found<I> stated,
      Optional<Search.Found<I>> corrected,
      List<Ablation<I>> ablations,
      List<Sharpness<I>> sharpness) {
    List<Search.Found<I>> found = new ArrayList<>(List.of(stated));
    corrected.ifPresent(found::add);
    for (Ablation<I> a : ablations) {
      if (a.verdict() instanceof Ablation.Verdict.Necessary<I> necessary) {
        found.add(necessary.found());
      }
    }
    List<String> unconfirmed = new ArrayList<>();
    for (Search.Found<I> f : found) {
      for (Optional<Counterexample<I>> witness : List.of(f.smallest(), f.worst())) {
        if (witness.isPresent()
            && replayed(Problem.of(p, witness.get().variant()), witness)
                instanceof Replay.Result.NotConfirmed no) {
          unconfirmed.add(witness.get().variant() + ": " + no.why());
        }
      }
    }
    for (Sharpness<I> s : sharpness) {
      if (s.witness().isPresent()
          && replayed(Problem.of(p, s.witness().get().variant()), s.witness())
              instanceof Replay.Result.NotConfirmed no) {
        unconfirmed.add("sharpness of " + s.inequality().claim() + ": " + no.why());
      }
    }
    return List.copyOf(unconfirmed);
  }

  /** What the symbolic side says of one entry. */
  private record CheckedProof(List<CheckedStep> steps, List<StepMutantRun> mutants) {}

  private static CheckedProof joined(FutureTask<CheckedProof> proof) {
    try {
      return proof.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the proof check was interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r
          ? r
          : new IllegalStateException(e.getCause());
    }
  }

  private static <I extends Record> long tries(Proposition<I> p, SearchOptions options) {
    return options
        .tries()
        .orElse(Search.sampler(Problem.of(p, new Variant.Corrected())).defaultTries());
  }

  /** Checks the proof. */
  public List<CheckedStep> check(Proposition<?> p) {
    return proofs.check(p.proof(), p.hypotheses().stream().map(Hypothesis::id).toList());
  }

  /** Checks the false variants of steps of the proof, by the symbolic side alone. */
  public List<StepMutantRun> stepMutants(Proposition<?> p) {
    return proofs.mutants(p.proof(), p.stepMutants());
  }

  /** The ablation of every hypothesis. */
  public <I extends Record> List<Ablation<I>> ablate(
      Proposition<I> p, List<CheckedStep> steps, SearchOptions options) {
    SearchOptions fewer =
        options
            .withTries(
                Math.max(Math.min(1_000, tries(p, options)), tries(p, options) / ABLATION_PART))
            .withThreads(1); // the searches side by side: making a witness smaller takes one thread
    List<Callable<Ablation<I>>> work = new ArrayList<>();
    for (Hypothesis<I> h : p.hypotheses()) {
      work.add(() -> new Ablation<>(h, ablate(p, h, steps, fewer)));
    }
    return Threads.inOrder(work, options.threads());
  }

  private static <I extends Record> Ablation.Verdict<I> ablate(
      Proposition<I> p, Hypothesis<I> h, List<CheckedStep> steps, SearchOptions options) {
    if (h.origin() == Hypothesis.Origin.NARROWING) {
      return new Ablation.Verdict.NotTried<>(
          "it says where the samplers stop; nothing beyond it is drawn");
    }
    if (p instanceof Exists<I>) {
      return new Ablation.Verdict.NotTried<>(
          "a construction that fails without it refutes nothing");
    }
    Search.Found<I> found =
        Search.run(
            Problem.of(p, new Variant.Without(h.id())), options, Sweep.Until.FIRST_REFUTATION);
    if (found.outcome() instanceof Outcome.Refuted) {
      return new Ablation.Verdict.Necessary<>(found);
    }
    if (found.outcome() instanceof Outcome.Vacuous) {
      return new Ablation.Verdict.NotTried<>("no instance without it was drawn");
    }
    if (!(found.outcome() instanceof Outcome.Held
        || found.outcome() instanceof Outcome.Consistent)) {
      return new Ablation.Verdict.Undecided<>(found);
    }
    Optional<String> shownBy = h.redundantBy().filter(id -> stands(id, steps));
    return shownBy.isPresent()
        ? new Ablation.Verdict.Redundant<>(shownBy.get(), found)
        : new Ablation.Verdict.NotSeenNeeded<>(found);
  }

  /**
   * Whether a step is checked, or follows from steps that stand (the proof checker has traced its
   * references).
   */
  private static boolean stands(String id, List<CheckedStep> steps) {
    return steps.stream()
        .filter(s -> s.step().id().equals(id))
        .anyMatch(
            s ->
                s.status() instanceof StepStatus.Checked
                    || s.status() instanceof StepStatus.DecidedBySolver
                    || s.status() instanceof StepStatus.FollowsFrom);
  }

  /** How sharp the inequalities of the entry are, on the statement as corrected. */
  public <I extends Record> List<Sharpness<I>> sharpen(Proposition<I> p, SearchOptions options) {
    Problem<I> problem = Problem.of(p, Sharpness.variant());
    List<Sharpness<I>> result = new ArrayList<>();
    p.inequalities().forEach(i -> result.addAll(Sharpness.of(problem, i, options)));
    return List.copyOf(result);
  }

  /** The search of every mutant, each witness replayed from its written form. */
  public <I extends Record> List<MutantRun<I>> mutants(Proposition<I> p, SearchOptions options) {
    SearchOptions each = options.withThreads(1); // side by side, as the ablations
    List<Callable<MutantRun<I>>> work = new ArrayList<>();
    for (Mutant<I> m : p.mutants()) {
      work.add(
          () -> {
            Problem<I> problem = Problem.of(p, new Variant.MutantOf(m.id()));
            Search.Found<I> found = Search.run(problem, each, Sweep.Until.FIRST_REFUTATION);
            return new MutantRun<>(m, found, replayed(problem, found.smallest()));
          });
    }
    return Threads.inOrder(work, options.threads());
  }

  private static <I extends Record> Replay.Result replayed(
      Problem<I> problem, Optional<Counterexample<I>> witness) {
    if (witness.isEmpty()) {
      return new Replay.Result.NotConfirmed("there is no witness");
    }
    String text = CounterexampleCodec.write(witness.get(), VERSION).toString();
    return Replay.replay(
        problem,
        CounterexampleCodec.read(
            problem.proposition(),
            CounterexampleCodec.parse("the witness of " + problem.variant(), text)));
  }
}
