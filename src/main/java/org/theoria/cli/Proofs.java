package org.theoria.cli;

import java.time.Duration;
import org.theoria.search.Verification;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.ReaderStepChecker;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.SymjaGateway;
import org.theoria.symbolic.Z3Solver;

/** Connects the verification to Symja and Z3. */
final class Proofs {
  /** Processor time of one symbolic call, after which it has given up. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private Proofs() {}

  static Verification verification() {
    return new Verification(
        new ProofChecker(
            new StepChecker(new SymjaGateway(LIMIT), CheckLimits.DEFAULT, new Z3Solver())));
  }

  static ReaderStepChecker readerSteps() {
    return new ReaderStepChecker(new SymjaGateway(LIMIT), CheckLimits.DEFAULT, new Z3Solver());
  }
}
