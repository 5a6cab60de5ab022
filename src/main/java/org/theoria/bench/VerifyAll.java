package org.theoria.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.proposition.Proposition;
import org.theoria.search.Catalogue;
import org.theoria.search.SearchOptions;
import org.theoria.search.Verification;
import org.theoria.symbolic.CheckLimits;
import org.theoria.symbolic.ProofChecker;
import org.theoria.symbolic.SmtSolver;
import org.theoria.symbolic.StepChecker;
import org.theoria.symbolic.SymjaGateway;
import org.theoria.symbolic.Z3Solver;

/**
 * Seconds to verify the catalogue with its defaults, in this process as it is (a first run includes
 * the compiler's warm-up). No peer.
 */
public final class VerifyAll implements BenchTask {

  @Override
  public String id() {
    return "verify";
  }

  @Override
  public String description() {
    return "Seconds to verify every entry with its default number of tries: proof, searches,"
        + " ablation, mutants, certification.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  @Override
  public List<Figure> run(Settings settings) {
    try (Z3Solver solver = new Z3Solver()) {
      return run(settings, solver);
    }
  }

  private List<Figure> run(Settings settings, SmtSolver solver) {
    Verification verification =
        new Verification(
            new ProofChecker(
                new StepChecker(
                    new SymjaGateway(Duration.ofSeconds(10)), CheckLimits.DEFAULT, solver)));
    SearchOptions options =
        new SearchOptions(OptionalLong.empty(), 1, settings.threads(), () -> false, n -> {});
    List<Figure> figures = new ArrayList<>();
    double total = 0;
    for (Proposition<?> p : Catalogue.load(List.of()).entries()) {
      long start = System.nanoTime();
      List<String> surprises = verification.verify(p, options).surprises();
      if (!surprises.isEmpty()) {
        throw new IllegalStateException("verify: " + p.id() + ": " + surprises.getFirst());
      }
      double seconds = (System.nanoTime() - start) * 1e-9;
      total += seconds;
      figures.add(new Figure(id(), "ours", p.id(), seconds, "s"));
    }
    figures.add(new Figure(id(), "ours", "seconds", total, "s"));
    return List.copyOf(figures);
  }
}
