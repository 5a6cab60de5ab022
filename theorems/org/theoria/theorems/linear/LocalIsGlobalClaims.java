package org.theoria.theorems.linear;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Inertia;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Subset;
import org.theoria.network.linear.LeastRisk;
import org.theoria.network.linear.LinearRisk;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Text;
import org.theoria.proposition.Truth;
import org.theoria.theorems.linear.LinearTwoLayerLocalIsGlobal.Change;
import org.theoria.theorems.linear.LinearTwoLayerLocalIsGlobal.Instance;

/**
 * The claims of {@link LinearTwoLayerLocalIsGlobal}. Those on 𝒮 are 0 = 0 where (A,B) is not
 * critical or no 𝒮 defines it; the strata count how often that is.
 */
record LocalIsGlobalClaims(Change change) implements Claims<Instance> {

  static Map<String, Text> texts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "product",
        Text.of(
            "critical: $AB=P_{U_{\\mathcal{S}}}\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
            "critique : $AB=P_{U_{\\mathcal{S}}}\\Sigma_{YX}\\Sigma_{XX}^{-1}$"));
    texts.put(
        "value",
        Text.of(
            "critical: $E=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal{S}}\\lambda_i$",
            "critique : $E=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal{S}}\\lambda_i$"));
    texts.put(
        "curvature",
        Text.of(
            "critical: $D^2E(V,W)=2(\\lambda_j-\\lambda_i)$ along $V=u_ie_j^TC$, $W=C^{-1}e_ju_i^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$, for all"
                + " $i\\notin\\mathcal{S}$, $j\\in\\mathcal{S}$",
            "critique : $D^2E(V,W)=2(\\lambda_j-\\lambda_i)$ le long de $V=u_ie_j^TC$, $W=C^{-1}e_ju_i^T\\Sigma_{YX}\\Sigma_{XX}^{-1}$, pour tous"
                + " $i\\notin\\mathcal{S}$, $j\\in\\mathcal{S}$"));
    texts.put(
        "lower-bound",
        Text.of(
            "$E\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i$ at every point",
            "$E\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i$ en tout point"));
    texts.put(
        "attained",
        Text.of(
            "that bound is attained at $U_{\\{1,\\dots,n_1\\}}$",
            "cette borne est atteinte en $U_{\\{1,\\dots,n_1\\}}$"));
    texts.put(
        "global-is-initial",
        Text.of(
            "a global minimiser is critical, with $\\mathcal{S}=\\{1,\\dots,n_1\\}$",
            "un minimiseur global est critique, avec $\\mathcal{S}=\\{1,\\dots,n_1\\}$"));
    texts.put(
        "local-is-global",
        Text.of(
            "gradient 0 and Hessian positive semidefinite ⇒ global minimiser; hence local ⇒ global",
            "gradient nul et hessienne semi-définie positive ⇒ minimiseur global ; donc local ⇒ global"));
    texts.put(
        "global-is-local",
        Text.of(
            "global minimiser ⇒ gradient 0 and Hessian positive semidefinite",
            "minimiseur global ⇒ gradient nul et hessienne semi-définie positive"));
    return texts;
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(Instance i, OrderedArithmetic<M> k) {
    TwoLayer p = i.point();
    TwoLayerRisk<M> e = p.over(k);
    M critical = Truth.of(k, e.critical());
    boolean isCritical = k.signOfLower(critical, 0, 0) > 0;
    Optional<Subset> s = isCritical ? spanning(i) : Optional.empty();
    M global = Truth.of(k, isGlobal(i));
    M second =
        Truth.of(
            k, change == Change.CRITICAL_IS_GLOBAL ? isCritical : isSecondOrder(i, isCritical));
    M initial = Truth.of(k, s.filter(t -> isClaimed(t, p)).isPresent());
    Part<M> part = new Part<>(i, e, k);
    return List.of(
        s.map(part::product).orElse(part.nothing("product")),
        s.map(part::value).orElse(part.nothing("value")),
        s.filter(t -> t.size() < p.outputs())
            .map(part::curvature)
            .orElse(part.nothing("curvature")),
        Claim.atMost(
            "lower-bound",
            part.valueOf(Subset.first(p.hidden() - (change == Change.BOUND_SHORT ? 1 : 0))),
            e.value()),
        part.attained(),
        Claim.atMost("global-is-initial", global, initial),
        Claim.atMost("local-is-global", second, global),
        Claim.atMost("global-is-local", global, second));
  }

  /** Whether 𝒮 is what a global minimiser is claimed to have. */
  private boolean isClaimed(Subset s, TwoLayer p) {
    return change == Change.LAST
        ? s.elements().getFirst() == p.outputs() - p.hidden() + 1
        : s.isInitial();
  }

  /** The 𝒮 that defines A. */
  private static Optional<Subset> spanning(Instance i) {
    return TwoLayerSpectrum.spanning(i.basis(), i.point().a()).stream().findFirst();
  }

  /** The 𝒮 of a critical point. */
  static Optional<Subset> subset(Instance i) {
    return isCritical(i) ? spanning(i) : Optional.empty();
  }

  /** Whether ∇E(A,B) = 0. */
  static boolean isCritical(Instance i) {
    TwoLayerRisk<RationalMatrix> e = i.point().over(RationalArithmetic.INSTANCE);
    return e.gradientA().isZero() && e.gradientB().isZero();
  }

  /** Whether E(A,B) is the least value of E, without U. */
  static boolean isGlobal(Instance i) {
    TwoLayer p = i.point();
    return LeastRisk.is(
        p.over(RationalArithmetic.INSTANCE).value().get(0, 0),
        new Regression(i.sample()),
        Math.min(p.hidden(), p.outputs()));
  }

  /** Whether the gradient is 0 and the Hessian positive semidefinite. */
  static boolean isSecondOrder(Instance i, boolean critical) {
    return critical
        && Inertia.isPositiveSemidefinite(LinearRisk.hessian(i.network().weights(), i.sample()));
  }

  /** The claims on one 𝒮. */
  private final class Part<M extends Matrix<M>> {
    private final TwoLayer p;
    private final RationalMatrix basis;
    private final List<Rational> eigenvalues;
    private final TwoLayerRisk<M> e;
    private final OrderedArithmetic<M> k;
    private final M regression;

    Part(Instance i, TwoLayerRisk<M> e, OrderedArithmetic<M> k) {
      this.p = i.point();
      this.basis = i.basis();
      this.eigenvalues = LinearTwoLayerLocalIsGlobal.eigenvalues(i);
      this.e = e;
      this.k = k;
      this.regression = e.sigmaYX().times(k.of(p.inputInverse()));
    }

    Claim<M> nothing(String id) {
      M zero = k.scalar(Rational.ZERO);
      return Claim.equal(id, zero, zero);
    }

    /** AB = P_{U_𝒮}Σ_YXΣ_XX⁻¹, P_M = M(MᵀM)⁻¹Mᵀ as on slide 99. */
    Claim<M> product(Subset s) {
      RationalMatrix us = TwoLayerSpectrum.columns(basis, s);
      M columns = k.of(us);
      M gram = k.of(PseudoInverse.of(us.transpose().times(us)));
      M projected = columns.times(gram).times(columns.transpose()).times(regression);
      return Claim.equal(
          "product", e.a().times(e.b()), change == Change.NO_PROJECTION ? regression : projected);
    }

    /** E = tr(Σ_YY) − Σ_{i∈𝒮}λ_i. */
    Claim<M> value(Subset s) {
      return Claim.equal("value", e.value(), changedValueOf(s));
    }

    private M changedValueOf(Subset s) {
      M trace = TwoLayerRisk.trace(e.sigmaYY());
      return switch (change) {
        case VALUE_SIGN -> trace.plus(sum(s));
        case VALUE_HALF -> trace.minus(sum(s).scale(Rational.of(1, 2)));
        case VALUE_COMPLEMENT ->
            valueOf(
                new Subset(
                    IntStream.rangeClosed(1, p.outputs())
                        .filter(i -> !s.contains(i))
                        .boxed()
                        .toList()));
        default -> valueOf(s);
      };
    }

    /** tr(Σ_YY) − Σ_{i∈𝒮}λ_i. */
    M valueOf(Subset s) {
      return TwoLayerRisk.trace(e.sigmaYY()).minus(sum(s));
    }

    private M sum(Subset s) {
      Rational sum = Rational.ZERO;
      for (int i : s.elements()) {
        sum = sum.plus(eigenvalues.get(i - 1));
      }
      return k.scalar(sum);
    }

    /** D²E(V,W) = 2(λ_j − λ_i) for all i ∉ 𝒮 (rows) and j ∈ 𝒮 (columns). */
    Claim<M> curvature(Subset s) {
      RationalMatrix us = TwoLayerSpectrum.columns(basis, s);
      RationalMatrix gauge = PseudoInverse.of(us).times(p.a());
      M c = k.of(gauge);
      M inverse = k.of(PseudoInverse.of(gauge));
      Optional<M> left = Optional.empty();
      Optional<M> right = Optional.empty();
      for (int i = 1; i <= p.outputs(); i++) {
        if (s.contains(i)) {
          continue;
        }
        M u = k.of(TwoLayerSpectrum.columns(basis, Subset.of(i)));
        for (int j = 0; j < s.size(); j++) {
          M v = u.times(c.block(j, 0, 1, s.size()));
          M w = inverse.block(0, j, s.size(), 1).times(u.transpose()).times(regression);
          Rational gap = eigenvalues.get(s.elements().get(j) - 1).minus(eigenvalues.get(i - 1));
          gap = change == Change.CURVATURE_SIGN ? gap.negate() : gap;
          M derivative = e.secondDerivative(v, w);
          M claimed = k.scalar(gap.times(Rational.of(2)));
          left = Optional.of(left.map(l -> l.beside(derivative)).orElse(derivative));
          right = Optional.of(right.map(r -> r.beside(claimed)).orElse(claimed));
        }
      }
      return Claim.equal("curvature", left.orElseThrow(), right.orElseThrow());
    }

    /** E(U_{1..n₁}, U_{1..n₁}ᵀΣ_YXΣ_XX⁻¹) = tr(Σ_YY) − Σ_{i≤n₁}λ_i. */
    Claim<M> attained() {
      Subset first = Subset.first(p.hidden());
      M a = k.of(TwoLayerSpectrum.columns(basis, first));
      TwoLayerRisk<M> best = new TwoLayerRisk<>(e.x(), e.y(), a, a.transpose().times(regression));
      return Claim.equal("attained", best.value(), valueOf(first));
    }
  }

  @Override
  public boolean isRational(Instance i) {
    return true;
  }
}
