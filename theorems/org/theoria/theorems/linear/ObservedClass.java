package org.theoria.theorems.linear;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.linear.CertifiedCurve;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.CriticalPointClassifier;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.NormalForm;
import org.theoria.network.linear.Regression;
import org.theoria.network.linear.WeightCurve;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * What a point is, without 𝒮 and pivots: by the exact risk, the least risk, the inertia of the
 * Hessian, and curves along which E certainly descends and ascends.
 *
 * @param critical whether the gradient is 0
 * @param least whether E(W) is the least value of E
 * @param negative whether the Hessian has a negative eigenvalue
 * @param saddle whether it is critical, and a curve descends and another ascends from it
 */
record ObservedClass(boolean critical, boolean least, boolean negative, boolean saddle) {

  /** How many curves are tried at a point outside the hypotheses. */
  private static final int CURVES = 400;

  private static final String NO_CURVE = "no curve was found along which the risk descends";

  static ObservedClass of(DeepLinearPoint p, Regression data) {
    if (data.failed().isEmpty()) {
      return switch (CriticalPointClassifier.classify(p.weights(), data)) {
        case Classification.Critical c -> of(p, c);
        case Classification.NotCritical n -> new ObservedClass(false, false, false, false);
        case Classification.HypothesisFailed h -> outside(p, data);
        case Classification.WithoutHessian w ->
            throw new IllegalStateException("classified without a Hessian, with no limit given");
      };
    }
    return outside(p, data);
  }

  private static ObservedClass of(DeepLinearPoint p, Classification.Critical c) {
    boolean least = c.classByHessian() == CriticalClass.GLOBAL_MINIMISER;
    boolean saddle = !least && proves(p, c.descent(), true) && proves(p, c.ascent(), false);
    if (!least && !saddle) {
      throw new NotRepresentableException(NO_CURVE);
    }
    return new ObservedClass(true, least, c.inertia().negative() > 0, saddle);
  }

  private static boolean proves(
      DeepLinearPoint p, Optional<CertifiedCurve> curve, boolean descent) {
    return curve
        .filter(c -> c.descends() == descent && c.holdsFor(p.weights(), p.sample()))
        .isPresent();
  }

  /**
   * The same where the data do not meet a hypothesis: the Hessian in the coordinates of the normal
   * form (which needs no hypothesis), and curves that are searched.
   */
  private static ObservedClass outside(DeepLinearPoint p, Regression data) {
    if (!p.isCritical()) {
      return new ObservedClass(false, false, false, false);
    }
    Rational risk =
        LinearRisk.value(RationalArithmetic.INSTANCE, p.weights(), p.sample().x(), p.sample().y())
            .get(0, 0);
    NormalForm form = NormalForm.of(p.weights());
    boolean negative = Inertia.of(LinearRisk.hessian(form.gauged(), p.sample())).negative() > 0;
    boolean least = LeastRisk.is(risk, data, p.maximalRank());
    boolean saddle = !least && (negative || curve(p, form, true)) && curve(p, form, false);
    if (!least && !saddle) {
      throw new NotRepresentableException(NO_CURVE);
    }
    return new ObservedClass(true, least, negative, saddle);
  }

  /** Whether a curve is found that moves some layers, all or within their blocks Z_h. */
  private static boolean curve(DeepLinearPoint p, NormalForm form, boolean descent) {
    Key key = new Key("deep-linear-curves", 0);
    for (int i = 0; i < CURVES; i++) {
      Stream s = key.stream(i);
      WeightCurve curve =
          new WeightCurve(
              IntStream.rangeClosed(1, form.depth())
                  .filter(h -> s.chance(2, 3))
                  .mapToObj(h -> term(s, p, form, h))
                  .toList());
      if (proves(p, CertifiedCurve.of(p.weights(), curve, p.sample()), descent)) {
        return true;
      }
    }
    return false;
  }

  private static WeightCurve.Term term(Stream s, DeepLinearPoint p, NormalForm form, int h) {
    RationalMatrix z = form.blocks().get(h - 1);
    RationalMatrix w = p.weights().get(h - 1);
    boolean block = s.chance(3, 4) && z.rows() > 0 && z.columns() > 0;
    RationalMatrix direction =
        block
            ? form.blockDirection(h, DeepLinearOutside.integers(s, z.rows(), z.columns(), 1))
            : DeepLinearOutside.integers(s, w.rows(), w.columns(), 1);
    return new WeightCurve.Term(h, s.oneOf(1, 1, 1, 2, 3), direction);
  }

  /** The class by these alone; empty for a point that is not critical. */
  Optional<CriticalClass> classified() {
    if (!critical) {
      return Optional.empty();
    }
    if (least) {
      return Optional.of(CriticalClass.GLOBAL_MINIMISER);
    }
    return Optional.of(negative ? CriticalClass.STRICT_SADDLE : CriticalClass.NON_STRICT_SADDLE);
  }

  /** The classes, in the order of the claims. */
  static List<CriticalClass> classes() {
    return List.of(CriticalClass.values());
  }
}
