package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import org.theoria.experiment.Duration;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Phrase;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Text;

/**
 * <b>Vanishing and exploding gradients in random deep networks</b> (slides 47 and 49); what is
 * exact is the entry {@link VanishingExploding}.
 *
 * <p>What the slides say: if W_{h+1}ᵀdiag(d_{h+1}) is "systématiquement une contraction" the
 * gradient vanishes, if it "augmente systématiquement la norme" it explodes (47); residual layers,
 * batch normalisation, nearly orthogonal matrices and more width help (49). They show no
 * experiment.
 *
 * <p>What is chosen here: H up to 64, every layer of one width (64) so that expansion is possible
 * at all, biases 0, σ_H the identity, E = ‖f(x) − y‖² for one example of normal entries; weights by
 * He, by Glorot, smaller, larger, and orthogonal ones times 0.8, 1 and 1.25; tanh, ReLU and no
 * activation; residual blocks of two layers as slide 49 writes them. The factors q₋ and q₊ of a run
 * are the least and the largest singular value of its matrices.
 */
public final class VanishingExperiment implements Experiment {

  /**
   * The sizes of a run.
   *
   * @param width n, of every layer
   * @param depths increasing and even
   * @param runs networks of each kind and depth
   */
  record Sizes(int width, List<Integer> depths, int runs) {
    static final Sizes FULL = new Sizes(64, List.of(4, 8, 16, 32, 64), 20);
    static final Sizes QUICK = new Sizes(32, List.of(4, 8, 16, 32), 5);

    Sizes {
      depths = List.copyOf(depths);
      if (width < 1 || runs < 1 || depths.isEmpty()) {
        throw new IllegalArgumentException(
            "vanishing-exploding: a width, a depth and a run are needed, got "
                + width
                + ", "
                + runs);
      }
    }
  }

  @Override
  public String id() {
    return "vanishing-exploding";
  }

  @Override
  public Text title() {
    return Text.of(
        "Vanishing and exploding gradients in random deep networks",
        "Vanishing/Exploding gradient dans des réseaux profonds aléatoires");
  }

  @Override
  public Citation citation() {
    return Citation.slide(2, "47, 49");
  }

  @Override
  public Duration duration() {
    return new Duration(30, 5);
  }

  @Override
  public Text shown() {
    return Text.of(
        "If every $W_{h+1}^T\\mathrm{diag}(d_{h+1})$ is a contraction, the gradient vanishes; if every one increases the norm, it explodes"
            + " (47). ResNet layers, nearly orthogonal $W_h$ and others help (49). The slides show no experiment: networks, weights and sizes"
            + " are chosen here.",
        "Si $W_{h+1}^T\\mathrm{diag}(d_{h+1})$ est systématiquement une contraction, le gradient s'évanouit ; si elle augmente"
            + " systématiquement la norme, il explose (47). Les couches ResNet, des $W_h$ presque orthogonales et d'autres aident (49). Les"
            + " diapositives ne montrent pas d'expérience : réseaux, poids et tailles sont choisis ici.");
  }

  @Override
  public Observations run(Settings settings, Watch watch) {
    return run(settings.quick() ? Sizes.QUICK : Sizes.FULL, settings.seed(), watch);
  }

  Observations run(Sizes sizes, long seed, Watch watch) {
    long layers = sizes.depths().stream().mapToLong(Integer::longValue).sum();
    watch.stage(Text.of("networks", "réseaux"), layers * sizes.runs() * DepthCase.values().length);
    List<DepthRuns> all = new ArrayList<>();
    for (DepthCase kind : DepthCase.values()) {
      for (int depth : sizes.depths()) {
        all.add(DepthRuns.of(kind, sizes.width(), depth, sizes.runs(), seed, watch));
      }
    }
    if (watch.stopped()) {
      return new Observations(Phrase.STOPPED, List.of(), false);
    }
    int most = sizes.depths().getLast();
    List<DepthRuns> deepest = all.stream().filter(r -> r.depth() == most).toList();
    return new Observations(
        DepthSeen.of(deepest),
        List.of(
            DepthExhibits.byLayer(deepest),
            DepthExhibits.byDepth(all),
            DepthExhibits.gradients(deepest),
            DepthExhibits.summary(all),
            DepthExhibits.layers(deepest),
            how(sizes)),
        true);
  }

  private static Exhibit how(Sizes sizes) {
    return new Exhibit.Prose(
        Phrase.of(
            "Every layer has {0} neurons, biases are 0, $\\sigma_H$ is the identity, $E=\\|f_\\theta(x)-y\\|^2$ for one example of standard"
                + " normal entries; {1} runs of each kind and depth, each with its own weights and example, in float64. He: normal weights of"
                + " variance $2/n$; Glorot: $1/n$; $Q$: orthogonal. $q_-$ and $q_+$ are the least and the largest singular value of the"
                + " $W_{h+1}^T\\mathrm{diag}(d_{h+1})$. Of residual blocks (slide 49, two layers each) only the ends are drawn;"
                + " there $\\Delta_h$ is not the image of $\\Delta_{h+1}$ by such a matrix, so the theorem says nothing.",
            "Chaque couche a {0} neurones, les biais sont nuls, $\\sigma_H$ est l'identité, $E=\\|f_\\theta(x)-y\\|^2$ pour un exemple à"
                + " coefficients normaux ; {1} essais de chaque sorte et profondeur, chacun avec ses poids et son exemple, en float64. He :"
                + " poids normaux de variance $2/n$ ; Glorot : $1/n$ ; $Q$ : orthogonale. $q_-$ et $q_+$ sont la plus petite et la plus grande"
                + " valeur singulière des $W_{h+1}^T\\mathrm{diag}(d_{h+1})$. Des blocs résiduels (diapositive 49, deux couches chacun), seules"
                + " les extrémités sont tracées ; $\\Delta_h$ n'y est pas l'image de $\\Delta_{h+1}$ par une telle matrice, et le théorème ne"
                + " dit rien.",
            sizes.width(),
            sizes.runs()));
  }
}
