package org.theoria.certify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Exists;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Not;
import org.theoria.proposition.PositiveFinder;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;

/**
 * One variant of a proposition, ready to be searched or replayed: what is claimed, on which domain,
 * and what may refute it.
 *
 * @param proposition the entry
 * @param variant which form of it
 * @param claims the claims of that form
 * @param kept hypotheses that an instance must satisfy
 * @param broken hypotheses that an instance must fail
 * @param positive for a negation: the certificate that refutes it
 * @param necessary of an existence: what holds wherever the object exists; where it is violated,
 *     nothing like it exists
 * @param claimsRefute whether a certified violation of a claim refutes this variant; false for the
 *     statement of a negation, whose claims are only a demonstration
 */
public record Problem<I extends Record>(
    Proposition<I> proposition,
    Variant variant,
    Claims<I> claims,
    Set<Hypothesis<I>> kept,
    Set<Hypothesis<I>> broken,
    Optional<PositiveFinder<I>> positive,
    Optional<Claims<I>> necessary,
    boolean claimsRefute) {

  /** The problem of this variant; an unknown mutant or hypothesis throws, naming the known ones. */
  public static <I extends Record> Problem<I> of(Proposition<I> p, Variant variant) {
    Set<Hypothesis<I>> all = new LinkedHashSet<>(p.hypotheses());
    // a narrowing says where the samplers stop; an instance beyond it refutes the statement as well
    // as any
    all.removeIf(h -> h.origin() == Hypothesis.Origin.NARROWING);
    // a demonstration or a construction that fails refutes nothing
    boolean negation = p instanceof Not<?> || p instanceof Exists<?>;
    Optional<PositiveFinder<I>> positive =
        p instanceof Not<I> not ? Optional.of(not.positive()) : Optional.empty();
    Optional<Claims<I>> necessary =
        p instanceof Exists<I> exists ? exists.necessaryConditions() : Optional.empty();
    return switch (variant) {
      case Variant.Stated() -> {
        Set<Hypothesis<I>> kept = new LinkedHashSet<>(all);
        kept.removeIf(h -> h.origin() == Hypothesis.Origin.CORRECTION);
        yield new Problem<>(p, variant, p.claims(), kept, Set.of(), positive, necessary, !negation);
      }
      case Variant.Corrected() ->
          new Problem<>(p, variant, p.claims(), all, Set.of(), positive, necessary, !negation);
      case Variant.MutantOf(String id) -> {
        Mutant<I> m = mutant(p, id);
        Set<Hypothesis<I>> kept = new LinkedHashSet<>(all);
        kept.removeAll(m.dropped());
        yield new Problem<>(
            p,
            variant,
            m.claims(),
            kept,
            Set.of(),
            m.positive(),
            Optional.empty(),
            m.positive().isEmpty());
      }
      case Variant.Without(String id) -> {
        Hypothesis<I> h = hypothesis(p, id);
        if (h.origin() == Hypothesis.Origin.NARROWING) {
          throw new IllegalArgumentException(
              "hypothesis: "
                  + id
                  + " of "
                  + p.id()
                  + " says where the samplers stop; there is no variant without it");
        }
        Set<Hypothesis<I>> kept = new LinkedHashSet<>(all);
        kept.remove(h);
        boolean construction = h.origin() == Hypothesis.Origin.CONSTRUCTION;
        yield new Problem<>(
            p,
            variant,
            p.claims(),
            kept,
            Set.of(h),
            positive,
            necessary,
            !negation || construction);
      }
    };
  }

  private static <I extends Record> Mutant<I> mutant(Proposition<I> p, String id) {
    return p.mutants().stream()
        .filter(m -> m.id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown("mutant", id, p, p.mutants().stream().map(Mutant::id).toList()));
  }

  private static <I extends Record> Hypothesis<I> hypothesis(Proposition<I> p, String id) {
    return p.hypotheses().stream()
        .filter(h -> h.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                unknown("hypothesis", id, p, p.hypotheses().stream().map(Hypothesis::id).toList()));
  }

  private static IllegalArgumentException unknown(
      String what, String id, Proposition<?> p, List<String> known) {
    return new IllegalArgumentException(
        what
            + ": "
            + p.id()
            + " has no \""
            + id
            + "\"; known: "
            + known.stream().collect(Collectors.joining(", ")));
  }

  /**
   * Whether the instance lies in the domain: every kept hypothesis holds and every broken one
   * fails, decided exactly.
   */
  public boolean admits(I instance) {
    return whyNot(instance).isEmpty();
  }

  /** The claims of which a certified violation refutes this variant; empty where none does. */
  Optional<Claims<I>> refuting() {
    return claimsRefute ? Optional.of(claims) : necessary;
  }

  /** The first hypothesis that keeps the instance out of the domain, in words. */
  public Optional<String> whyNot(I instance) {
    for (Hypothesis<I> h : kept) {
      Optional<Boolean> holds = decided(h, instance);
      if (holds.isEmpty() || !holds.get()) {
        return Optional.of(
            "hypothesis "
                + h.id()
                + (holds.isEmpty() ? " cannot be decided" : " does not hold")
                + " on the instance"
                + (holds.isEmpty()
                    ? ""
                    : h.where().apply(instance).map(blame -> ": " + blame).orElse("")));
      }
    }
    for (Hypothesis<I> h : broken) {
      Optional<Boolean> holds = decided(h, instance);
      if (holds.isEmpty() || holds.get()) {
        return Optional.of(
            "hypothesis "
                + h.id()
                + " must fail on the instance, and "
                + (holds.isEmpty() ? "cannot be decided" : "holds"));
      }
    }
    return Optional.empty();
  }

  /** Empty where exact arithmetic cannot evaluate what the hypothesis is about. */
  private static <I> Optional<Boolean> decided(Hypothesis<I> h, I instance) {
    try {
      return Optional.of(h.holds(instance));
    } catch (NotRepresentableException undecidable) {
      return Optional.empty();
    }
  }
}
