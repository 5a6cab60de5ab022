package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/** Second-order critical points that are no global minimisers, with a rival of rank at most r. */
final class RankRegressionSampler implements Sampler<RankRegressionPoint> {
  private static final int WIDEST = 4;
  private final Flaws flaws;

  RankRegressionSampler(Flaws flaws) {
    this.flaws = flaws;
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "Tightened critical points with $\\mathcal S=[1,r]$, $0\\le r<r_{\\max}$, constructed exactly: $H$ 3 or 4, widths $\\le 4$, $r_{\\max}$"
            + " first and then the widths, blocks that fill all complementary blocks as far as the pivots stay tightened, random"
            + " bases $D_h$. Rivals: $U_{[1,r]}U_{[1,r]}^TZ$, the same for other subsets, with one entry moved along the same range, and"
            + " products of random factors; one in eight of a smaller rank.",
        "Points critiques tenus avec $\\mathcal S=[1,r]$, $0\\le r<r_{\\max}$, construits exactement : $H$ vaut 3 ou 4, largeurs $\\le 4$,"
            + " $r_{\\max}$ d'abord puis les largeurs, des blocs qui remplissent les blocs complémentaires tant que les pivots restent"
            + " tenus, bases $D_h$ au hasard. Rivaux : $U_{[1,r]}U_{[1,r]}^TZ$, de même pour d'autres sous-ensembles, avec un"
            + " coefficient changé dans la même image, et des produits de facteurs au hasard ; un sur huit de rang plus petit.");
  }

  @Override
  public RankRegressionPoint draw(Stream s) {
    String broken = flaws.draw(s);
    if (broken.equals("critical")) {
      return notCritical(s);
    }
    Flaw flaw = Flaws.ofData(broken);
    LinearData data = data(s, flaw);
    boolean minimiser = broken.equals("not-a-minimiser");
    int depth = minimiser ? s.nextInt(1, 4) : s.chance(2, 3) ? 3 : 4;
    Architecture architecture = architecture(s, data, depth);
    int maximal = CriticalPoints.maximalRank(architecture);
    // λ_{r+1} > 0: where the last one is 0, rank d_y − 1 is enough for a minimiser
    int positive = (int) data.singularValues().stream().filter(d -> !d.isZero()).count();
    int r = minimiser ? maximal : s.nextInt(0, Math.min(maximal, positive) - 1);
    List<Integer> first = IntStream.rangeClosed(1, r).boxed().toList();
    List<RationalMatrix> weights;
    if (broken.equals("second-order")) {
      weights = strict(s, architecture, data);
    } else if (flaw == Flaw.NONE || flaw.isOfBasis()) {
      CriticalPoints.Kind kind =
          minimiser ? CriticalPoints.Kind.ANY : CriticalPoints.Kind.TIGHTENED;
      weights = CriticalPoints.point(s, architecture, data, first, kind).weights();
    } else {
      weights = new GaugedPoints(s, data, architecture.widths()).critical(first, 3);
    }
    RationalMatrix u = flaw.isOfBasis() ? flaw.in(s, data).u() : data.u();
    int rank = SecondOrder.rank(DeepLinearPoint.of(weights, data.sample(), u));
    RationalMatrix rival =
        broken.equals("rival-rank")
            ? best(data, rank + 1)
            : rival(s, data, rank > 0 && s.chance(1, 8) ? rank - 1 : rank);
    return new RankRegressionPoint(DeepLinearPoint.network(weights), data.sample(), u, rival);
  }

  private static LinearData data(Stream s, Flaw flaw) {
    if (!flaw.isOfBasis()) {
      LinearData data = flaw.draw(s, WIDEST);
      while (flaw == Flaw.RANK && data.u().rows() < 2) {
        data = flaw.draw(s, WIDEST);
      }
      return data;
    }
    int outputs = s.nextInt(2, WIDEST);
    int inputs = s.nextInt(outputs, WIDEST);
    return LinearData.draw(s, inputs, outputs, inputs + s.nextInt(2));
  }

  private static Architecture architecture(Stream s, LinearData data, int depth) {
    int inputs = data.sample().x().rows();
    int outputs = data.sample().y().rows();
    List<Integer> widths = new ArrayList<>(List.of(inputs));
    int least = s.nextInt(1, Math.min(inputs, outputs));
    for (int h = 1; h < depth; h++) {
      widths.add(s.chance(1, 2) ? least : s.nextInt(least, WIDEST));
    }
    widths.add(outputs);
    return new Architecture(widths);
  }

  /** A strict saddle: another 𝒮, or [1, r] with a pivot that is not tightened. */
  private static List<RationalMatrix> strict(Stream s, Architecture architecture, LinearData data) {
    List<List<Integer>> others =
        CriticalPoints.subsets(architecture, CriticalPoints.Kind.ANY).stream()
            .filter(t -> !t.isEmpty() && t.getLast() > t.size())
            .toList();
    if (others.isEmpty() || s.chance(1, 4)) {
      List<Integer> first =
          IntStream.rangeClosed(1, s.nextInt(0, CriticalPoints.maximalRank(architecture) - 1))
              .boxed()
              .toList();
      return CriticalPoints.point(s, architecture, data, first, CriticalPoints.Kind.LOOSE)
          .weights();
    }
    return CriticalPoints.point(s, architecture, data, s.oneOf(others), CriticalPoints.Kind.ANY)
        .weights();
  }

  private static RankRegressionPoint notCritical(Stream s) {
    DeepLinearPoint point = NearMinimum.draw(s);
    RationalMatrix z = point.regression().regressor();
    RationalMatrix rival = s.chance(1, 2) ? z : z.scale(Rational.of(s.nextInt(-1, 2)));
    return new RankRegressionPoint(point.network(), point.sample(), point.u(), rival);
  }

  /** U_{[1,r]}U_{[1,r]}ᵀZ, of rank r where λ_r > 0. */
  private static RationalMatrix best(LinearData data, int r) {
    RationalMatrix u = data.columns(IntStream.rangeClosed(1, r).boxed().toList());
    return u.times(u.transpose()).times(data.regression().regressor());
  }

  /** A d_y × d_x matrix of rank at most r. */
  private static RationalMatrix rival(Stream s, LinearData data, int r) {
    int outputs = data.u().rows();
    RationalMatrix z = data.regression().regressor();
    if (r == 0) {
      return RationalMatrix.zero(outputs, z.columns());
    }
    List<Integer> chosen = new ArrayList<>(IntStream.rangeClosed(1, r).boxed().toList());
    int kind = s.nextInt(4);
    if (kind == 1) {
      List<Integer> rest = new ArrayList<>(IntStream.rangeClosed(1, outputs).boxed().toList());
      while (rest.size() > r) {
        Integer dropped = s.oneOf(rest);
        rest.removeIf(dropped::equals);
      }
      chosen = rest;
    }
    RationalMatrix u = data.columns(chosen);
    RationalMatrix rows = u.transpose().times(z);
    if (kind == 2) {
      int i = s.nextInt(rows.rows());
      int j = s.nextInt(rows.columns());
      rows = rows.with(i, j, rows.get(i, j).plus(Rational.of(s.nextInt(-2, 2), 4)));
    }
    if (kind == 3) {
      u = integers(s, outputs, r);
    }
    return u.times(rows);
  }

  private static RationalMatrix integers(Stream s, int rows, int columns) {
    RationalMatrix m = RationalMatrix.zero(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        m = m.with(i, j, Rational.of(s.nextInt(-2, 2)));
      }
    }
    return m;
  }
}
