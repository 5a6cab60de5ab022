package org.theoria.certify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * Evaluates claims in the arithmetics that can decide them: exact rationals where every function
 * involved is rational, else doubles with a proven error bound, intervals where that bound is too
 * wide or a violation is to be certified, and precise intervals where those of doubles are too
 * wide.
 */
public final class Certifier {

  /** Intervals of doubles. */
  static final IntervalArithmetic INTERVAL = new IntervalArithmetic();

  /**
   * What doubles leave undecided is tried at these precisions in turn. Each layer of a network
   * costs a few bits and a saturated one a few dozen, so the first decides nearly all; the second
   * what cancels even there.
   */
  static final List<PreciseArithmetic> PRECISE =
      List.of(new PreciseArithmetic(192), new PreciseArithmetic(512));

  private Certifier() {}

  /**
   * The judgements of all claims on one instance.
   *
   * @param arithmetic the arithmetic that gave them: "rational", "interval", "precise-interval" or
   *     "double"
   * @param judgements claim id to judgement, in the order of the claims
   */
  public record Evaluation(String arithmetic, Map<String, Judgement> judgements) {

    /**
     * Whether no finer arithmetic can say more: a claim is refuted, or all are settled at their own
     * size.
     */
    boolean isSettled() {
      return anyViolated()
          || !(anyUndecided()
              || judgements.values().stream()
                  .anyMatch(j -> j instanceof Judgement.Consistent c && c.isNegligible()));
    }

    /**
     * Whether a sweep should ask a finer arithmetic: a claim is undecided, or consistent with a
     * doubt that is not a mere underflow.
     */
    public boolean leavesDoubt() {
      return anyUndecided()
          || judgements.values().stream()
              .anyMatch(j -> j instanceof Judgement.Consistent c && c.leavesDoubt());
    }

    /** Whether some claim is decided false. */
    public boolean anyViolated() {
      return judgements.values().stream().anyMatch(j -> j instanceof Judgement.Violated);
    }

    /** Whether some claim is undecided. */
    public boolean anyUndecided() {
      return judgements.values().stream().anyMatch(j -> j instanceof Judgement.Undecided);
    }
  }

  /**
   * The fast evaluation of a sweep: rationals where they decide (for small exact instances they
   * cost no more), else doubles with an error bound. A violation seen here is not yet certified.
   */
  public static <I> Evaluation fast(Claims<I> claims, I instance) {
    return claims.isRational(instance)
        ? in(RationalArithmetic.INSTANCE, claims, instance)
        : in(new DoubleArithmetic(), claims, instance);
  }

  /**
   * The evaluation that a certificate rests on: rationals where the claims are rational; else
   * outward-rounded intervals of doubles, and, while they refute nothing and leave a doubt, of
   * {@link #PRECISE} numbers. What is negligible in the first of these is taken as such.
   */
  public static <I> Evaluation certify(Claims<I> claims, I instance) {
    return certify(claims, instance, false);
  }

  /**
   * The same after a fast evaluation that saw a violation, if {@code suspected}: then only a
   * violation, or the last of the {@link #PRECISE} numbers, ends the matter.
   */
  public static <I> Evaluation certify(Claims<I> claims, I instance, boolean suspected) {
    if (claims.isRational(instance)) {
      return in(RationalArithmetic.INSTANCE, claims, instance);
    }
    Evaluation best = in(INTERVAL, claims, instance);
    for (PreciseArithmetic k : PRECISE) {
      boolean precise = best.arithmetic().equals(PreciseArithmetic.NAME);
      boolean settled =
          suspected ? best.anyViolated() : best.isSettled() || (precise && !best.anyUndecided());
      if (settled) {
        return best;
      }
      Evaluation next = in(k, claims, instance);
      best = next.judgements().containsKey(UNREPRESENTABLE) ? best : next;
    }
    return best;
  }

  private static <I, M extends Matrix<M>> Evaluation in(
      OrderedArithmetic<M> k, Claims<I> claims, I instance) {
    Map<String, Judgement> judgements = new LinkedHashMap<>();
    try {
      List<Claim<M>> evaluated = claims.on(instance, k);
      for (Claim<M> claim : evaluated) {
        judgements.put(claim.id(), judge(claim, k));
      }
    } catch (NotRepresentableException e) {
      judgements.clear();
      judgements.put(UNREPRESENTABLE, new Judgement.Undecided(reason(e)));
    }
    return new Evaluation(k.name(), judgements);
  }

  /** The key under which an evaluation that could not be represented at all is reported. */
  public static final String UNREPRESENTABLE = "all";

  private static <M extends Matrix<M>> Judgement judge(Claim<M> claim, OrderedArithmetic<M> k) {
    try {
      return Judge.judge(claim, k);
    } catch (NotRepresentableException e) {
      return new Judgement.Undecided(reason(e));
    }
  }

  private static String reason(NotRepresentableException e) {
    return e.getMessage() == null ? "not representable" : e.getMessage();
  }
}
