package org.theoria.theorems.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.network.Subset;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Truth;
import org.theoria.sampling.Key;
import org.theoria.sampling.LinearData;
import org.theoria.theorems.PropositionContract;

final class DeepLinearTightenedAndNotExistProperties extends PropositionContract<TightenedProblem> {

  private static final TightenedClaims CLAIMS = new TightenedClaims(TightenedClaims.Change.NONE);

  @Override
  protected Proposition<TightenedProblem> proposition() {
    return new DeepLinearTightenedAndNotExist();
  }

  @Override
  protected Map<String, Predicate<TightenedProblem>> boundaryCases() {
    Map<String, Predicate<TightenedProblem>> cases = new TreeMap<>();
    cases.put("r = 0", i -> i.rank() == 0);
    cases.put("r = r_max - 1", i -> i.rank() == i.maximalRank() - 1);
    cases.put("d_y = r + 1", i -> i.u().rows() == i.rank() + 1);
    cases.put("all widths 1", i -> i.architecture().widths().stream().allMatch(w -> w == 1));
    cases.put("all hidden widths r + 1", i -> hidden(i).stream().allMatch(w -> w == i.rank() + 1));
    cases.put("no hidden width r + 1", i -> !hidden(i).contains(i.rank() + 1));
    cases.put("n = d_x", i -> i.sample().size() == i.sample().x().rows());
    return cases;
  }

  private static List<Integer> hidden(TightenedProblem i) {
    return i.architecture().widths().subList(1, i.architecture().depth());
  }

  /** Every architecture of three layers with widths up to 3 and d_y ≤ d_x, every r < r_max. */
  @Test
  void everySmallArchitectureHasBoth() {
    int problems = 0;
    for (int code = 0; code < 81; code++) {
      List<Integer> widths =
          List.of(1 + code % 3, 1 + code / 3 % 3, 1 + code / 9 % 3, 1 + code / 27);
      if (widths.getLast() > widths.getFirst()) {
        continue;
      }
      for (int r = 0; r < Collections.min(widths); r++) {
        TightenedProblem i = problem(widths, r, code);
        for (Claim<RationalMatrix> c : CLAIMS.on(i, RationalArithmetic.INSTANCE)) {
          assertTrue(Truth.holds(RationalArithmetic.INSTANCE, c), () -> c + " on " + i);
        }
        problems++;
      }
    }
    assertTrue(problems > 60, "problems: " + problems);
  }

  private static TightenedProblem problem(List<Integer> widths, int r, long seed) {
    int inputs = widths.getFirst();
    LinearData data =
        LinearData.draw(
            new Key("small", seed).stream(r), inputs, widths.getLast(), inputs + (int) seed % 2);
    return new TightenedProblem(new Architecture(widths), data.sample(), data.u(), Subset.first(r));
  }

  /** The classifier, by the theorem and by the Hessian, and the gradient by differences. */
  @Test
  void theClassifierSaysTheSame() {
    for (List<Integer> widths :
        List.of(
            List.of(2, 2, 2, 2),
            List.of(3, 2, 3, 2),
            List.of(3, 1, 2, 3),
            List.of(2, 2, 2, 2, 2))) {
      for (int r = 0; r < Collections.min(widths); r++) {
        TightenedProblem i = problem(widths, r, 4);
        Regression data = new Regression(i.sample());
        List<RationalMatrix> tightened = CLAIMS.tightened(i, data);
        List<RationalMatrix> loose = CLAIMS.loose(i, data);
        assertEquals(CriticalClass.NON_STRICT_SADDLE, classOf(tightened, data));
        assertEquals(CriticalClass.STRICT_SADDLE, classOf(loose, data));
        assertTrue(new PlainLinear(tightened, i.sample()).isCritical());
        assertTrue(new PlainLinear(loose, i.sample()).isCritical());
        assertEquals(r, ExactRank.rank(tightened.getLast()));
        Rational risk = new PlainLinear(loose, i.sample()).risk();
        assertEquals(SecondOrder.plateau(data, i.u(), r), risk);
      }
    }
  }

  private static CriticalClass classOf(List<RationalMatrix> weights, Regression data) {
    if (CriticalPointClassifier.classify(weights, data) instanceof Classification.Critical c) {
      assertEquals(c.classByTheorem(), c.classByHessian());
      return c.classByTheorem();
    }
    throw new AssertionError("not critical: " + weights);
  }

  /** With two layers the first construction is not tightened: nothing else is possible there. */
  @Test
  void withTwoLayersTheConstructionIsNotTightened() {
    List<Boolean> tightened = new ArrayList<>();
    for (int n = 1; n <= 3; n++) {
      TightenedProblem i = problem(List.of(2, n, 2), 0, n);
      for (Claim<RationalMatrix> c : CLAIMS.on(i, RationalArithmetic.INSTANCE)) {
        if (c.id().equals("tightened") || c.id().equals("tightened-semidefinite")) {
          tightened.add(Truth.holds(RationalArithmetic.INSTANCE, c));
        }
      }
    }
    assertEquals(6, tightened.size());
    assertFalse(tightened.contains(true), tightened::toString);
  }
}
