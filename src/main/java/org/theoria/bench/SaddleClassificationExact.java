package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.network.Architecture;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Regression;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.Key;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * The class of exact critical points of (4,3,3,3) on 8 examples, over ℚ: by the inertia of the
 * Hessian alone, and as {@code theoria classify} does it (𝒮, pivots, theorem, Hessian, certified
 * curves). Every subset, tightened and loose, in random gauges; what depends on the sample alone is
 * computed before. No peer does this exactly.
 */
public final class SaddleClassificationExact implements BenchTask {
  private static final Architecture ARCHITECTURE = Architecture.of(4, 3, 3, 3);
  private static final int EXAMPLES = 8;
  private static final int DATA = 2;
  private static final int GAUGES = 4;

  @Override
  public String id() {
    return "saddle-classification-exact";
  }

  @Override
  public String description() {
    return "The class of exact critical points of the linear network (4,3,3,3), n = 8, over Q: by"
        + " the inertia of the Hessian, and with subset, pivots, theorem and certified curves.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.empty();
  }

  private record Case(CriticalPoints.Point point, Regression data) {

    boolean isRight(CriticalClass given) {
      int r = point.subset().size();
      boolean leading = r == 0 || point.subset().getLast() == r;
      CriticalClass expected =
          !leading
              ? CriticalClass.STRICT_SADDLE
              : r == CriticalPoints.maximalRank(ARCHITECTURE)
                  ? CriticalClass.GLOBAL_MINIMISER
                  : point.tightened()
                      ? CriticalClass.NON_STRICT_SADDLE
                      : CriticalClass.STRICT_SADDLE;
      return given == expected;
    }

    boolean isRightByHessian() {
      return CriticalPointClassifier.classByHessian(point.weights(), data)
          .map(this::isRight)
          .orElse(false);
    }

    boolean isRightInFull() {
      return CriticalPointClassifier.classify(point.weights(), data)
              instanceof Classification.Critical c
          && c.agrees()
          && isRight(c.classByHessian());
    }
  }

  private static List<Case> cases() {
    Key key = new Key("bench/saddle-classification-exact", 1);
    List<Case> cases = new ArrayList<>();
    for (int k = 0; k < DATA; k++) {
      Stream s = key.stream(k);
      LinearData data = LinearData.draw(s, ARCHITECTURE.inputs(), ARCHITECTURE.outputs(), EXAMPLES);
      Regression regression = new Regression(data.sample());
      for (CriticalPoints.Kind kind :
          List.of(CriticalPoints.Kind.TIGHTENED, CriticalPoints.Kind.LOOSE)) {
        for (List<Integer> subset : CriticalPoints.subsets(ARCHITECTURE, kind)) {
          for (int g = 0; g < GAUGES; g++) {
            cases.add(
                new Case(CriticalPoints.point(s, ARCHITECTURE, data, subset, kind), regression));
          }
        }
      }
    }
    return List.copyOf(cases);
  }

  @Override
  public List<Figure> run(Settings settings) {
    List<Case> cases = cases();
    int size = cases.size();
    double seconds = settings.seconds();
    int threads = settings.threads();
    double hessian =
        size * Rate.ofAll(() -> () -> cases.forEach(Case::isRightByHessian), threads, seconds);
    double full =
        size * Rate.ofAll(() -> () -> cases.forEach(Case::isRightInFull), threads, seconds);
    int wrong =
        (int) cases.stream().filter(c -> !c.isRightByHessian() || !c.isRightInFull()).count();
    return List.of(
        ours("points_per_s", hessian, "1/s"),
        ours("points_per_s_in_full", full, "1/s"),
        ours("wrong", (double) wrong, "of " + size));
  }
}
