package org.theoria.theorems.linear;

import java.util.List;
import java.util.stream.Stream;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/**
 * The steps that prove the least value of ‖GX − Y‖² over the G of rank at most r: tr Σ_YY − (λ_1 +
 * … + λ_r) (Eckart and Young), without any hypothesis on the data.
 */
final class RankRegressionSteps {

  private RankRegressionSteps() {}

  /** The least-squares regressor Z splits the risk. */
  static Step normalEquations() {
    return new Step(
        "normal-equations",
        Text.of(
            "With $Z=\\Sigma_{YX}\\Sigma_{XX}^{-1}$, the residual $ZX-Y$ is orthogonal to the rows of $X$: the risk splits. Shown for one"
                + " input, one output, two examples (several outputs: a sum). Where $\\Sigma_{XX}$ is singular, $Z$ is any solution of"
                + " $Z\\Sigma_{XX}=\\Sigma_{YX}$.",
            "Avec $Z=\\Sigma_{YX}\\Sigma_{XX}^{-1}$, le résidu $ZX-Y$ est orthogonal aux lignes de $X$ : le risque se scinde. Montré pour une"
                + " entrée, une sortie, deux exemples (plusieurs sorties : une somme). Si $\\Sigma_{XX}$ est singulière, $Z$ est une"
                + " solution de $Z\\Sigma_{XX}=\\Sigma_{YX}$."),
        "\\|GX-Y\\|^2=\\|(G-Z)X\\|^2+\\|ZX-Y\\|^2",
        new Justification.Identity(
            List.of(
                "(g*x1 - (z*x1 - k*x2))^2 + (g*x2 - (z*x2 + k*x1))^2"
                    + " == (g - z)^2*(x1^2 + x2^2)"
                    + " + (z*x1 - (z*x1 - k*x2))^2 + (z*x2 - (z*x2 + k*x1))^2"),
            List.of(),
            List.of(),
            Text.of(
                "all reals; $y=zx+k(-x_2,x_1)$ is any $y$ with the regressor $z$, for $x\\ne 0$",
                "tous les réels ; $y=zx+k(-x_2,x_1)$ est un $y$ quelconque de régresseur $z$, pour $x\\ne 0$")));
  }

  /** ‖a − b‖² ≥ the part of b outside the range of a. */
  static Step projection() {
    return new Step(
        "projection",
        Text.of(
            "Let $P$ be the orthogonal projector onto the range of $G$: $\\|(G-Z)X\\|^2=\\|P(G-Z)X\\|^2+\\|(I-P)ZX\\|^2$, and"
                + " $\\|(I-P)ZX\\|^2=\\mathrm{tr}\\,\\Sigma-\\mathrm{tr}\\,P\\Sigma$. Shown column by column in $\\mathbb R^2$, for $P$ onto a unit"
                + " vector $(p_1,p_2)=\\bigl(\\tfrac{1-s^2}{1+s^2},\\tfrac{2s}{1+s^2}\\bigr)$.",
            "Soit $P$ le projecteur orthogonal sur l'image de $G$ : $\\|(G-Z)X\\|^2=\\|P(G-Z)X\\|^2+\\|(I-P)ZX\\|^2$, et"
                + " $\\|(I-P)ZX\\|^2=\\mathrm{tr}\\,\\Sigma-\\mathrm{tr}\\,P\\Sigma$. Montré colonne par colonne dans $\\mathbb R^2$, pour $P$ sur un"
                + " vecteur unitaire $(p_1,p_2)=\\bigl(\\tfrac{1-s^2}{1+s^2},\\tfrac{2s}{1+s^2}\\bigr)$."),
        "\\|g\\,p-z\\|^2=(g-\\langle p,z\\rangle)^2+\\|z\\|^2-\\langle p,z\\rangle^2",
        new Justification.Identity(
            List.of(
                "(g*(1 - s^2)/(1 + s^2) - z1)^2 + (g*2*s/(1 + s^2) - z2)^2"
                    + " == (g - ((1 - s^2)*z1 + 2*s*z2)/(1 + s^2))^2 + z1^2 + z2^2"
                    + " - (((1 - s^2)*z1 + 2*s*z2)/(1 + s^2))^2"),
            List.of(),
            List.of(),
            Text.of(
                "all reals; every unit vector but $(-1,0)$, which has the projector of $(1,0)$",
                "tous les réels ; tout vecteur unitaire sauf $(-1,0)$, de même projecteur que $(1,0)$")));
  }

  /** Σλ_ic_i against the r first. */
  static Step majorisation() {
    return new Step(
        "majorisation",
        Text.of(
            "$\\mathrm{tr}\\,P\\Sigma=\\sum_i\\lambda_ic_i$ with $c_i=\\|Pu_i\\|^2\\in[0,1]$ and $\\sum_ic_i=\\mathrm{rk}\\,P\\le r$. Written for"
                + " $d_y=4$, $r=2$: what is missing to $\\lambda_1+\\dots+\\lambda_r$ is a sum of products.",
            "$\\mathrm{tr}\\,P\\Sigma=\\sum_i\\lambda_ic_i$ avec $c_i=\\|Pu_i\\|^2\\in[0,1]$ et $\\sum_ic_i=\\mathrm{rg}\\,P\\le r$. Écrit pour"
                + " $d_y=4$, $r=2$ : ce qui manque à $\\lambda_1+\\dots+\\lambda_r$ est une somme de produits."),
        "\\sum_{i\\le r}\\lambda_i-\\sum_i\\lambda_ic_i=\\sum_{i\\le r}(\\lambda_i-\\lambda_r)(1-c_i)+\\sum_{i>r}(\\lambda_r-\\lambda_i)c_i"
            + "+\\lambda_r\\bigl(r-\\sum_ic_i\\bigr)",
        new Justification.Identity(
            List.of(
                "l1 + l2 - (l1*c1 + l2*c2 + l3*c3 + l4*c4)"
                    + " == (l1 - l2)*(1 - c1) + (l2 - l3)*c3 + (l2 - l4)*c4"
                    + " + l2*(2 - (c1 + c2 + c3 + c4))"),
            List.of(),
            List.of(),
            Text.of(
                "four eigenvalues, rank 2, all reals",
                "quatre valeurs propres, rang 2, tous les réels")));
  }

