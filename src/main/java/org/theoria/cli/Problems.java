package org.theoria.cli;

import java.util.List;
import java.util.Optional;
import org.theoria.certify.Problem;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.search.Nearest;

/** The problem of a variant that the user named. */
final class Problems {

  private Problems() {}

  static <I extends Record> Problem<I> of(Proposition<I> p, Variant variant) {
    switch (variant) {
      case Variant.MutantOf(String id) ->
          require("mutant", id, p, p.mutants().stream().map(Mutant::id).toList());
      case Variant.Without(String id) ->
          require("hypothesis", id, p, p.hypotheses().stream().map(Hypothesis::id).toList());
      case Variant.Stated s -> {}
      case Variant.Corrected c -> {}
    }
    return Problem.of(p, variant);
  }

  private static void require(String what, String id, Proposition<?> p, List<String> known) {
    if (!known.contains(id)) {
      Optional<String> nearest = Nearest.to(id, known);
      throw new UsageException(
          what
              + ": "
              + p.id()
              + " has no \""
              + id
              + "\""
              + nearest.map(n -> ", did you mean " + n + "?").orElse("")
              + " Known: "
              + String.join(", ", known));
    }
  }
}
