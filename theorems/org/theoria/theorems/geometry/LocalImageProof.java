package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link LocalImageOfRank}. */
final class LocalImageProof {
  private LocalImageProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("x#", "examples", "exemples"),
              Symbol.real("w#", "weights", "poids"),
              Symbol.real("b#", "biases", "biais"),
              Symbol.real("v", "an outgoing weight", "un poids de sortie"),
              Symbol.real("c", "the output bias", "le biais de sortie"),
              Symbol.real("w", "a weight", "un poids"),
              Symbol.real("b", "a bias", "un biais"),
              Symbol.real("a#", "entries of the pattern", "coefficients du motif"),
              Symbol.real("u#", "coefficients of a relation", "coefficients d'une relation")),
          List.of(),
          List.of(),
          Map.of());

  /** (x₃−x₂)∂f(x₁) − (x₃−x₁)∂f(x₂) + (x₂−x₁)∂f(x₃) = 0 along this parameter. */
  private static String relation(String f, String parameter) {
    return "(x3-x2)*D("
        + f.replace("X", "x1")
        + ","
        + parameter
        + ") - (x3-x1)*D("
        + f.replace("X", "x2")
        + ","
        + parameter
        + ") + (x2-x1)*D("
        + f.replace("X", "x3")
        + ","
        + parameter
        + ") == 0";
  }

  private static final String SHALLOW = "v*a1*(w1*X+b1)+c";

  private static final String DEEP = "v*a2*(w2*a1*(w1*X+b1)+b2)+c";

  static Proof steps() {
    return Proof.of(
        new Step(
            "frozen",
            Text.of(
                "Off the kinks the pattern is constant near $\\theta$, $\\theta'\\mapsto f_{\\theta'}(X)$ is polynomial there, and $\\mathbf"
                    + " Df_\\theta(X)$ exists.",
                "Hors des points anguleux le motif est constant près de $\\theta$, $\\theta'\\mapsto f_{\\theta'}(X)$ y est polynomiale, et"
                    + " $\\mathbf Df_\\theta(X)$ existe."),
            "a(X,\\theta')=a(X,\\theta)",
            new From(List.of("differentiable"))),
        new Step(
            "three-examples",
            Text.of(
                "Three examples on the line with one pattern, one hidden layer: along every parameter.",
                "Trois exemples sur la droite de même motif, une couche cachée : le long de chaque paramètre."),
            "(x_3-x_2)\\mathbf Df_\\theta(x_1)-(x_3-x_1)\\mathbf Df_\\theta(x_2)+(x_2-x_1)\\mathbf Df_\\theta(x_3)=0",
            new Identity(
                List.of(
                    relation(SHALLOW, "w1"),
                    relation(SHALLOW, "b1"),
                    relation(SHALLOW, "v"),
                    relation(SHALLOW, "c")),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "two-hidden-layers",
            Text.of("The same with two hidden layers.", "De même avec deux couches cachées."),
            "(x_3-x_2)\\mathbf Df_\\theta(x_1)-(x_3-x_1)\\mathbf Df_\\theta(x_2)+(x_2-x_1)\\mathbf Df_\\theta(x_3)=0",
            new Identity(
                List.of(
                    relation(DEEP, "w1"),
                    relation(DEEP, "b1"),
                    relation(DEEP, "w2"),
                    relation(DEEP, "b2"),
                    relation(DEEP, "v"),
                    relation(DEEP, "c")),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "affine-derivative",
            Text.of(
                "In general: with the pattern frozen each layer is affine in $x$ for every $\\theta'$, hence so is each derivative along a"
                    + " parameter; $\\sum c_ix_i=0$ and $\\sum c_i=0$ give $\\sum c_i\\,\\mathbf Df_\\theta(x_i)=0$.",
                "En général : à motif fixé chaque couche est affine en $x$ pour tout $\\theta'$, donc chaque dérivée le long d'un paramètre"
                    + " aussi ; $\\sum c_ix_i=0$ et $\\sum c_i=0$ donnent $\\sum c_i\\,\\mathbf Df_\\theta(x_i)=0$."),
            "\\sum_ic_i(x_i,1)=0\\Rightarrow\\sum_ic_i\\,\\mathbf Df_\\theta(x_i)=0",
            new From(List.of("frozen", "three-examples", "two-hidden-layers"))),
        new Step(
            "relations-on-a-line",
            Text.of(
                "On the line these are all relations: three coefficients with $\\sum u_i=\\sum u_ix_i=0$ are multiples of those.",
                "Sur la droite ce sont toutes les relations : trois coefficients avec $\\sum u_i=\\sum u_ix_i=0$ en sont des multiples."),
            "u_1(x_2-x_1)=u_3(x_3-x_2)",
            new Implication(
                List.of("u1+u2+u3 == 0", "u1*x1+u2*x2+u3*x3 == 0"),
                "u1*(x2-x1) == u3*(x3-x2)",
                REALS)),
        new Step(
            "reduced-rank",
            Text.of(
                "So the rows of the examples of a class $C$ have rank at most $n_H\\operatorname{rk}(X_C;\\mathbb 1^T)$, which is at most"
                    + " $n_H(n_0+1)$ whatever their number.",
                "Donc les lignes des exemples d'une classe $C$ sont de rang au plus $n_H\\operatorname{rk}(X_C;\\mathbb 1^T)$, lui-même au plus"
                    + " $n_H(n_0+1)$ quel que soit leur nombre."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)",
            new From(List.of("affine-derivative", "relations-on-a-line"))),
        new Step(
            "semicontinuity",
            Text.of(
                "A minor that is not 0 at $\\theta$ is not 0 nearby: the rank is lower semicontinuous on $\\widetilde{\\mathcal U}_j$, and"
                    + " constant near a point of $\\mathcal U_j$, where it is the largest.",
                "Un mineur non nul en $\\theta$ l'est tout près : le rang est semi-continu inférieurement sur $\\widetilde{\\mathcal U}_j$, et"
                    + " constant près d'un point de $\\mathcal U_j$, où il est le plus grand."),
            "\\operatorname{rk}(\\mathbf Df_{\\theta'}(X))=r_j\\ \\text{ near }\\theta\\in\\mathcal U_j",
            new From(List.of("frozen", "largest-rank"))),
        new Step(
            "constant-rank",
            Text.of(
                "Where the rank is constant the local image is a manifold of that dimension (slide 78).",
                "Là où le rang est constant, l'image locale est une variété de cette dimension (diapositive 78)."),
            "\\dim\\{f_{\\theta'}(X):\\|\\theta'-\\theta\\|<\\varepsilon\\}=\\operatorname{rk}(\\mathbf Df_\\theta(X))",
            new Cited("constant rank theorem: J. Lee, Introduction to Smooth Manifolds, Thm 4.12")),
        new Step(
            "smaller-rank",
            Text.of(
                "Not where the rank is smaller: $X=(0,1)$, one neuron active on both. At $w=v=0$ the columns along $w$, $b$ are 0 and"
                    + " those along $v$, $c$ equal: rank 1. The minor along $w$, $c$ is $-v$: rank 2 at points as near as one likes, and the"
                    + " local image contains an open set.",
                "Pas là où le rang est plus petit : $X=(0,1)$, un neurone actif sur les deux. En $w=v=0$ les colonnes le long de $w$, $b$ sont"
                    + " nulles et celles le long de $v$, $c$ égales : rang 1. Le mineur le long de $w$, $c$ vaut $-v$ : rang 2 en des points"
                    + " aussi proches que l'on veut, et l'image locale contient un ouvert."),
            "\\det\\begin{pmatrix}\\partial_wf(0)&\\partial_cf(0)\\\\ \\partial_wf(1)&\\partial_cf(1)\\end{pmatrix}=-v",
            new Identity(
                List.of(
                    "D(v*(w*0+b)+c,w)*D(v*(w*1+b)+c,c) - D(v*(w*1+b)+c,w)*D(v*(w*0+b)+c,c) == -v",
                    "D(v*(w*1+b)+c,v) - D(v*(w*0+b)+c,v) == w"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "conclusion",
            Text.of(
                "The relations, the bound, and on $\\mathcal U_j$ the dimension.",
                "Les relations, la borne, et sur $\\mathcal U_j$ la dimension."),
            "\\dim\\{f_{\\theta'}(X):\\|\\theta'-\\theta\\|<\\varepsilon\\}=\\operatorname{rk}(\\mathbf Df_\\theta(X))\\le n_H\\sum_C\\operatorname{rk}(X_C;\\mathbb 1^T)",
            new From(List.of("reduced-rank", "semicontinuity", "constant-rank"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "three-examples",
            "three-examples-sign",
            Text.of("the sign of the second term", "le signe du deuxième terme"),
            "- (x3-x1)*D(v*a1*(w1*x2+b1)+c,w1)",
            "+ (x3-x1)*D(v*a1*(w1*x2+b1)+c,w1)")
        .edit(
            "two-hidden-layers",
            "two-hidden-layers-weights",
            Text.of("$x_2-x_1$ twice", "deux fois $x_2-x_1$"),
            "(x3-x2)*D(v*a2*(w2*a1*(w1*x1+b1)+b2)+c,w1)",
            "(x2-x1)*D(v*a2*(w2*a1*(w1*x1+b1)+b2)+c,w1)")
        .without(
            "relations-on-a-line",
            "linear-relations",
            Text.of("$\\sum u_i=0$ left out", "sans $\\sum u_i=0$"),
            "u1+u2+u3 == 0")
        .edit(
            "smaller-rank",
            "smaller-rank-minor",
            Text.of("the minor is $-w$", "le mineur vaut $-w$"),
            "== -v",
            "== -w")
        .list();
  }
}