  static Step majorisationSign() {
    return new Step(
        "majorisation-sign",
        Text.of(
            "Every product is $\\ge 0$: $\\sum_i\\lambda_ic_i\\le\\lambda_1+\\dots+\\lambda_r$.",
            "Chaque produit est $\\ge 0$ : $\\sum_i\\lambda_ic_i\\le\\lambda_1+\\dots+\\lambda_r$."),
        "\\lambda_1\\ge\\lambda_2\\ge\\dots\\ge 0\\ \\Longrightarrow\\ \\sum_i\\lambda_ic_i\\le\\sum_{i\\le r}\\lambda_i",
        new Justification.Implication(
            List.of("l1 >= l2", "l2 >= 0", "c1 >= 0", "c2 >= 0", "c1 + c2 <= 1"),
            "l1*c1 + l2*c2 <= l1",
            Text.of("two eigenvalues, rank 1", "deux valeurs propres, rang 1")));
  }

  /** The least value over rank ≤ r. */
  static Step eckartYoung() {
    return new Step(
        "eckart-young",
        Text.of(
            "So $\\|GX-Y\\|^2\\ge\\mathrm{tr}\\,\\Sigma_{YY}-(\\lambda_1+\\dots+\\lambda_r)$ for every $G$ of rank at most $r$, with equality for"
                + " $G=U_{[1,r]}U_{[1,r]}^TZ$ (Eckart and Young). No hypothesis on the data is used: $\\lambda_i\\ge 0$ may be equal, or $0$,"
                + " and $\\Sigma_{XX}$ singular.",
            "Donc $\\|GX-Y\\|^2\\ge\\mathrm{tr}\\,\\Sigma_{YY}-(\\lambda_1+\\dots+\\lambda_r)$ pour tout $G$ de rang au plus $r$, avec égalité pour"
                + " $G=U_{[1,r]}U_{[1,r]}^TZ$ (Eckart et Young). Aucune hypothèse sur les données ne sert : les $\\lambda_i\\ge 0$ peuvent"
                + " être égales, ou nulles, et $\\Sigma_{XX}$ singulière."),
        "\\min_{\\mathrm{rk}\\,G\\le r}\\|GX-Y\\|^2=\\mathrm{tr}\\,\\Sigma_{YY}-\\sum_{i\\le r}\\lambda_i",
        new Justification.From(
            List.of("normal-equations", "projection", "majorisation", "majorisation-sign")));
  }

  /** False variants of these steps. */
  static StepMutants mutants(StepMutants mutants) {
    return mutants
        .edit(
            "normal-equations",
            "regressor-doubled",
            Text.of("with $2Z$ in the first square", "avec $2Z$ dans le premier carré"),
            "(g - z)^2",
            "(g - 2*z)^2")
        .edit(
            "projection",
            "projection-added",
            Text.of("$+\\langle p,z\\rangle^2$", "$+\\langle p,z\\rangle^2$"),
            "z1^2 + z2^2 - (",
            "z1^2 + z2^2 + (")
        .edit(
            "majorisation",
            "index",
            Text.of(
                "$\\lambda_{r+1}$ for $\\lambda_r$", "$\\lambda_{r+1}$ au lieu de $\\lambda_r$"),
            "l2*(2 - (c1",
            "l3*(2 - (c1")
        .without(
            "majorisation-sign",
            "no-order",
            Text.of("in any order", "dans un ordre quelconque"),
            "l1 >= l2")
        .without(
            "majorisation-sign",
            "any-rank",
            Text.of("for $P$ of any rank", "pour $P$ de rang quelconque"),
            "c1 + c2 <= 1");
  }

  /** The symbols of these steps, and more. */
  static List<Symbol> symbols(Symbol... more) {
    return Stream.concat(
            Stream.of(more),
            Stream.of(
                Symbol.real("g", "an entry of $G$", "un coefficient de $G$"),
                Symbol.real(
                    "s",
                    "gives the unit vector $p$; or a singular value $\\sigma$",
                    "donne le vecteur unitaire $p$ ; ou une valeur singulière $\\sigma$"),
                Symbol.real(
                    "l#",
                    "$\\lambda_i=\\delta_i^2$, eigenvalues of $\\Sigma$",
                    "$\\lambda_i=\\delta_i^2$, valeurs propres de $\\Sigma$"),
                Symbol.real("c#", "$\\|Pu_i\\|^2$", "$\\|Pu_i\\|^2$"),
                Symbol.real("x#", "inputs", "entrées"),
                Symbol.real("z", "the regressor $Z$", "le régresseur $Z$"),
                Symbol.real("k", "the size of the residual", "la taille du résidu"),
                Symbol.real("z#", "entries of $ZX$", "coefficients de $ZX$")))
        .toList();
  }
}
