package org.theoria.certify;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Positive;

/**
 * Re-checks a saved counterexample from its instance alone: every hypothesis of its target, both
 * sides of the claim in exact or interval arithmetic (the one that its certificate names), and the
 * numbers written in its certificate. The search that found it is not trusted.
 */
public final class Replay {

  private Replay() {}

  /** What the replay says. */
  public sealed interface Result {
    /** The certificate holds. */
    record Confirmed(String detail) implements Result {}

    /** It does not, and why. */
    record NotConfirmed(String why) implements Result {}
  }

  public static <I extends Record> Result replay(Problem<I> problem, Counterexample<I> c) {
    Optional<String> outside = problem.whyNot(c.instance());
    if (outside.isPresent()) {
      return new Result.NotConfirmed(outside.get());
    }
    return switch (c.certificate()) {
      case Certificate.Violation v ->
          claim(
              problem,
              c,
              RationalArithmetic.INSTANCE,
              v.row(),
              v.column(),
              Enclosure.exactly(v.left()),
              Enclosure.exactly(v.right()));
      case Certificate.Apart a -> apart(problem, c, a);
      case Certificate.Coercivity k -> coercive(problem, c, k);
      case Certificate.Inertia i -> convex(problem, c, i);
      case Certificate.Ratio r -> RatioReplay.replay(problem, c, r);
    };
  }

  /**
   * In the arithmetic that the certificate names, at each precision that a certificate may have
   * been found with.
   */
  private static <I extends Record> Result apart(
      Problem<I> problem, Counterexample<I> c, Certificate.Apart a) {
    if (a.arithmetic().equals(Certifier.INTERVAL.name())) {
      return claim(problem, c, Certifier.INTERVAL, a.row(), a.column(), a.left(), a.right());
    }
    Result result =
        new Result.NotConfirmed("certificate: no arithmetic is called " + a.arithmetic());
    for (PreciseArithmetic k : Certifier.PRECISE) {
      result = claim(problem, c, k, a.row(), a.column(), a.left(), a.right());
      if (result instanceof Result.Confirmed) {
        return result;
      }
    }
    return result;
  }

  private static <I extends Record, M extends Matrix<M>> Result claim(
      Problem<I> problem,
      Counterexample<I> c,
      OrderedArithmetic<M> k,
      int row,
      int column,
      Enclosure left,
      Enclosure right) {
    Optional<Claims<I>> refuting = problem.refutingClaims(c.claim());
    if (refuting.isEmpty()) {
      return new Result.NotConfirmed(
          "a violated demonstration or construction refutes nothing: "
              + problem.proposition().id()
              + " ("
              + problem.variant()
              + ") needs a certificate of the opposite");
    }
    Claims<I> tried = refuting.get();
    if (k.isExact() && !tried.isRational(c.instance())) {
      return new Result.NotConfirmed(
          "the claims are not rational on this instance: expected an enclosure certificate");
    }
    List<Claim<M>> claims;
    try {
      claims = tried.on(c.instance(), k);
    } catch (NotRepresentableException e) {
      return new Result.NotConfirmed(
          "the claims cannot be evaluated in " + k.name() + " arithmetic: " + e.getMessage());
    }
    Optional<Claim<M>> found = claims.stream().filter(x -> x.id().equals(c.claim())).findFirst();
    if (found.isEmpty()) {
      return new Result.NotConfirmed(
          "target.claim: expected one of "
              + claims.stream().map(Claim::id).toList()
              + ", got \""
              + c.claim()
              + "\"");
    }
    Claim<M> claim = found.get();
    if (row < 0 || column < 0 || row >= claim.left().rows() || column >= claim.left().columns()) {
      return new Result.NotConfirmed(
          "certificate: entry ("
              + row
              + ", "
              + column
              + ") is outside the "
              + claim.left().rows()
              + "×"
              + claim.left().columns()
              + " sides of claim "
              + claim.id());
    }
    Enclosure l;
    Enclosure r;
    try {
      l = k.entry(claim.left(), row, column);
      r = k.entry(claim.right(), row, column);
    } catch (NotRepresentableException e) {
      return new Result.NotConfirmed(
          "the sides cannot be enclosed in " + k.name() + " arithmetic: " + e.getMessage());
    }
    String sides = show(l) + " " + claim.relation().symbol() + " " + show(r);
    if (!Judge.violates(claim.relation(), l, r)) {
      return new Result.NotConfirmed(
          "claim "
              + claim.id()
              + " is not violated at entry ("
              + row
              + ", "
              + column
              + "): "
              + sides);
    }
    if (!Judge.violates(claim.relation(), left, right)) {
      return new Result.NotConfirmed(
          "certificate: the recorded sides do not violate claim " + claim.id());
    }
    if (!l.overlaps(left) || !r.overlaps(right)) {
      return new Result.NotConfirmed(
          "certificate: the recorded sides "
              + show(left)
              + ", "
              + show(right)
              + " are not those of the instance, "
              + show(l)
              + ", "
              + show(r));
    }
    return new Result.Confirmed(
        "claim "
            + claim.id()
            + " fails at entry ("
            + row
            + ", "
            + column
            + "): "
            + sides
            + " is false, in "
            + k.name()
            + " arithmetic");
  }

  private static String show(Enclosure e) {
    return e.isPoint()
        ? e.lower().toString()
        : "[" + e.lower().doubleValue() + ", " + e.upper().doubleValue() + "]";
  }

  private static <I extends Record> Result coercive(
      Problem<I> problem, Counterexample<I> c, Certificate.Coercivity k) {
    Optional<Positive> rebuilt = problem.positive().flatMap(f -> f.positive(c.instance()));
    if (rebuilt.isEmpty() || !(rebuilt.get() instanceof Positive.Coercive positive)) {
      return new Result.NotConfirmed("no coercivity can be certified on this instance");
    }
    Positive.Coercive recorded =
        new Positive.Coercive(positive.features(), positive.targets(), k.c(), k.constant());
    return Refuter.confirm(recorded).isPresent()
        ? new Result.Confirmed(
            "E(θ) ≥ c‖θ‖² − C with c = "
                + k.c()
                + ", C = "
                + k.constant()
                + ": AAᵀ − 2cI ⪰ 0 and C ≥ ‖Y‖², in rational arithmetic")
        : new Result.NotConfirmed(
            "certificate: c = "
                + k.c()
                + ", C = "
                + k.constant()
                + " do not satisfy c > 0, AAᵀ − 2cI ⪰ 0 and C ≥ ‖Y‖²");
  }

  private static <I extends Record> Result convex(
      Problem<I> problem, Counterexample<I> c, Certificate.Inertia i) {
    Optional<Positive> rebuilt = problem.positive().flatMap(f -> f.positive(c.instance()));
    if (rebuilt.isEmpty() || !(rebuilt.get() instanceof Positive.ConvexQuadratic positive)) {
      return new Result.NotConfirmed("no convexity can be certified on this instance");
    }
    if (!positive.hessian().equals(i.hessian())) {
      return new Result.NotConfirmed(
          "certificate: the recorded Hessian is not that of the instance");
    }
    return Refuter.confirm(positive).isPresent()
        ? new Result.Confirmed(
            "the risk is quadratic and its Hessian is positive semidefinite, in rational"
                + " arithmetic")
        : new Result.NotConfirmed("certificate: the Hessian is not positive semidefinite");
  }
}
