package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Justification.Induction;
import org.theoria.proposition.Justification.OwnClaims;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.PolynomialShape.Part;

/** The proof of {@link PiecewisePolynomial}. */
final class PolynomialProof {
  private PolynomialProof() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("t", "a pre-activation", "une pré-activation"),
              Symbol.real("l", "$\\lambda$", "$\\lambda$"),
              Symbol.real("d", "a degree", "un degré"),
              Symbol.real("s", "what a bias is raised by", "l'augmentation d'un biais"),
              Symbol.real("w#", "weights", "poids"),
              Symbol.real("b#", "biases", "biais"),
              Symbol.real("x#", "inputs", "entrées"),
              Symbol.integer("h", "a layer", "une couche")),
          List.of(Function.of("g", 1, "the degree of $z_h$", "le degré de $z_h$")),
          List.of(),
          Map.of("λ", "l"));

  static OwnClaims own(Part part, int shift) {
    List<PolynomialShape> shapes =
        List.of(
            PolynomialShape.of(part, shift, 1, 2, 1),
            PolynomialShape.of(part, shift, 2, 2, 2),
            PolynomialShape.of(part, shift, 1, 2, 2, 1),
            PolynomialShape.of(part, shift, 1, 1, 1, 1, 1));
    return new OwnClaims(
        List.copyOf(shapes),
        Text.of(
            "ReLU, widths (1,2,1), (2,2,2), (1,2,2,1), (1,1,1,1,1), all real weights, biases, inputs off the kinks, every pattern",
            "ReLU, largeurs (1,2,1), (2,2,2), (1,2,2,1), (1,1,1,1,1), tous poids, biais, entrées réels hors des points anguleux,"
                + " tout motif"));
  }

  static Proof steps() {
    return Proof.of(
        new Step(
            "active",
            Text.of(
                "Where the pattern is 1, ReLU is the identity.",
                "Là où le motif vaut 1, ReLU est l'identité."),
            "\\max(0,t)=t",
            new Identity(
                List.of("Max(0,t) == t"),
                List.of("t >= 0"),
                List.of(),
                Text.of("all $t\\ge 0$", "tout $t\\ge 0$"))),
        new Step(
            "inactive",
            Text.of("Where it is 0, ReLU is 0.", "Là où il vaut 0, ReLU vaut 0."),
            "\\max(0,t)=0",
            new Identity(
                List.of("Max(0,t) == 0"),
                List.of("t <= 0"),
                List.of(),
                Text.of("all $t\\le 0$", "tout $t\\le 0$"))),
        new Step(
            "value",
            Text.of(
                "So with the diagonal matrices $D_h$ of the pattern, $f_\\theta(x)$ is a sum of products of weights, biases and inputs:"
                    + " the same polynomial on the whole of $\\{a(X,\\theta)=\\Delta_j\\}$.",
                "Donc, avec les matrices diagonales $D_h$ du motif, $f_\\theta(x)$ est une somme de produits de poids, biais et entrées :"
                    + " le même polynôme sur tout $\\{a(X,\\theta)=\\Delta_j\\}$."),
            "f_\\theta(x)=W_HD_{H-1}\\cdots D_1W_1x+\\sum_hW_HD_{H-1}\\cdots W_{h+1}D_hb_h",
            own(Part.VALUE, 0)),
        new Step(
            "graded",
            Text.of(
                "The part of $b_h$ is homogeneous of degree $H-h+1$, that of $x$ of degree $H$.",
                "La partie de $b_h$ est homogène de degré $H-h+1$, celle de $x$ de degré $H$."),
            "p_j(\\lambda\\theta)=\\lambda^HW_HD_{H-1}\\cdots W_1x+\\sum_h\\lambda^{H-h+1}W_HD_{H-1}\\cdots D_hb_h",
            own(Part.GRADED, 0)),
        new Step(
            "degree",
            Text.of(
                "For every depth: the pre-activations of layer 1 have degree 1 in $\\theta$, and each layer adds 1.",
                "À toute profondeur : les pré-activations de la couche 1 sont de degré 1 en $\\theta$, et chaque couche ajoute 1."),
            "\\deg z_h=h",
            new Induction(
                "h",
                "1",
                "H",
                List.of("g(h) == h"),
                List.of("g(1) == 1", "g(h+1) == g(h) + 1"),
                List.of(),
                List.of(),
                Text.of("all $1\\le h\\le H$", "tout $1\\le h\\le H$"))),
        new Step(
            "exact-degree",
            Text.of(
                "Different paths are different monomials, with coefficient 1 or an entry of $x$: nothing cancels. A path from the biases"
                    + " of layer $h$ survives if it meets active neurons only. With $L$ the last dead hidden layer on an example (0 if none) the"
                    + " degree on it is $H-L$.",
                "Deux chemins distincts donnent deux monômes distincts, de coefficient 1 ou une coordonnée de $x$ : rien ne se simplifie. Un chemin"
                    + " issu des biais de la couche $h$ subsiste s'il ne rencontre que des neurones actifs. Si $L$ est la dernière couche"
                    + " cachée morte sur un exemple (0 s'il n'y en a pas), le degré y est $H-L$."),
            "\\deg p_j=H-\\min_iL_i\\le H",
            new From(List.of("value", "graded", "degree"))),
        new Step(
            "softmax",
            Text.of(
                "With softmax on two outputs the first is $p=1/(1+e^{-t})$, $t$ the difference of the output biases up to a constant: $p'=p(1-p)$."
                    + " A polynomial of degree $d\\ge 1$ has $p'$ of degree $d-1$ and $p(1-p)$ of degree $2d$.",
                "Avec softmax et deux sorties la première est $p=1/(1+e^{-t})$, $t$ la différence des biais de sortie à une constante près :"
                    + " $p'=p(1-p)$. Un polynôme de degré $d\\ge 1$ a $p'$ de degré $d-1$ et $p(1-p)$ de degré $2d$."),
            "d\\ge 1\\Rightarrow 2d>d-1",
            new Implication(
                List.of("d >= 1"), "2*d > d - 1", Text.of("all reals", "tous les réels"))),
        new Step(
            "bias",
            Text.of(
                "Raising the biases of layer $h$ by $s$ raises its pre-activations by $s$: they depend on $b_h$ in no other way.",
                "Augmenter de $s$ les biais de la couche $h$ augmente de $s$ ses pré-activations, qui ne dépendent pas autrement de $b_h$."),
            "z_h(\\theta+s\\,\\mathbb 1_{b_h})=z_h(\\theta)+s",
            own(Part.BIAS, 0)),
        new Step(
            "interior-is",
            Text.of(
                "$\\widetilde{\\mathcal U}_j$ is the set of the $\\theta$ of pattern $\\Delta_j$ without a hidden pre-activation 0: there the"
                    + " pattern is constant nearby, by continuity; and where one is 0, which counts as 1, a smaller bias makes it"
                    + " negative. So the $\\widetilde{\\mathcal U}_j$ are open (as interiors) and disjoint (one $\\theta$ has one pattern); those"
                    + " that are empty are left out by definition.",
                "$\\widetilde{\\mathcal U}_j$ est l'ensemble des $\\theta$ de motif $\\Delta_j$ sans pré-activation cachée nulle : le motif y est"
                    + " localement constant, par continuité ; et si l'une est nulle, donc comptée 1, un biais plus petit la rend"
                    + " négative. Les $\\widetilde{\\mathcal U}_j$ sont donc ouverts (intérieurs) et disjoints (un $\\theta$ n'a qu'un motif) ; ceux"
                    + " qui sont vides sont écartés par définition."),
            "\\bigcup_j\\widetilde{\\mathcal U}_j=\\{\\theta:\\ z_{v,i}(\\theta)\\ne 0\\text{ for all }v,i\\}",
            new From(List.of("bias"))),
        new Step(
            "complement",
            Text.of(
                "The complement is the union of the zero sets of finitely many continuous $z_{v,i}$: closed. Each zero set has one"
                    + " point on each line along $b_v$.",
                "Le complémentaire est la réunion des zéros d'un nombre fini de $z_{v,i}$ continues : fermé. Chaque ensemble de zéros"
                    + " a un point sur chaque droite parallèle à $b_v$."),
            "z_{v,i}=0\\iff b_v=-g_{v,i}(\\text{the other parameters})",
            new From(List.of("bias", "interior-is"))),
        new Step(
            "null",
            Text.of(
                "A closed set that meets every line of one direction in finitely many points has measure 0.",
                "Un fermé qui rencontre chaque droite d'une direction en un nombre fini de points est de mesure nulle."),
            "\\lambda\\{z_{v,i}=0\\}=\\int 0=0",
            new Cited("Tonelli's theorem")),
        new Step(
            "conclusion",
            Text.of(
                "The lemma, for $\\sigma_H=\\mathrm{Id}$.",
                "Le lemme, pour $\\sigma_H=\\mathrm{Id}$."),
            "\\deg f_\\theta(X)|_{\\widetilde{\\mathcal U}_j}\\le H",
            new From(
                List.of(
                    "relu",
                    "identity-output",
                    "softmax",
                    "interior",
                    "active",
                    "inactive",
                    "exact-degree",
                    "interior-is",
                    "complement",
                    "null"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .without("active", "always-active", Text.of("for every $t$", "pour tout $t$"), "t >= 0")
        .edit(
            "degree",
            "degree-two-a-layer",
            Text.of("each layer adds 2", "chaque couche ajoute 2"),
            "g(h) + 1",
            "g(h) + 2")
        .with(
            "graded",
            "bias-degree",
            Text.of("degree $H-h$ for the part of $b_h$", "degré $H-h$ pour la partie de $b_h$"),
            own(Part.GRADED, -1))
        .with(
            "bias",
            "bias-twice",
            Text.of("the biases raised by $2s$", "les biais augmentés de $2s$"),
            own(Part.BIAS, 1))
        .list();
  }
}
