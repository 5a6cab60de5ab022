package org.theoria.search;

import org.theoria.certify.Replay;
import org.theoria.proposition.Mutant;

/**
 * The search of one mutant.
 *
 * @param mutant the mutant
 * @param found what the search found
 * @param replay whether the smallest witness, written and read back, was confirmed; NotConfirmed
 *     where there is none
 */
public record MutantRun<I extends Record>(
    Mutant<I> mutant, Search.Found<I> found, Replay.Result replay) {

  /** Whether it was refuted with a certificate that replay confirms. */
  public boolean killed() {
    return found.outcome() instanceof Outcome.Refuted && replay instanceof Replay.Result.Confirmed;
  }
}
