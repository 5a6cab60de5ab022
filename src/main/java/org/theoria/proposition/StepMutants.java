package org.theoria.proposition;

import java.util.ArrayList;
import java.util.List;
import org.theoria.proposition.Justification.Exact;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Justification.Induction;
import org.theoria.proposition.Justification.Limit;

/**
 * Makes false variants of the steps of a proof by one edit of the step itself, so that a variant
 * always differs from the step in the place that is named and in no other.
 */
public final class StepMutants {
  private final Proof proof;
  private final List<StepMutant> mutants = new ArrayList<>();

  private StepMutants(Proof proof) {
    this.proof = proof;
  }

  /** Variants of steps of this proof. */
  public static StepMutants of(Proof proof) {
    return new StepMutants(proof);
  }

  /**
   * The step with {@code from} replaced by {@code to}.
   *
   * @param from a text that occurs once in the relations, definitions and assumptions of the step
   */
  public StepMutants edit(String step, String id, Text text, String from, String to) {
    Edit edit = new Edit(from, to);
    Justification edited = edit.of(step(step));
    if (edit.places != 1) {
      throw new IllegalArgumentException(
          "step mutant "
              + id
              + ": expected \""
              + from
              + "\" once in step "
              + step
              + ", got it "
              + edit.places
              + " times");
    }
    return with(step, id, text, edited);
  }

  /** The step without this assumption. */
  public StepMutants without(String step, String id, Text text, String assumption) {
    Justification justification = step(step);
    return with(
        step,
        id,
        text,
        switch (justification) {
          case Identity i ->
              new Identity(
                  i.equations(), less(id, i.assumptions(), assumption), i.integers(), i.range());
          case Implication i ->
              new Implication(less(id, i.hypotheses(), assumption), i.conclusion(), i.range());
          case Induction i ->
              new Induction(
                  i.variable(),
                  i.first(),
                  i.last(),
                  i.statements(),
                  i.definitions(),
                  less(id, i.assumptions(), assumption),
                  i.integers(),
                  i.range());
          case Limit l ->
              new Limit(
                  l.expression(),
                  l.variable(),
                  l.towards(),
                  l.value(),
                  less(id, l.assumptions(), assumption),
                  l.integers(),
                  l.range());
          default ->
              throw new IllegalArgumentException(
                  "step mutant " + id + ": step " + step + " has no assumptions");
        });
  }

  /** A limit with another value. */
  public StepMutants value(String step, String id, Text text, String value) {
    if (!(step(step) instanceof Limit l)) {
      throw new IllegalArgumentException("step mutant " + id + ": step " + step + " is no limit");
    }
    return with(
        step,
        id,
        text,
        new Limit(
            l.expression(),
            l.variable(),
            l.towards(),
            value,
            l.assumptions(),
            l.integers(),
            l.range()));
  }

  /** Any other variant. */
  public StepMutants with(String step, String id, Text text, Justification justification) {
    mutants.add(new StepMutant(id, step, text, justification));
    return this;
  }

  /** The variants, in the order in which they were made. */
  public List<StepMutant> list() {
    return List.copyOf(mutants);
  }

  private Justification step(String id) {
    return proof.steps().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "step mutant: the proof has no step \""
                        + id
                        + "\"; known: "
                        + proof.steps().stream().map(Step::id).toList()))
        .justification();
  }

  private static List<String> less(String id, List<String> assumptions, String assumption) {
    List<String> less = new ArrayList<>(assumptions);
    if (!less.remove(assumption)) {
      throw new IllegalArgumentException(
          "step mutant "
              + id
              + ": expected one of "
              + assumptions
              + ", got \""
              + assumption
              + "\"");
    }
    return less;
  }

  /** Replaces a text, and counts where it stood. */
  private static final class Edit {
    private final String from;
    private final String to;
    private int places;

    Edit(String from, String to) {
      this.from = from;
      this.to = to;
    }

    Justification of(Justification justification) {
      return switch (justification) {
        case Identity i ->
            new Identity(all(i.equations()), all(i.assumptions()), i.integers(), i.range());
        case Implication i -> new Implication(all(i.hypotheses()), one(i.conclusion()), i.range());
        case Induction i ->
            new Induction(
                i.variable(),
                i.first(),
                i.last(),
                all(i.statements()),
                all(i.definitions()),
                all(i.assumptions()),
                i.integers(),
                i.range());
        case Limit l ->
            new Limit(
                one(l.expression()),
                l.variable(),
                l.towards(),
                l.value(),
                all(l.assumptions()),
                l.integers(),
                l.range());
        case Exact e -> new Exact(all(e.relations()));
        default ->
            throw new IllegalArgumentException(
                "step mutant: a text cannot be edited in a step of this kind: " + justification);
      };
    }

    private List<String> all(List<String> texts) {
      return texts.stream().map(this::one).toList();
    }

    private String one(String text) {
      int at = text.indexOf(from);
      while (at >= 0) {
        places++;
        at = text.indexOf(from, at + 1);
      }
      return text.replace(from, to);
    }
  }
}
