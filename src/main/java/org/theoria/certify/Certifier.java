package org.theoria.certify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.DoubleArithmetic;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;

/**
 * Evaluates claims in the arithmetics that can decide them: exact rationals where every function involved is rational, else
 * doubles with a proven error bound, and intervals where that bound is too wide or a violation is to be certified.
 */
public final class Certifier {

  private Certifier() {}

  /**
   * The judgements of all claims on one instance.
   *
   * @param arithmetic the arithmetic that gave them: "rational", "interval" or "double"
   * @param judgements claim id to judgement, in the order of the claims
   */
  public record Evaluation(String arithmetic, Map<String, Judgement> judgements) {}

  /**
   * The fast evaluation of a sweep: rationals where they decide (for small exact instances they cost no more), else doubles
   * with an error bound. A violation seen here is not yet certified.
   */
  public static <I> Evaluation fast(Claims<I> claims, I instance) {
    return claims.isRational(instance)
        ? in(RationalArithmetic.INSTANCE, claims, instance)
        : in(new DoubleArithmetic(), claims, instance);
  }

  /** The evaluation that a certificate rests on: rationals where the claims are rational, else outward-rounded intervals. */
  public static <I> Evaluation certify(Claims<I> claims, I instance) {
    return claims.isRational(instance)
        ? in(RationalArithmetic.INSTANCE, claims, instance)
        : in(new IntervalArithmetic(), claims, instance);
  }

  private static <I, M extends Matrix<M>> Evaluation in(OrderedArithmetic<M> k, Claims<I> claims, I instance) {
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
