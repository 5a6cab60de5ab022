package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.OwnClaims;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.HiddenSymmetry.Change;

/** The proof of {@link RankInvariance}. */
final class RankInvarianceProof {
  private RankInvarianceProof() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("l", "$\\lambda$", "$\\lambda$"),
              Symbol.real("t", "a pre-activation", "une pré-activation"),
              Symbol.real(
                  "w",
                  "a weight between two hidden neurons",
                  "un poids entre deux neurones cachés"),
              Symbol.real("b", "a bias", "un biais"),
              Symbol.real(
                  "s",
                  "the coefficient of the neuron above",
                  "le coefficient du neurone d'arrivée"),
              Symbol.real(
                  "r",
                  "the coefficient of the neuron below",
                  "le coefficient du neurone de départ"),
              Symbol.real("w#", "weights", "poids"),
              Symbol.real("b#", "biases", "biais"),
              Symbol.real("x#", "inputs", "entrées")),
          List.of(),
          List.of("l > 0"),
          Map.of("λ", "l"));

  static OwnClaims own(Change change, RankInvarianceShape.Part part) {
    HiddenSymmetry symmetry = new HiddenSymmetry(change);
    return new OwnClaims(
        List.of(
            RankInvarianceShape.of(symmetry, part, 1, 2, 1),
            RankInvarianceShape.of(symmetry, part, 2, 2, 2),
            RankInvarianceShape.of(symmetry, part, 1, 2, 2, 1)),
        Text.of(
            "ReLU, widths (1,2,1), (2,2,2), (1,2,2,1), all real weights, biases and inputs off the kinks, every pattern, all $\\lambda>0$",
            "ReLU, largeurs (1,2,1), (2,2,2), (1,2,2,1), tous poids, biais et entrées réels hors des points anguleux, tout motif, tout"
                + " $\\lambda>0$"));
  }

  static Proof steps() {
    return Proof.of(
        new Step(
            "homogeneity",
            Text.of("ReLU is positively homogeneous.", "ReLU est positivement homogène."),
            "\\max(0,\\lambda t)=\\lambda\\max(0,t)",
            new Identity(
                List.of("Max(0,l*t) == l*Max(0,t)"),
                List.of("l > 0"),
                List.of(),
                Text.of("all real t, all $\\lambda>0$", "tout t réel, tout $\\lambda>0$"))),
        new Step(
            "rescaled-jacobian",
            Text.of(
                "$f_{T\\theta}=f_\\theta$ for the rescaling $T$, an invertible diagonal matrix; hence the Jacobians.",
                "$f_{T\\theta}=f_\\theta$ pour le changement d'échelle $T$, diagonal inversible ; d'où les jacobiennes."),
            "\\mathbf Df_{T\\theta}(X)\\,T=\\mathbf Df_\\theta(X)",
            own(Change.NONE, RankInvarianceShape.Part.RESCALING)),
        new Step(
            "permuted-jacobian",
            Text.of(
                "The same for a permutation $\\Pi$ of the neurons of each hidden layer (a cycle; the others are products).",
                "De même pour une permutation $\\Pi$ des neurones de chaque couche cachée (un cycle ; les autres en sont des produits)."),
            "\\mathbf Df_{\\Pi\\theta}(X)\\,\\Pi=\\mathbf Df_\\theta(X)",
            own(Change.NONE, RankInvarianceShape.Part.PERMUTATION)),
        new Step(
            "same-rank",
            Text.of(
                "An invertible factor does not change the rank.",
                "Un facteur inversible ne change pas le rang."),
            "\\operatorname{rk}(\\mathbf Df_{T\\theta}(X))=\\operatorname{rk}(\\mathbf Df_\\theta(X))",
            new From(List.of("homogeneity", "rescaled-jacobian", "permuted-jacobian"))),
        new Step(
            "kernel",
            Text.of(
                "The incoming weights and the bias of a hidden neuron, with minus its outgoing weights, are in the kernel.",
                "Les poids entrants et le biais d'un neurone caché, avec ses poids sortants changés de signe, sont dans le noyau."),
            "\\mathbf Df_\\theta(X)\\,d_i=0",
            own(Change.NONE, RankInvarianceShape.Part.KERNEL)),
        new Step(
            "independent",
            Text.of(
                "If $\\sum_is_id_i=0$: at the bias of neuron $i$ $s_ib_i=0$, at a weight $w$ from $j$ to $i$ $(s_i-s_j)w=0$. Where $b_i\\ne 0$,"
                    + " or where $w\\ne 0$ and $s_j=0$ (inputs have $s=0$), $s_i=0$.",
                "Si $\\sum_is_id_i=0$ : au biais du neurone $i$, $s_ib_i=0$, à un poids $w$ de $j$ vers $i$, $(s_i-s_j)w=0$. Si $b_i\\ne 0$,"
                    + " ou si $w\\ne 0$ et $s_j=0$ (les entrées ont $s=0$), alors $s_i=0$."),
            "s^2(w^2+b^2)=((s-r)w)^2+(sb)^2+r(2s-r)w^2",
            new Identity(
                List.of("s^2*(w^2+b^2) == ((s-r)*w)^2 + (s*b)^2 + r*(2*s-r)*w^2"),
                List.of(),
                List.of(),
                Text.of("all reals s, r, w, b", "tous s, r, w, b réels"))),
        new Step(
            "dimension",
            Text.of(
                "Where no pre-activation is 0, each neuron has a bias that is not 0, or an incoming weight that is not 0 from a neuron"
                    + " of output not 0: layer by layer all $s_i$ are 0, and the"
                    + " kernel has dimension at least $n_1+\\dots+n_{H-1}$.",
                "Là où aucune pré-activation n'est nulle, chaque neurone a un biais non nul, ou un poids entrant non nul depuis un"
                    + " neurone de sortie non nulle : couche par couche tous les $s_i$ sont nuls, et le"
                    + " noyau est de dimension au moins $n_1+\\dots+n_{H-1}$."),
            "\\dim\\ker\\mathbf Df_\\theta(X)\\ge n_1+\\dots+n_{H-1}",
            new From(List.of("kernel", "independent"))),
        new Step(
            "on-kinks",
            Text.of(
                "With the slope 1 at 0 the identities hold on kinks. For the bound: raise the biases a little, layer by layer, so that each"
                    + " pre-activation 0 becomes positive and the others keep their sign; the pattern stays, the Jacobian is a polynomial of"
                    + " $\\theta$ there, and the rank of a limit is at most that of the points near it.",
                "Avec la pente 1 en 0 les identités restent vraies sur les points anguleux. Pour la borne : augmenter un peu les biais, couche"
                    + " par couche, de sorte que chaque pré-activation nulle devienne positive et que les autres gardent leur signe ; le motif"
                    + " ne change pas, la jacobienne y est un polynôme en $\\theta$, et le rang d'une limite est au plus celui des points"
                    + " voisins."),
            "\\operatorname{rk}(\\lim J)\\le\\liminf\\operatorname{rk}(J)",
            new From(List.of("same-rank", "dimension"))),
        new Step(
            "conclusion",
            Text.of("The rank and its bound.", "Le rang et sa borne."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le|E|+|B|-(n_1+\\dots+n_{H-1})",
            new From(
                List.of(
                    "positively-homogeneous",
                    "positive-factor",
                    "same-rank",
                    "dimension",
                    "on-kinks"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "homogeneity",
            "any-sign",
            Text.of("for every $\\lambda$", "pour tout $\\lambda$"),
            "l > 0")
        .with(
            "kernel",
            "kernel-plus",
            Text.of("plus the outgoing weights", "plus les poids sortants"),
            own(Change.PLUS_OUTGOING, RankInvarianceShape.Part.KERNEL))
        .with(
            "rescaled-jacobian",
            "outgoing-too",
            Text.of("the outgoing weights times $\\lambda$", "les poids sortants par $\\lambda$"),
            own(Change.OUTGOING_TOO, RankInvarianceShape.Part.RESCALING))
        .with(
            "permuted-jacobian",
            "incoming-only",
            Text.of("the outgoing weights stay", "les poids sortants restent"),
            own(Change.INCOMING_ONLY, RankInvarianceShape.Part.PERMUTATION))
        .edit(
            "independent",
            "independent-sign",
            Text.of("the sign of the bias term", "le signe du terme du biais"),
            "+ (s*b)^2",
            "- (s*b)^2")
        .list();
  }
}
