package org.theoria.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.proposition.Inequality;

/** Re-checks the certificate of a ratio from its instance alone. */
final class RatioReplay {

  private RatioReplay() {}

  /** The instance is already known to satisfy the hypotheses of its target. */
  static <I extends Record> Replay.Result replay(
      Problem<I> problem, Counterexample<I> c, Certificate.Ratio recorded) {
    Optional<Inequality<I>> inequality =
        problem.proposition().inequalities().stream()
            .filter(x -> x.claim().equals(c.claim()))
            .findFirst();
    if (inequality.isEmpty()) {
      return new Replay.Result.NotConfirmed(
          "target.claim: expected one of the inequalities "
              + problem.proposition().inequalities().stream().map(Inequality::claim).toList()
              + ", got \""
              + c.claim()
              + "\"");
    }
    Optional<Inequality.Domain<I>> domain = Optional.empty();
    if (recorded.domain().isPresent()) {
      String id = recorded.domain().get();
      domain = inequality.get().domains().stream().filter(d -> d.id().equals(id)).findFirst();
      if (domain.isEmpty()) {
        return new Replay.Result.NotConfirmed(
            "certificate.domain: expected one of "
                + inequality.get().domains().stream().map(Inequality.Domain::id).toList()
                + ", got \""
                + id
                + "\"");
      }
      if (!domain.get().predicate().test(c.instance())) {
        return new Replay.Result.NotConfirmed("the instance does not lie in the domain " + id);
      }
    }
    boolean exact = recorded.arithmetic().equals(RationalArithmetic.INSTANCE.name());
    if (exact && !problem.claims().isRational(c.instance())) {
      return new Replay.Result.NotConfirmed(
          "the claims are not rational on this instance: expected an enclosure");
    }
    for (OrderedArithmetic<?> k : arithmetics(recorded.arithmetic())) {
      Optional<Certificate.Ratio> computed = computed(k, problem, c, domain);
      if (computed.isPresent() && confirms(computed.get(), recorded, exact)) {
        return new Replay.Result.Confirmed(
            "claim "
                + c.claim()
                + ": left/right "
                + (exact ? "= " + recorded.ratio() : "≥ " + recorded.ratio().doubleValue())
                + recorded.domain().map(d -> " on " + d).orElse("")
                + ", in "
                + k.name()
                + " arithmetic");
      }
    }
    return new Replay.Result.NotConfirmed(
        "certificate: the ratio " + recorded.ratio() + " is not that of the instance");
  }

  private static List<OrderedArithmetic<?>> arithmetics(String name) {
    List<OrderedArithmetic<?>> all = new ArrayList<>();
    all.add(RationalArithmetic.INSTANCE);
    all.add(Certifier.INTERVAL);
    all.addAll(Certifier.PRECISE);
    return all.stream().filter(k -> k.name().equals(name)).toList();
  }

  private static <I extends Record, M extends Matrix<M>> Optional<Certificate.Ratio> computed(
      OrderedArithmetic<M> k,
      Problem<I> problem,
      Counterexample<I> c,
      Optional<Inequality.Domain<I>> domain) {
    return Ratios.in(k, problem.claims(), c.claim(), domain, c.instance());
  }

  /** The recorded ratio follows from sides that are computed anew, and so do the recorded sides. */
  private static boolean confirms(
      Certificate.Ratio computed, Certificate.Ratio recorded, boolean exact) {
    Rational left = computed.left().lower();
    Rational bound = recorded.ratio().times(computed.right().upper());
    boolean ratio = exact ? left.equals(bound) : left.compareTo(bound) >= 0;
    return ratio
        && computed.left().overlaps(recorded.left())
        && computed.right().overlaps(recorded.right());
  }
}
