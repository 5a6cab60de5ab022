package org.theoria.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.search.Catalogue;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.CheckedStep;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.StepStatus;
import org.theoria.symbolic.SymjaGateway;
import org.theoria.symbolic.Z3Solver;

/**
 * Seconds to check every step of every proof of the catalogue once, in this process as it is (a
 * first run includes the start of Symja and Z3 and the compiler's warm-up). No peer.
 */
public final class ProofSteps implements BenchTask {

  @Override
  public String id() {
    return "proof-steps";
  }

  @Override
  public String description() {
    return "Seconds to check every proof step of every entry, the solvers' start included, and"
        + " the slowest single step.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  @Override
  public List<Figure> run(Settings settings) {
    List<Figure> figures = new ArrayList<>();
    long start = System.nanoTime();
    double slowest = 0;
    String which = "none";
    int steps = 0;
    try (SymjaGateway cas = new SymjaGateway(Duration.ofSeconds(10));
        Z3Solver solver = new Z3Solver()) {
      ProofChecker checker = new ProofChecker(new StepChecker(cas, CheckLimits.DEFAULT, solver));
      for (Proposition<?> p : Catalogue.load(List.of()).entries()) {
        for (CheckedStep step : checker.check(p.proof(), hypotheses(p))) {
          steps++;
          double seconds = step.time().toNanos() * 1e-9;
          if (seconds > slowest) {
            slowest = seconds;
            which = p.id() + " " + step.step().id();
          }
          if (step.status() instanceof StepStatus.Failed
              || step.status() instanceof StepStatus.Disagreement) {
            throw new IllegalStateException(
                id() + ": " + p.id() + " " + step.step().id() + ": " + step.status().detail());
          }
        }
      }
    }
    double total = (System.nanoTime() - start) * 1e-9;
    figures.add(new Figure(id(), "ours", "seconds", total, "s, " + steps + " steps"));
    figures.add(new Figure(id(), "ours", "slowest", slowest, "s, " + which));
    return List.copyOf(figures);
  }

  private static <I extends Record> List<String> hypotheses(Proposition<I> p) {
    return p.hypotheses().stream().map(Hypothesis::id).toList();
  }
}
