package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.From;
import org.theoria.proposition.Justification.Identity;
import org.theoria.proposition.Justification.Implication;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link FlatMinima}. */
final class FlatProof {
  private FlatProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("l", "$\\lambda$, a factor", "$\\lambda$, un facteur"),
              Symbol.real("v", "an outgoing weight", "un poids de sortie"),
              Symbol.real("w", "a weight", "un poids"),
              Symbol.real("b", "a bias", "un biais"),
              Symbol.real("c", "the output bias", "le biais de sortie"),
              Symbol.real("x", "an example", "un exemple"),
              Symbol.real("a", "an entry of the pattern", "un coefficient du motif"),
              Symbol.real("p", "a change of $vw$", "une variation de $vw$"),
              Symbol.real("q", "a change of $vb$", "une variation de $vb$"),
              Symbol.real("k#", "a direction $\\kappa$", "une direction $\\kappa$"),
              Symbol.real("t", "the parameter of a curve", "le paramètre d'une courbe"),
              Symbol.real("d#", "distances", "distances"),
              Symbol.real("r", "a radius", "un rayon")),
          List.of(
              Function.of("f", 1, "a smooth map", "une application lisse"),
              Function.of("g", 1, "a smooth curve", "une courbe lisse")),
          List.of(),
          Map.of("λ", "l"));

  static Proof steps() {
    return Proof.of(
        new Step(
            "constant-rank",
            Text.of(
                "Near $\\theta\\in\\mathcal U_j$ the pattern is constant and $f_\\cdot(X)$ polynomial; the rank is at least that at $\\theta$ (a"
                    + " minor) and at most $r_j$, hence constant.",
                "Près de $\\theta\\in\\mathcal U_j$ le motif est constant et $f_\\cdot(X)$ polynomiale ; le rang est au moins celui en"
                    + " $\\theta$ (un mineur) et au plus $r_j$, donc constant."),
            "\\operatorname{rk}(\\mathbf Df_{\\theta'}(X))=r_j",
            new From(List.of("interior", "largest-rank"))),
        new Step(
            "fibre",
            Text.of(
                "Constant rank theorem (slide 78): the pre-image is a manifold of dimension $|E|+|B|-\\operatorname{rk}$, with tangent space"
                    + " $\\ker\\mathbf Df_\\theta(X)$.",
                "Théorème du rang constant (diapositive 78) : la pré-image est une variété de dimension $|E|+|B|-\\operatorname{rk}$, d'espace"
                    + " tangent $\\ker\\mathbf Df_\\theta(X)$."),
            "\\mathcal M=\\{\\theta':f_{\\theta'}(X)=f_\\theta(X),\\ \\|\\theta'-\\theta\\|<\\varepsilon\\}",
            new Cited("constant rank theorem: J. Lee, Introduction to Smooth Manifolds, Thm 5.12")),
        new Step(
            "balls",
            Text.of(
                "Let $R(f_{\\theta''}(X))\\ge R(f_\\theta(X))$ for $\\|\\theta''-\\theta\\|<r$. For $\\theta'\\in\\mathcal M$ with"
                    + " $\\|\\theta'-\\theta\\|<r/2$ the ball of radius $r/2$ around $\\theta'$ lies in it, and $R$ is the same at"
                    + " $\\theta'$: a local minimiser.",
                "Soit $R(f_{\\theta''}(X))\\ge R(f_\\theta(X))$ pour $\\|\\theta''-\\theta\\|<r$. Si $\\theta'\\in\\mathcal M$ et"
                    + " $\\|\\theta'-\\theta\\|<r/2$, la boule de rayon $r/2$ autour de $\\theta'$ y est contenue, et $R$ est le même en"
                    + " $\\theta'$ : un minimiseur local."),
            "\\|\\theta''-\\theta'\\|<\\tfrac r2,\\ \\|\\theta'-\\theta\\|<\\tfrac r2\\Rightarrow\\|\\theta''-\\theta\\|<r",
            new Implication(
                List.of("d1 < r/2", "d2 < r/2", "d3 <= d1+d2"),
                "d3 < r",
                Text.of("all real distances", "toutes distances réelles"))),
        new Step(
            "explicit",
            Text.of(
                "One hidden layer: $v$ times $\\lambda\\ne 0$ and $(vw,vb)$ changed by $(p,q)$ changes $v(wx+b)$ by $px+q$, whatever $\\lambda$.",
                "Une couche cachée : $v$ multiplié par $\\lambda\\ne 0$ et $(vw,vb)$ changé de $(p,q)$ change $v(wx+b)$ de $px+q$, quel que soit"
                    + " $\\lambda$."),
            "\\lambda v\\Bigl(\\tfrac{vw+p}{\\lambda v}x+\\tfrac{vb+q}{\\lambda v}\\Bigr)=v(wx+b)+px+q",
            new Identity(
                List.of("l*v*((v*w+p)/(l*v)*x+(v*b+q)/(l*v)) == v*(w*x+b)+p*x+q"),
                List.of("l > 0", "v > 0"),
                List.of(),
                Text.of(
                    "all reals, $v,\\lambda>0$ ($v<0$ by symmetry)",
                    "tous les réels, $v,\\lambda>0$ ($v<0$ par symétrie)"))),
        new Step(
            "second-order",
            Text.of(
                "Along a curve $g$ of $\\mathcal M$, $f(g(t))$ is constant: $\\mathbf D^2f(\\dot g,\\dot g)=-\\mathbf Df\\,\\ddot g$ lies in the"
                    + " range of $\\mathbf Df$.",
                "Le long d'une courbe $g$ de $\\mathcal M$, $f(g(t))$ est constante : $\\mathbf D^2f(\\dot g,\\dot g)=-\\mathbf Df\\,\\ddot g$ est"
                    + " dans l'image de $\\mathbf Df$."),
            "\\tfrac{d^2}{dt^2}f(g(t))=\\mathbf D^2f(\\dot g,\\dot g)+\\mathbf Df\\,\\ddot g",
            new Identity(
                List.of("D(D(f(g(t)),t),t) == f''(g(t))*g'(t)^2 + f'(g(t))*g''(t)"),
                List.of(),
                List.of(),
                Text.of("all smooth $f$, $g$", "toutes $f$, $g$ lisses"))),
        new Step(
            "smaller-rank",
            Text.of(
                "Where the rank is smaller that fails: $X=(0,1)$, $w=v=c=0$, $b=1$ is a global minimiser for $Y=0$, of rank 1. The direction"
                    + " $\\kappa=(k_w,k_b,k_v,-k_v)$ is in the kernel, and the second derivative of $f(1)-f(0)$ along it is $2k_wk_v$. The"
                    + " zeros of $E$ are $vw=0$, $c=-vb$, of dimension 2, not 3.",
                "Là où le rang est plus petit c'est faux : $X=(0,1)$, $w=v=c=0$, $b=1$ est un minimiseur global pour $Y=0$, de rang 1. La"
                    + " direction $\\kappa=(k_w,k_b,k_v,-k_v)$ est dans le noyau, et la dérivée seconde de $f(1)-f(0)$ suivant elle vaut"
                    + " $2k_wk_v$. Les zéros de $E$ sont $vw=0$, $c=-vb$, de dimension 2 et non 3."),
            "\\tfrac{d^2}{dt^2}\\bigl(f(1)-f(0)\\bigr)=2k_wk_v",
            new Identity(
                List.of(
                    "(t*k2*((t*k1+(1+t*k3))) - t*k2) - (t*k2*(1+t*k3) - t*k2) == t^2*k1*k2",
                    "D(D((t*k2*((t*k1+(1+t*k3))) - t*k2) - (t*k2*(1+t*k3) - t*k2),t),t) == 2*k1*k2",
                    "D(t*k2*(1+t*k3) - t*k2,t) == 2*t*k2*k3"),
                List.of(),
                List.of(),
                REALS)),
        new Step(
            "conclusion",
            Text.of(
                "$\\mathcal M$ is a manifold of that dimension, all of whose points near $\\theta$ are local minimisers.",
                "$\\mathcal M$ est une variété de cette dimension, dont tous les points proches de $\\theta$ sont des minimiseurs locaux."),
            "\\dim\\mathcal M=|E|+|B|-\\operatorname{rk}(\\mathbf Df_\\theta(X))",
            new From(List.of("constant-rank", "fibre", "local-minimiser", "balls", "explicit"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .edit(
            "explicit",
            "explicit-not-divided",
            Text.of(
                "the new bias is not divided by $\\lambda v$", "le nouveau biais n'est pas divisé"),
            "(v*b+q)/(l*v)",
            "(v*b+q)/v")
        .edit(
            "second-order",
            "second-order-linear",
            Text.of("$\\dot g$ in place of $\\dot g^2$", "$\\dot g$ au lieu de $\\dot g^2$"),
            "*g'(t)^2",
            "*g'(t)")
        .edit(
            "smaller-rank",
            "smaller-rank-other",
            Text.of("$k_wk_b$ in place of $k_wk_v$", "$k_wk_b$ au lieu de $k_wk_v$"),
            "t^2*k1*k2",
            "t^2*k1*k3")
        .without(
            "balls",
            "balls-any-distance",
            Text.of("$\\|\\theta'-\\theta\\|$ not bounded", "$\\|\\theta'-\\theta\\|$ non bornée"),
            "d2 < r/2")
        .list();
  }
}
