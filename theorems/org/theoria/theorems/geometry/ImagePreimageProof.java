package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link LocalImagePreimage}. */
final class ImagePreimageProof {
  private ImagePreimageProof() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("w", "$w$", "$w$"),
              Symbol.real("b", "$b$", "$b$"),
              Symbol.real("v", "the outgoing weight", "le poids de sortie"),
              Symbol.real("c", "the output bias", "le biais de sortie"),
              Symbol.real(
                  "l",
                  "a step $\\eta$, or a factor $\\lambda>0$",
                  "un pas $\\eta$, ou un facteur $\\lambda>0$"),
              Symbol.real("y#", "values of $f$", "valeurs de $f$"),
              Symbol.real("x#", "examples", "exemples")),
          List.of(),
          List.of());

  private static final Text REALS = Text.of("all reals", "tous les réels");

  static Proof steps() {
    return Proof.of(
        new Step(
            "region",
            Text.of(
                "$\\mathcal U_j$ is open, $f$ is polynomial on it and its rank is $r_j$ (entry constant-rank-regions; with softmax:"
                    + " analytic).",
                "$\\mathcal U_j$ est ouvert, $f$ y est polynomiale et de rang $r_j$ (entrée constant-rank-regions ; avec softmax :"
                    + " analytique)."),
            "B(\\theta,\\varepsilon)\\subset\\mathcal U_j",
            new From(List.of("interior", "maximal-rank"))),
        new Step(
            "theorem",
            Text.of(
                "$\\psi\\circ f\\circ\\varphi(x)=(x_1,\\dots,x_r,0,\\dots,0)$ near $\\theta$.",
                "$\\psi\\circ f\\circ\\varphi(x)=(x_1,\\dots,x_r,0,\\dots,0)$ près de $\\theta$."),
            "\\psi\\circ f\\circ\\varphi=(\\mathrm{Id}_r,0)",
            new Cited("constant rank theorem (entry constant-rank-theorem)")),
        new Step(
            "image",
            Text.of(
                "The local image is $\\psi^{-1}(\\pi_r(V')\\times\\{0\\})$ with $\\pi_r(V')$ open in $\\mathbb R^r$: dimension $r$.",
                "L'image locale est $\\psi^{-1}(\\pi_r(V')\\times\\{0\\})$ avec $\\pi_r(V')$ ouvert de $\\mathbb R^r$ : dimension $r$."),
            "\\dim\\{f_{\\theta'}(X)\\}=r",
            new From(List.of("region", "theorem"))),
        new Step(
            "preimage",
            Text.of(
                "The local pre-image is $\\varphi(V'\\cap(\\{0\\}\\times\\mathbb R^{|E|+|B|-r}))$: dimension $|E|+|B|-r$.",
                "La pré-image locale est $\\varphi(V'\\cap(\\{0\\}\\times\\mathbb R^{|E|+|B|-r}))$ : dimension $|E|+|B|-r$."),
            "\\dim\\{\\theta':\\ f_{\\theta'}(X)=f_\\theta(X)\\}=|E|+|B|-r",
            new From(List.of("region", "theorem"))),
        new Step(
            "secant",
            Text.of(
                "On a pattern $f$ is affine in each parameter alone: a difference quotient is the derivative, for $(1,1,1)$ along $w$ and $v$.",
                "Sur un motif $f$ est affine en chaque paramètre seul : un quotient de différences est la dérivée, pour $(1,1,1)$ selon $w$ et $v$."),
            "f(\\theta+\\eta e_k)-f(\\theta)=\\eta\\,\\partial_kf(\\theta)",
            new Identity(
                List.of(
                    "(v*((w+l)*x1+b)+c) - (v*(w*x1+b)+c) == l*D(v*(w*x1+b)+c, w)",
                    "((v+l)*(w*x1+b)+c) - (v*(w*x1+b)+c) == l*D(v*(w*x1+b)+c, v)"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "neuron",
            Text.of(
                "Example: one neuron active on two examples. Image: $y_1,y_2$ are free ($w=0$ will do), dimension 2. Pre-image of"
                    + " dimension $4-2$: the rescaling by $\\lambda$, and $c$ against $vb$.",
                "Exemple : un neurone actif sur deux exemples. Image : $y_1,y_2$ sont libres, dimension 2. Pré-image de dimension $4-2$ :"
                    + " le changement d'échelle par $\\lambda$, et $c$ contre $vb$."),
            "\\tfrac v\\lambda(\\lambda wx+\\lambda b)+c=v(wx+b)+c,\\quad v(wx+b+\\lambda)+c-\\lambda v=v(wx+b)+c",
            new Identity(
                List.of(
                    "v/l*(l*w*x1+l*b)+c == v*(w*x1+b)+c",
                    "v*(w*x1+b+l)+c-l*v == v*(w*x1+b)+c",
                    "(y2-y1)/(x2-x1)*x2 + (y1*x2-y2*x1)/(x2-x1) == y2"),
                List.of("l > 0", "x2 - x1 > 0"),
                List.of(),
                REALS)),
        new Step(
            "outside",
            Text.of(
                "At $v=w=0$, outside $\\mathcal U_j$: $f(x_2)-f(x_1)=vw(x_2-x_1)$ has the differential 0 and takes every value near 0:"
                    + " rank 1, image of dimension 2.",
                "En $v=w=0$, hors de $\\mathcal U_j$ : $f(x_2)-f(x_1)=vw(x_2-x_1)$ est de différentielle nulle et prend toute valeur près"
                    + " de 0 : rang 1, image de dimension 2."),
            "f(x_2)-f(x_1)=vw(x_2-x_1)",
            new Identity(
                List.of("(v*(w*x2+b)+c) - (v*(w*x1+b)+c) == v*w*(x2-x1)"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "conclusion",
            Text.of("The two dimensions.", "Les deux dimensions."),
            "r\\quad\\text{and}\\quad|E|+|B|-r",
            new From(List.of("image", "preimage"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "secant",
            "secant-factor",
            Text.of("$\\eta^2$ in place of $\\eta$", "$\\eta^2$ au lieu de $\\eta$"),
            "== l*D(v*(w*x1+b)+c, v)",
            "== l^2*D(v*(w*x1+b)+c, v)")
        .edit(
            "neuron",
            "not-rescaled",
            Text.of("the outgoing weight is kept", "le poids de sortie est gardé"),
            "v/l*(",
            "v*(")
        .edit(
            "outside",
            "bias-in-difference",
            Text.of("the bias in the difference", "le biais dans la différence"),
            "== v*w*(x2-x1)",
            "== v*(w*(x2-x1)+b)")
        .list();
  }
}
