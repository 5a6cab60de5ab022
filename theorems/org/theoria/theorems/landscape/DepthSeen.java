package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.theoria.experiment.Phrase;
import org.theoria.proposition.Text;

/** The sentences that compare the runs with slides 47 and 49. */
final class DepthSeen {
  private DepthSeen() {}

  /** ‖Δ_1‖/‖Δ_H‖ outside [1/FAR, FAR] counts as vanishing or exploding. */
  static final double FAR = 1000;

  /**
   * What was seen at one depth.
   *
   * @param runs one of each kind, all of this depth
   */
  static Text of(List<DepthRuns> runs) {
    List<DepthRuns> contracting = runs.stream().filter(DepthRuns::contracts).toList();
    List<DepthRuns> expanding = runs.stream().filter(DepthRuns::expands).toList();
    int exceeded = runs.stream().mapToInt(DepthRuns::exceeded).sum();
    List<Text> sentences = new ArrayList<>();
    sentences.add(
        hypothesis(
            contracting,
            r -> r.ratio() < 1 / FAR,
            Text.of("every layer contracts ($q_+<1$)", "chaque couche contracte ($q_+<1$)"),
            Text.of("the gradient vanishes", "le gradient s'évanouit"),
            runs.getFirst().depth()));
    sentences.add(
        hypothesis(
            expanding,
            r -> r.ratio() > FAR,
            Text.of("every layer expands ($q_->1$)", "chaque couche dilate ($q_->1$)"),
            Text.of("the gradient explodes", "le gradient explose"),
            runs.getFirst().depth()));
    sentences.add(
        exceeded == 0
            ? Text.of(
                "No bound of the theorem is exceeded at any layer.",
                "Aucune borne du théorème n'est dépassée, à aucune couche.")
            : Phrase.of(
                "A bound of the theorem is exceeded at {0} layers: that contradicts it.",
                "Une borne du théorème est dépassée à {0} couches : cela le contredit.", exceeded));
    Predicate<DepthRuns> neither = r -> !r.contracts() && !r.expands() && !r.kind().residual;
    sentences.add(
        Phrase.of(
            "Where neither hypothesis holds the slide says nothing; there the gradient vanishes: {0}; explodes: {1}; and stays"
                + " within a factor of {2}: {3}.",
            "Là où aucune des deux hypothèses n'est vraie, la diapositive ne dit rien ; le gradient y disparaît : {0} ; y explose : {1} ;"
                + " et y reste à un facteur {2} près : {3}.",
            names(runs, neither.and(r -> r.ratio() < 1 / FAR)),
            names(runs, neither.and(r -> r.ratio() > FAR)),
            (int) FAR,
            names(runs, neither.and(r -> r.ratio() >= 1 / FAR && r.ratio() <= FAR))));
    sentences.add(weights(runs));
    sentences.add(remedies(runs));
    return Phrase.joined(sentences);
  }

  private static Text hypothesis(
      List<DepthRuns> those, Predicate<DepthRuns> happened, Text when, Text what, int depth) {
    if (those.isEmpty()) {
      return Phrase.of(
          "No network here is such that {0}.", "Aucun réseau d'ici n'est tel que {0}.", when);
    }
    boolean all = those.stream().allMatch(happened);
    return Phrase.of(
        "Where {0}, {1}, {2}: at $H={3}$, $\\|\\Delta_1\\|/\\|\\Delta_H\\|$ is {4}.",
        "Là où {0}, {1}, {2} : à $H={3}$, $\\|\\Delta_1\\|/\\|\\Delta_H\\|$ vaut {4}.",
        when,
        what,
        all
            ? Text.of("as slide 47 says", "comme le dit la diapositive 47")
            : Text.of(
                "says slide 47, but at this depth not yet by a factor of " + (int) FAR,
                "dit la diapositive 47, mais à cette profondeur pas encore d'un facteur "
                    + (int) FAR),
        depth,
        names(those, r -> true));
  }

  /**
   * Whether the gradient in the weights vanishes or explodes from layer to layer where Δ_h does.
   */
  private static Text weights(List<DepthRuns> runs) {
    Predicate<DepthRuns> far = r -> r.ratio() < 1 / FAR || r.ratio() > FAR;
    List<DepthRuns> those = runs.stream().filter(far).toList();
    long level =
        those.stream()
            .filter(r -> r.gradientRatio() >= 1 / FAR && r.gradientRatio() <= FAR)
            .count();
    return Phrase.of(
        "Of the {0} kinds of networks in which $\\Delta_h$ vanishes or explodes, {1} have $\\|\\partial E/\\partial W_1\\|$ and"
            + " $\\|\\partial E/\\partial W_H\\|$ within a factor of {2} of each other all the same: the activations change the other way.",
        "Sur les {0} sortes de réseaux où $\\Delta_h$ s'évanouit ou explose, {1} ont tout de même $\\|\\partial E/\\partial W_1\\|$ et"
            + " $\\|\\partial E/\\partial W_H\\|$ à un facteur {2} près : les activations varient en sens inverse.",
        those.size(),
        level,
        (int) FAR);
  }

  private static Text remedies(List<DepthRuns> runs) {
    Predicate<DepthRuns> remedy = r -> r.kind().remedy();
    Predicate<DepthRuns> kept = r -> r.ratio() >= 1 / FAR && r.ratio() <= FAR;
    return Phrase.of(
        "Of the remedies of slide 49 seen here (residual blocks; orthogonal $W_h$), these keep the gradient within a factor of {0}: {1}; these do not: {2}.",
        "Des remèdes de la diapositive 49 vus ici (blocs résiduels ; $W_h$ orthogonales), ceux-ci gardent le gradient à un facteur {0} près : {1} ; ceux-ci non : {2}.",
        (int) FAR,
        names(runs, remedy.and(kept)),
        names(runs, remedy.and(kept.negate())));
  }

  private static Text names(List<DepthRuns> runs, Predicate<DepthRuns> which) {
    List<Text> names =
        runs.stream()
            .filter(which)
            .map(r -> Phrase.of("{1} for “{0}”", "{1} pour « {0} »", r.kind().full(), r.ratio()))
            .toList();
    return names.isEmpty() ? Text.of("none", "aucun") : Phrase.joined(", ", ", ", names);
  }
}
