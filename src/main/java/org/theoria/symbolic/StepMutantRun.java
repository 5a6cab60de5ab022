package org.theoria.symbolic;

import org.theoria.proposition.StepMutant;

/**
 * What became of a false variant of a step of a proof, checked by the symbolic side alone.
 *
 * @param mutant the variant
 * @param status what the checker said of its justification
 */
public record StepMutantRun(StepMutant mutant, StepStatus status) {

  /**
   * Whether what it states was proved false. A variant that is checked, decided by the solver, left
   * undecided, or no proper step at all, survives.
   */
  public boolean caught() {
    return status instanceof StepStatus.Failed failed && failed.refuted();
  }
}
