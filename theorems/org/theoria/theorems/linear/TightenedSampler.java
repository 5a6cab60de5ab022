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

/** Data, architectures of three layers and more, and plateaus r &lt; r_max. */
final class TightenedSampler implements Sampler<TightenedProblem> {

  @Override
  public int defaultTries() {
    return 2_000;
  }

  @Override
  public Text distribution() {
    return Text.of(
        "$H$ from 3 to 5, widths $\\le 4$ ($\\le 3$ for $H>3$), $n\\le d_x+2$; first $r_{\\max}$, then widths from $r_{\\max}$ on, half of them"
            + " $r_{\\max}$ itself; $r<r_{\\max}$ uniform. Data with a rational singular value decomposition.",
        "$H$ de 3 à 5, largeurs $\\le 4$ ($\\le 3$ pour $H>3$), $n\\le d_x+2$ ; d'abord $r_{\\max}$, puis des largeurs à partir de $r_{\\max}$, la"
            + " moitié égales à $r_{\\max}$ ; $r<r_{\\max}$ uniforme. Données à décomposition en valeurs singulières rationnelle.");
  }

  @Override
  public TightenedProblem draw(Stream s) {
    int depth = s.oneOf(3, 3, 4, 5);
    int widest = depth == 3 ? 4 : 3;
    int least = s.nextInt(1, widest);
    List<Integer> hidden = new ArrayList<>();
    for (int h = 1; h < depth; h++) {
      hidden.add(width(s, least, widest));
    }
    int outputs = width(s, least, widest);
    int inputs = s.chance(1, 2) ? outputs : s.nextInt(outputs, widest);
    LinearData data = LinearData.draw(s, inputs, outputs, inputs + s.nextInt(3));
    List<Integer> widths = new ArrayList<>(List.of(inputs));
    widths.addAll(hidden);
    widths.add(outputs);
    Architecture architecture = new Architecture(widths);
    int maximal = Collections.min(widths);
    return new TightenedProblem(
        architecture, data.sample(), data.u(), Subset.first(s.nextInt(maximal)));
  }

  private static int width(Stream s, int least, int widest) {
    return s.chance(1, 2) ? least : s.nextInt(least, widest);
  }
}
