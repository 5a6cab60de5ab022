package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.network.Architecture;
import org.theoria.network.Subset;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.LinearData;
import org.theoria.sampling.Stream;

/**
 * Draws data, an architecture and a subset: 3 in 4 from the rows of {@link ClassificationTable}.
 *
 * @param shallow whether a network without hidden layers is drawn about half of the time
 * @param large whether subsets beyond r_max are drawn about half of the time
 */
record ExistenceSampler(boolean shallow, boolean large) implements Sampler<DeepLinearTarget> {

  ExistenceSampler(boolean shallow, boolean large, boolean outside) {
    this(shallow, large);
    if (outside) {
      throw new IllegalArgumentException(
          "deep-linear-existence: a construction has no ablation, so nothing is drawn outside a hypothesis");
    }
  }

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "3 in 4 a row of the table, equally likely, else $H\\le5$, $d_x$ and hidden widths up to 5, $d_y\\le4$, $|\\mathcal S|$ uniform up to"
            + " $r_{\\max}$; $X=TK$, $Y=U\\Delta OK+FK'$ with rational orthogonal $U$, $O$, $[K;K']$, $\\delta_i=k/2$, $d_x\\le n\\le d_x+3$",
        "3 fois sur 4 une ligne du tableau, équiprobables, sinon $H\\le5$, $d_x$ et largeurs cachées jusqu'à 5, $d_y\\le4$, $|\\mathcal S|$"
            + " uniforme jusqu'à $r_{\\max}$ ; $X=TK$, $Y=U\\Delta OK+FK'$ avec $U$, $O$, $[K;K']$ orthogonales rationnelles, $\\delta_i=k/2$,"
            + " $d_x\\le n\\le d_x+3$");
  }

  @Override
  public DeepLinearTarget draw(Stream s) {
    if (shallow && s.chance(1, 2)) {
      int inputs = s.nextInt(1, 4);
      return target(s, Architecture.of(inputs, s.nextInt(1, inputs)), false);
    }
    if (large && s.chance(1, 2)) {
      Architecture a = deep(s, 2);
      int narrow = s.nextInt(1, a.outputs() - 1);
      List<Integer> widths = new ArrayList<>(a.widths());
      widths.set(s.nextInt(1, a.depth() - 1), narrow);
      return target(s, new Architecture(widths), true);
    }
    if (s.chance(3, 4)) {
      DeepLinearCell cell = s.oneOf(ClassificationTable.subsets());
      LinearData data = DeepLinearSampler.data(s, cell.architecture());
      return new DeepLinearTarget(cell.architecture(), data.sample(), data.u(), cell.subset());
    }
    return target(s, deep(s, 1), false);
  }

  /** H ≥ 2, d_y ≥ outputs. */
  private static Architecture deep(Stream s, int outputs) {
    Architecture a = DeepLinearCell.architecture(s, outputs);
    while (a.depth() < 2) {
      a = DeepLinearCell.architecture(s, outputs);
    }
    return a;
  }

  private static DeepLinearTarget target(Stream s, Architecture a, boolean beyond) {
    LinearData data = DeepLinearSampler.data(s, a);
    int maximal = Collections.min(a.widths());
    int size = beyond ? s.nextInt(maximal + 1, a.outputs()) : s.nextInt(0, maximal);
    return new DeepLinearTarget(
        a,
        data.sample(),
        data.u(),
        new Subset(s.oneOf(AssociatedSubset.subsets(a.outputs(), size))));
  }
}
