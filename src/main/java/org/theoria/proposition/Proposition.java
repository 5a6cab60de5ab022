package org.theoria.proposition;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * A proposition of the catalogue: its statement, hypotheses, claims, proof, sampler and mutants.
 * How it is checked, searched, certified and printed is none of its business.
 *
 * <p>Implement one of the five kinds; implementations are found by {@link java.util.ServiceLoader}
 * under this interface.
 *
 * @param <I> the instances: a record whose components come from the vocabulary that the instance
 *     codec knows
 */
public sealed interface Proposition<I extends Record>
    permits ForAll, Equivalence, Exists, Not, Statistical {

  /** Kebab-case identifier, unique in the catalogue. */
  String id();

  Text title();

  Citation citation();

  /** The statement as the slide gives it. */
  Statement statement();

  /**
   * The corrected statement, where the one on the slide is false as given. It adds the hypotheses
   * of origin CORRECTION.
   */
  default Optional<Statement> corrected() {
    return Optional.empty();
  }

  /**
   * What was found about the statement (a hypothesis not needed, a remark on kinks); printed in the
   * report.
   */
  default List<Text> remarks() {
    return List.of();
  }

  /** The named hypotheses, in the order in which they are printed. */
  List<Hypothesis<I>> hypotheses();

  /** The claims, written once for every arithmetic. */
  Claims<I> claims();

  /** The ids of the claims with what each says, in the order of {@link Claims#on}. */
  Map<String, Text> claimTexts();

  /** The steps of the proof. */
  Proof proof();

  /**
   * False variants of steps of the proof, which the symbolic side alone must refute; at least three
   * where the proof has steps that are computed.
   */
  default List<StepMutant> stepMutants() {
    return List.of();
  }

  /** The symbols in which a reader may write a line of the proof. */
  default Notation notation() {
    return Notation.EMPTY;
  }

  /** The class of the instances. */
  Class<I> instanceType();

  /**
   * Draws instances that satisfy every hypothesis in {@code kept} by construction, and fail every
   * one in {@code broken}. A hypothesis in neither set is left free: the draws meet the domain
   * without it (both sides of it, where the search of a variant drops it: see the corrections and
   * the dropped hypotheses of the mutants), with no promise either way for the others.
   */
  Sampler<I> sampler(Set<Hypothesis<I>> kept, Set<Hypothesis<I>> broken);

  /** Independent ways to compute what the claims are about, compared on a part of the instances. */
  default List<Oracle<I>> oracles() {
    return List.of();
  }

  /** The inequalities whose constants are asked about. */
  default List<Inequality<I>> inequalities() {
    return List.of();
  }

  /** How the instances of the searches are counted apart; every equivalence has such a count. */
  default Optional<Strata<I>> strata() {
    return Optional.empty();
  }

  /** Points at which training ends, for statements about critical points. */
  default List<TrainedPoints> trained() {
    return List.of();
  }

  /** A kernel for sweeps of millions of instances, where the entry has one. */
  default Optional<Screen<I>> screen() {
    return Optional.empty();
  }

  /** At least five false variants. */
  List<Mutant<I>> mutants();

  /**
   * Named quantities that {@code theoria sample} prints, evaluated in one arithmetic; each a
   * matrix.
   */
  <M extends Matrix<M>> Map<String, M> quantities(I instance, OrderedArithmetic<M> k);

  /**
   * The verdict that the catalogue expects of the statement as given: anything else makes the exit
   * code 1.
   */
  default Expectation expectation() {
    return Expectation.HOLDS;
  }

  /** What the catalogue expects of the statement as given. */
  enum Expectation {
    /** No certified counterexample is known. */
    HOLDS,
    /** A certified counterexample is known: the corrected statement stands beside the one given. */
    REFUTED_AS_STATED
  }
}
