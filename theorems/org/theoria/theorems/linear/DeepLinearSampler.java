package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.DeepLinearHypotheses.CRITICAL;
import static org.theoria.theorems.linear.DeepLinearHypotheses.DISTINCT;
import static org.theoria.theorems.linear.DeepLinearHypotheses.ENOUGH_EXAMPLES;
import static org.theoria.theorems.linear.DeepLinearHypotheses.FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.INPUTS_OF_FULL_RANK;
import static org.theoria.theorems.linear.DeepLinearHypotheses.ORDERED;
import static org.theoria.theorems.linear.DeepLinearHypotheses.OUTPUTS_AT_MOST_INPUTS;
import static org.theoria.theorems.linear.DeepLinearHypotheses.SINGULAR_BASIS;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Architecture;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Hypothesis.Origin;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.CriticalPoints;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Draws exact critical points with their data, and points outside each hypothesis of slide 91.
 *
 * @param all the hypotheses of the entry
 * @param kept those that every draw satisfies
 * @param broken those that every draw fails; at most one of them is about the data
 * @param cells which critical points are drawn where nothing is broken
 * @param cellText what they are, for the report
 */
record DeepLinearSampler(
    List<Hypothesis<DeepLinearPoint>> all,
    Set<Hypothesis<DeepLinearPoint>> kept,
    Set<Hypothesis<DeepLinearPoint>> broken,
    Function<Stream, DeepLinearCell> cells,
    Text cellText)
    implements Sampler<DeepLinearPoint> {

  private static final List<Hypothesis<DeepLinearPoint>> ABOUT_DATA =
      List.of(OUTPUTS_AT_MOST_INPUTS, ENOUGH_EXAMPLES, INPUTS_OF_FULL_RANK, FULL_RANK, DISTINCT);

  static final Text ANY_TEXT =
      Text.of(
          "$H \\le 5$, $d_x$ and hidden widths up to 5, $d_y \\le 4$, every $\\mathcal S$ of an architecture equally likely",
          "$H \\le 5$, $d_x$ et largeurs cachées jusqu'à 5, $d_y \\le 4$, tout $\\mathcal S$ d'une architecture équiprobable");

  /** Every architecture up to the limits, and every 𝒮. */
  static DeepLinearSampler any(
      List<Hypothesis<DeepLinearPoint>> all,
      Set<Hypothesis<DeepLinearPoint>> kept,
      Set<Hypothesis<DeepLinearPoint>> broken) {
    return new DeepLinearSampler(all, kept, broken, DeepLinearCell::any, ANY_TEXT);
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "exact critical points: "
            + cellText.en()
            + "; $X=TK$, $Y=U\\Delta OK+FK'$ with rational orthogonal $U$, $O$, $[K;K']$ and $\\delta_i=k/2$, $d_x\\le n\\le d_x+3$;"
            + " blocks $Z_h$ of every orbit type, random invertible $D_h$",
        "points critiques exacts : "
            + cellText.fr()
            + " ; $X=TK$, $Y=U\\Delta OK+FK'$ avec $U$, $O$, $[K;K']$ orthogonales rationnelles et $\\delta_i=k/2$, $d_x\\le n\\le d_x+3$ ;"
            + " blocs $Z_h$ de tout type d'orbite, $D_h$ inversibles aléatoires");
  }

  @Override
  public DeepLinearPoint draw(Stream s) {
    Set<Hypothesis<DeepLinearPoint>> failed = failed(s);
    DeepLinearPoint point = withData(s, failed);
    if (isIn(failed, CRITICAL)) {
      point = DeepLinearOutside.notCritical(s, point);
    }
    if (isIn(failed, SINGULAR_BASIS)) {
      point = DeepLinearOutside.otherBasis(s, point, isIn(kept, ORDERED));
    } else if (isIn(failed, ORDERED) || (!isIn(all, ORDERED) && s.chance(1, 4))) {
      point = DeepLinearOutside.permuted(s, point);
    }
    return point;
  }

  /** By the id: an entry may add to a hypothesis that a step of its proof makes it redundant. */
  private static boolean isIn(
      Collection<Hypothesis<DeepLinearPoint>> hypotheses, Hypothesis<DeepLinearPoint> h) {
    return hypotheses.stream().anyMatch(other -> other.id().equals(h.id()));
  }

  /** The broken hypotheses, and about half of the time one of those that are left free. */
  private Set<Hypothesis<DeepLinearPoint>> failed(Stream s) {
    Set<Hypothesis<DeepLinearPoint>> failed = new HashSet<>(broken);
    List<Hypothesis<DeepLinearPoint>> free = new ArrayList<>(all);
    free.removeIf(h -> kept.contains(h) || broken.contains(h) || h.origin() == Origin.NARROWING);
    if (!free.isEmpty() && s.chance(1, 2)) {
      failed.add(s.oneOf(free));
    }
    return failed;
  }

  private DeepLinearPoint withData(Stream s, Set<Hypothesis<DeepLinearPoint>> failed) {
    for (Hypothesis<DeepLinearPoint> h : ABOUT_DATA) {
      if (isIn(failed, h)) {
        return outside(s, h);
      }
    }
    boolean turned = isIn(failed, SINGULAR_BASIS) || isIn(failed, ORDERED);
    DeepLinearCell cell = cells.apply(s);
    while (turned && cell.architecture().outputs() < 2) {
      cell = DeepLinearCell.any(s, DeepLinearCell.architecture(s, 2));
    }
    return critical(s, cell);
  }

  private static DeepLinearPoint outside(Stream s, Hypothesis<DeepLinearPoint> h) {
    if (h.equals(OUTPUTS_AT_MOST_INPUTS)) {
      return DeepLinearOutside.moreOutputs(s);
    }
    if (h.equals(ENOUGH_EXAMPLES)) {
      return DeepLinearOutside.singularInputs(s, true);
    }
    if (h.equals(INPUTS_OF_FULL_RANK)) {
      return DeepLinearOutside.singularInputs(s, false);
    }
    return h.equals(FULL_RANK) ? DeepLinearOutside.deficient(s) : DeepLinearOutside.repeated(s);
  }

  /** A critical point of this kind, with data that meet every hypothesis. */
  static DeepLinearPoint critical(Stream s, DeepLinearCell cell) {
    LinearData data = data(s, cell.architecture());
    List<RationalMatrix> weights =
        CriticalPoints.point(s, cell.architecture(), data, cell.subset().elements(), cell.kind())
            .weights();
    return DeepLinearPoint.of(weights, data.sample(), data.u());
  }

  /** Data that meet every hypothesis, d_x ≤ n ≤ d_x + 3. */
  static LinearData data(Stream s, Architecture a) {
    return LinearData.draw(s, a.inputs(), a.outputs(), a.inputs() + s.nextInt(0, 3));
  }
}
