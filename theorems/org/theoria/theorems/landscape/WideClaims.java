package org.theoria.theorems.landscape;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Architecture;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Text;
import org.theoria.proposition.Truth;

/**
 * What slide 58 says of a critical point, as implications: "critical" is a part of each claim and
 * not of the domain, so that points that are not critical and have E &gt; 0 are met as well as
 * critical ones. Critical means that all partial derivatives in the parameters of the layers h &gt;
 * k exist and are 0 (k = 0: all parameters), by forward differentiation: backpropagation, on which
 * the proof rests, is not involved.
 *
 * @param change what a mutant changes; NONE for the statement
 */
record WideClaims<I extends WideInstance>(Change change) implements Claims<I> {

  enum Change {
    NONE,
    /** E = 0 at every θ, critical or not. */
    EVERY_POINT,
    /** ∇_{(W_H,b_H)}E = 0 is enough. */
    LAST_LAYER,
    /** ∇_{W_{k+1}}E = 0 is enough, without the bias. */
    WEIGHTS_ONLY,
    /** ∇_{b_{k+1}}E = 0 is enough, without the weights. */
    BIASES_ONLY,
    /** θ is a global maximiser. */
    MAXIMISER,
    /** n ≤ n_k+1 in place of rank (f_k(X); 𝟙ᵀ) = n. */
    COUNTED_EXAMPLES,
    /** n_H ≤ … ≤ n_k in place of the ranks of the W_h. */
    COUNTED_NEURONS
  }

  /** The distance from θ to the other point θ′ that is tried, in every parameter. */
  static final Rational SHIFT = Rational.of(1, 2);

  static Map<String, Text> texts(boolean features) {
    String layers = features ? " in the layers $h>k$" : "";
    String couches = features ? " en les couches $h>k$" : "";
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "zero-loss",
        Text.of(
            "if $\\nabla E(\\theta)=0$" + layers + " then $E(\\theta)=0$",
            "si $\\nabla E(\\theta)=0$" + couches + " alors $E(\\theta)=0$"));
    texts.put(
        "global-minimiser",
        Text.of(
            "then also $E(\\theta) \\le E(\\theta')$, for $\\theta'=\\theta+\\frac12\\mathbb{1}$ and"
                + " $\\theta'=\\theta-\\frac12\\mathbb{1}$",
            "alors aussi $E(\\theta) \\le E(\\theta')$, pour $\\theta'=\\theta+\\frac12\\mathbb{1}$ et"
                + " $\\theta'=\\theta-\\frac12\\mathbb{1}$"));
    return texts;
  }

  @Override
  public boolean isRational(I i) {
    return i.network().isRational() && i.loss().isRational();
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(I i, OrderedArithmetic<M> k) {
    WideRisk<M> risk = WideRisk.of(k, i);
    int first = i.features() + 1;
    int last = i.network().depth();
    M value = risk.value();
    M partials = risk.partials();
    M premise =
        switch (change) {
          case LAST_LAYER -> risk.layers(partials, last, last);
          case WEIGHTS_ONLY -> risk.weights(partials, first);
          case BIASES_ONLY -> risk.biases(partials, first);
          default -> risk.layers(partials, first, last);
        };
    M critical = Truth.of(k, admitted(i) && isZero(k, premise));
    M zero = Truth.of(k, isZero(k, value));
    M minimal =
        Truth.of(
            k,
            List.of(
                least(value, risk.shifted(SHIFT).value()),
                least(value, risk.shifted(SHIFT.negate()).value())));
    return List.of(
        change == Change.EVERY_POINT
            ? Claim.atMost("zero-loss", value, k.scalar(Rational.ZERO))
            : Claim.atMost("zero-loss", critical, zero),
        Claim.atMost("global-minimiser", critical, minimal));
  }

  private <M extends Matrix<M>> Claim<M> least(M value, M other) {
    return change == Change.MAXIMISER
        ? Claim.atMost("greatest", other, value)
        : Claim.atMost("least", value, other);
  }

  private static <M extends Matrix<M>> boolean isZero(OrderedArithmetic<M> k, M m) {
    return WideRisk.isZero(k, m).stream().allMatch(c -> Truth.holds(k, c));
  }

  /** What a mutant asks in place of a rank hypothesis that it drops. */
  private boolean admitted(I i) {
    Architecture a = i.network().architecture();
    return switch (change) {
      case COUNTED_EXAMPLES -> i.sample().size() <= a.width(i.features()) + 1;
      case COUNTED_NEURONS -> {
        boolean decreasing = true;
        for (int h = i.features() + 1; h <= a.depth(); h++) {
          decreasing &= a.width(h) <= a.width(h - 1);
        }
        yield decreasing;
      }
      default -> true;
    };
  }
}
