package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.Exact;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link ConstantRankTheorem}. */
final class ConstantRankTheoremProof {
  private ConstantRankTheoremProof() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real(
                  "a#",
                  "entries of $\\mathbf D f_I$ along $J$",
                  "coefficients de $\\mathbf Df_I$ selon $J$"),
              Symbol.real(
                  "p#",
                  "entries of $\\mathbf D f_I$ along $K$",
                  "coefficients de $\\mathbf Df_I$ selon $K$"),
              Symbol.real("u", "$\\partial g/\\partial y$", "$\\partial g/\\partial y$"),
              Symbol.real("q", "$\\partial g/\\partial s$", "$\\partial g/\\partial s$"),
              Symbol.real("w", "$w$", "$w$"),
              Symbol.real("b", "$b$", "$b$"),
              Symbol.real("v", "the outgoing weight", "le poids de sortie"),
              Symbol.real("c", "the output bias", "le biais de sortie"),
              Symbol.real("x#", "examples", "exemples"),
              Symbol.real("x", "a real", "un réel"),
              Symbol.real("y", "a real", "un réel"),
              Symbol.real("t", "a real", "un réel")),
          List.of(),
          List.of());

  private static final Text REALS = Text.of("all reals", "tous les réels");

  static Proof steps() {
    return Proof.of(
        new Step(
            "determinant",
            Text.of(
                "$\\Phi(x)=(f_I(x)-f_I(a),\\,x_K-a_K)$ has the determinant of the minor $(I,J)$, not 0 at $a$; here for $r=2$ and one"
                    + " coordinate in $K$, expanded along the last row.",
                "$\\Phi(x)=(f_I(x)-f_I(a),\\,x_K-a_K)$ a pour déterminant le mineur $(I,J)$, non nul en $a$ ; ici pour $r=2$ et une"
                    + " coordonnée dans $K$, développé selon la dernière ligne."),
            "\\det\\mathbf D\\Phi=\\det(\\partial_Jf_I)",
            new Identity(
                List.of(
                    "0*(a12*p2 - a22*p1) - 0*(a11*p2 - a21*p1) + 1*(a11*a22 - a12*a21) == a11*a22 - a12*a21"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "inverse",
            Text.of(
                "So $\\Phi$ is a $\\mathscr C^1$-diffeomorphism near $a$, and $\\varphi=\\Phi^{-1}$, $\\varphi(0)=a$.",
                "Donc $\\Phi$ est un $\\mathscr C^1$-difféomorphisme près de $a$, et $\\varphi=\\Phi^{-1}$, $\\varphi(0)=a$."),
            "\\varphi=\\Phi^{-1}",
            new Cited("inverse function theorem")),
        new Step(
            "no-more",
            Text.of(
                "$f\\circ\\varphi(y,s)=(y,g(y,s))$ up to $f(a)$, with rank $r$ everywhere near 0: the minors of order $r+1$ of"
                    + " $\\begin{pmatrix}1&0\\\\u&q\\end{pmatrix}$ vanish, so $\\partial g/\\partial s=0$.",
                "$f\\circ\\varphi(y,s)=(y,g(y,s))$ à $f(a)$ près, de rang $r$ partout près de 0 : les mineurs d'ordre $r+1$ de"
                    + " $\\begin{pmatrix}1&0\\\\u&q\\end{pmatrix}$ sont nuls, donc $\\partial g/\\partial s=0$."),
            "\\det\\begin{pmatrix}1&0\\\\u&q\\end{pmatrix}=q",
            new Identity(List.of("1*q - 0*u == q"), List.of(), List.of(), REALS)),
        new Step(
            "normal-form",
            Text.of(
                "$g$ depends on $y$ alone, and $\\psi(z)=(z_I-f_I(a),\\,z_{I'}-f_{I'}(\\varphi(z_I-f_I(a),0)))$ straightens the image.",
                "$g$ ne dépend que de $y$, et $\\psi(z)=(z_I-f_I(a),\\,z_{I'}-f_{I'}(\\varphi(z_I-f_I(a),0)))$ redresse l'image."),
            "\\psi\\circ f\\circ\\varphi(x)=(x_1,\\dots,x_r,0,\\dots,0)",
            new From(List.of("interior", "maximal-rank", "determinant", "inverse", "no-more"))),
        new Step(
            "parabola",
            Text.of(
                "Example: $f(x,y)=(x,x^2)$, $\\varphi=\\mathrm{Id}$, $\\psi(z)=(z_1,z_2-z_1^2)$.",
                "Exemple : $f(x,y)=(x,x^2)$, $\\varphi=\\mathrm{Id}$, $\\psi(z)=(z_1,z_2-z_1^2)$."),
            "\\psi(f(x,y))=(x,0)",
            new Identity(List.of("x^2 - x^2 == 0", "x == x + 0*y"), List.of(), List.of(), REALS)),
        new Step(
            "neuron",
            Text.of(
                "Example: one neuron, active on three examples. The third value depends on the other two: $\\psi$ is affine.",
                "Exemple : un neurone actif sur trois exemples. La troisième valeur dépend des deux autres : $\\psi$ est affine."),
            "f(x_3)=f(x_1)+\\tfrac{x_3-x_1}{x_2-x_1}(f(x_2)-f(x_1))",
            new Identity(
                List.of(
                    "(v*(w*x3+b)+c)*(x2-x1) == (v*(w*x1+b)+c)*(x2-x1) + (x3-x1)*((v*(w*x2+b)+c)-(v*(w*x1+b)+c))"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "fibre",
            Text.of(
                "$\\theta'=\\varphi(y,s)\\in B(\\theta,\\varepsilon)$ has $f(\\theta')=f(\\theta)$ iff $y=0$, $\\psi$ being injective: the slide's"
                    + " chart of the pre-image is right.",
                "$\\theta'=\\varphi(y,s)\\in B(\\theta,\\varepsilon)$ vérifie $f(\\theta')=f(\\theta)$ ssi $y=0$, car $\\psi$ est injective : la"
                    + " carte de la pré-image sur la diapositive est correcte."),
            "\\varphi(V'\\cap(\\{0\\}\\times\\mathbb R^{n-r}))=\\{f=f(\\theta)\\}\\cap B(\\theta,\\varepsilon)",
            new From(List.of("normal-form"))),
        new Step(
            "image",
            Text.of(
                "The local image is $\\psi^{-1}(\\pi_r(V')\\times\\{0\\})$, $\\pi_r$ the first $r$ coordinates: $\\pi_r(V')$ is open, so the image"
                    + " is a manifold of dimension $r$. The slice $V'\\cap(\\mathbb R^r\\times\\{0\\})$ gives all of it only where it has the"
                    + " same projection.",
                "L'image locale est $\\psi^{-1}(\\pi_r(V')\\times\\{0\\})$, $\\pi_r$ les $r$ premières coordonnées : $\\pi_r(V')$ est ouvert,"
                    + " l'image est donc une variété de dimension $r$. La tranche $V'\\cap(\\mathbb R^r\\times\\{0\\})$ ne la donne toute que"
                    + " si elle a la même projection."),
            "f(B(\\theta,\\varepsilon))=\\psi^{-1}(\\pi_r(V')\\times\\{0\\})",
            new From(List.of("normal-form", "slice"))),
        new Step(
            "slice-too-small",
            Text.of(
                "$f(w,b)=w+b$, $\\varphi(y,s)=(y-s,s)$, $\\varepsilon^2=3$: $\\theta'=(1,1)$ has $f=2$ and lies in the ball; $\\varphi(2,0)=(2,0)$"
                    + " does not.",
                "$f(w,b)=w+b$, $\\varphi(y,s)=(y-s,s)$, $\\varepsilon^2=3$ : $\\theta'=(1,1)$ a $f=2$ et est dans la boule ; $\\varphi(2,0)=(2,0)$"
                    + " n'y est pas."),
            "1^2+1^2<3\\le 2^2",
            new Exact(List.of("1 + 1 == 2", "1^2 + 1^2 < 3", "3 <= 2^2"))),
        new Step(
            "rank-needed",
            Text.of(
                "Without constant rank: $f(x)=x^2$ and $f(x,y)=xy$ have rank 0 at 0 and rank 1 nearby, while $(0,\\dots,0)$ is constant.",
                "Sans rang constant : $f(x)=x^2$ et $f(x,y)=xy$ sont de rang 0 en 0 et de rang 1 à côté, alors que $(0,\\dots,0)$ est"
                    + " constante."),
            "D(x^2)=2x,\\quad\\nabla(xy)=(y,x)",
            new Identity(
                List.of("D(x^2, x) == 2*x", "D(x*y, x) == y", "D(x*y, y) == x"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "conclusion",
            Text.of("The theorem and its two charts.", "Le théorème et ses deux cartes."),
            "\\psi\\circ f\\circ\\varphi=(\\mathrm{Id}_r,0)",
            new From(List.of("normal-form", "fibre", "image"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "determinant",
            "determinant-sign",
            Text.of("the sign of the last product", "le signe du dernier produit"),
            "== a11*a22 - a12*a21",
            "== a11*a22 + a12*a21")
        .edit(
            "neuron",
            "neuron-difference",
            Text.of("$x_3-x_2$ in place of $x_3-x_1$", "$x_3-x_2$ au lieu de $x_3-x_1$"),
            "(x3-x1)*",
            "(x3-x2)*")
        .edit(
            "slice-too-small",
            "larger-ball",
            Text.of("$\\varepsilon^2=5$", "$\\varepsilon^2=5$"),
            "3 <=",
            "5 <=")
        .edit(
            "rank-needed",
            "gradient",
            Text.of("the gradient $(x,y)$", "le gradient $(x,y)$"),
            "D(x*y, x) == y",
            "D(x*y, x) == x")
        .list();
  }
}
