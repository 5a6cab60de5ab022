package org.theoria.theorems.linear;

import static org.theoria.theorems.linear.DeepLinearTexts.implication;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/**
 * The proof of {@link DeepLinearCriticalValues}. G = Σ_YXΣ_XX⁻¹, A = W_H⋯W_2, P the orthogonal
 * projector onto range A.
 */
final class CriticalValueProof {

  private CriticalValueProof() {}

  static Step gradient(DeepLinearIdentities.Gradient identities) {
    return new Step(
        "gradient",
        Text.of(
            "The gradient, from the derivatives of $\\widehat R$ itself.",
            "Le gradient, à partir des dérivées de $\\widehat R$ elle-même."),
        "\\nabla_{W_h}\\widehat R=2(W_H\\cdots W_{h+1})^T(W_H\\cdots W_1\\Sigma_{XX}-\\Sigma_{YX})(W_{h-1}\\cdots W_1)^T",
        new Justification.OwnClaims(
            List.of(
                DeepLinearShape.of(identities, 2, 2, 2),
                DeepLinearShape.of(identities, 2, 1, 2, 1),
                DeepLinearShape.of(identities, 1, 2, 1, 2),
                DeepLinearShape.of(identities, 1, 2, 2, 2),
                DeepLinearShape.of(identities, 1, 1, 1, 1, 1)),
            Text.of(
                "all real weights, X, Y; (2,2), (1,2,1), (2,1,2), (2,2,2), (1,1,1,1)",
                "tous poids, X, Y réels ; (2,2), (1,2,1), (2,1,2), (2,2,2), (1,1,1,1)")));
  }

  static Step commuting(DeepLinearIdentities.Commuting identities) {
    return new Step(
        "last-gradient",
        Text.of(
            "$\\nabla_{W_H}\\widehat R\\,W_H^T=2(W\\Sigma_{XX}-\\Sigma_{YX})W^T$ with $W=W_H\\cdots W_1=PG$ and $\\Sigma_{YX}=G\\Sigma_{XX}$.",
            "On a $\\nabla_{W_H}\\widehat R\\,W_H^T=2(W\\Sigma_{XX}-\\Sigma_{YX})W^T$ avec $W=W_H\\cdots W_1=PG$ et $\\Sigma_{YX}=G\\Sigma_{XX}$."),
        "(W\\Sigma_{XX}-\\Sigma_{YX})W^T=P\\Sigma P-\\Sigma P",
        new Justification.OwnClaims(
            List.of(
                DeepLinearShape.of(identities, 1, 1, 1),
                DeepLinearShape.of(identities, 1, 1, 2),
                DeepLinearShape.of(identities, 2, 2, 2)),
            Text.of(
                "all real G, X and symmetric P; $(d_x,d_y)$ = (1,1), (1,2), (2,2)",
                "tous G, X réels et P symétrique ; $(d_x,d_y)$ = (1,1), (1,2), (2,2)")));
  }

  static Step expansion(DeepLinearIdentities.Expansion identities) {
    return new Step(
        "expansion",
        Text.of("The risk of the product $W$, expanded.", "Le risque du produit $W$, développé."),
        "\\|WX-Y\\|^2=\\mathrm{tr}(W\\Sigma_{XX}W^T)-2\\,\\mathrm{tr}(W\\Sigma_{XY})+\\mathrm{tr}(\\Sigma_{YY})",
        new Justification.OwnClaims(
            List.of(
                DeepLinearShape.of(identities, 2, 1, 1),
                DeepLinearShape.of(identities, 2, 2, 2),
                DeepLinearShape.of(identities, 1, 2, 1, 2)),
            Text.of(
                "all real weights, X, Y; (1,1), (2,2), (2,1,2)",
                "tous poids, X, Y réels ; (1,1), (2,2), (2,1,2)")));
  }

  static Proof steps() {
    return Proof.of(
        gradient(new DeepLinearIdentities.Gradient(2, true)),
        implication(
            "first-gradient",
            Text.of(
                "$\\nabla_{W_1}\\widehat R=0$ and $\\Sigma_{XX}$ invertible: $A^T(AW_1-G)=0$, so each column of $AW_1$ is the orthogonal"
                    + " projection of that of $G$ onto the range of $A$. Here for one column $a$.",
                "$\\nabla_{W_1}\\widehat R=0$ et $\\Sigma_{XX}$ inversible : $A^T(AW_1-G)=0$, donc chaque colonne de $AW_1$ est la projection"
                    + " orthogonale de celle de $G$ sur l'image de $A$. Ici pour une colonne $a$."),
            "a^T(aw-g)=0\\ \\Rightarrow\\ aw=\\frac{aa^T}{a^Ta}g",
            List.of("a1*(a1*w - g1) + a2*(a2*w - g2) == 0", "a1^2 + a2^2 != 0"),
            "a1*w == a1*(a1*g1 + a2*g2)/(a1^2 + a2^2)",
            Text.of("all reals, $d_y=2$, $n_1=1$", "tous les réels, $d_y=2$, $n_1=1$")),
        DeepLinearTexts.from(
            "projection",
            Text.of(
                "So $W_H\\cdots W_1=PG$. (If $\\Sigma_{XX}$ is singular: $W_H\\cdots W_1X=PGX$ only.)",
                "Donc $W_H\\cdots W_1=PG$. (Si $\\Sigma_{XX}$ est singulière : seulement $W_H\\cdots W_1X=PGX$.)"),
            "W_H\\cdots W_1=PG",
            "gradient",
            "first-gradient",
            "critical",
            "enough-examples",
            "inputs-of-full-rank"),
        commuting(new DeepLinearIdentities.Commuting(true)),
        DeepLinearTexts.from(
            "commutes",
            Text.of(
                "So $\\Sigma P=P\\Sigma P$, which is symmetric: $\\Sigma P=P\\Sigma$.",
                "Donc $\\Sigma P=P\\Sigma P$, qui est symétrique : $\\Sigma P=P\\Sigma$."),
            "\\Sigma P=P\\Sigma",
            "gradient",
            "projection",
            "last-gradient",
            "critical"),
        implication(
            "diagonal",
            Text.of(
                "In the basis $U$, $\\Sigma=\\mathrm{diag}(\\lambda_i)$, $\\lambda_i=\\delta_i^2$: an entry $q$ of $U^TPU$ off the diagonal is 0.",
                "Dans la base $U$, $\\Sigma=\\mathrm{diag}(\\lambda_i)$, $\\lambda_i=\\delta_i^2$ : un coefficient $q$ de $U^TPU$ hors diagonale est nul."),
            "\\lambda_iq=q\\lambda_j,\\ \\lambda_i\\ne\\lambda_j\\ \\Rightarrow\\ q=0",
            List.of("l1*q == q*l2", "l1 != l2"),
            "q == 0",
            Text.of("all reals", "tous les réels")),
        implication(
            "zero-or-one",
            Text.of(
                "$P^2=P$: an entry $p$ of the diagonal is 0 or 1. So $P=U_{\\mathcal T}U_{\\mathcal T}^T$ for some $\\mathcal T$.",
                "$P^2=P$ : un coefficient diagonal $p$ vaut 0 ou 1. Donc $P=U_{\\mathcal T}U_{\\mathcal T}^T$ pour un $\\mathcal T$."),
            "p^2+q^2=p,\\ q=0\\ \\Rightarrow\\ p(p-1)=0",
            List.of("p^2 + q^2 == p", "q == 0"),
            "p*(p - 1) == 0",
            Text.of("all reals, $d_y=2$", "tous les réels, $d_y=2$")),
        DeepLinearTexts.from(
            "subset",
            Text.of(
                "The rows of $U^TG$ are orthogonal for $\\Sigma_{XX}$, with squares $\\lambda_i$. If $\\Sigma_{XY}$ has full rank $d_y$ all"
                    + " are independent: $r=\\mathrm{rk}(PG)=|\\mathcal T|$, and no other subset gives $PG$. So $\\mathcal S=\\mathcal T$.",
                "Les lignes de $U^TG$ sont orthogonales pour $\\Sigma_{XX}$, de carrés $\\lambda_i$. Si $\\Sigma_{XY}$ est de rang plein $d_y$"
                    + " elles sont indépendantes : $r=\\mathrm{rk}(PG)=|\\mathcal T|$, et aucun autre ensemble ne donne $PG$. Donc $\\mathcal S=\\mathcal T$."),
            "\\mathcal S=\\mathcal T",
            "projection",
            "commutes",
            "diagonal",
            "zero-or-one",
            "singular-basis",
            "distinct-singular-values",
            "full-rank"),
        DeepLinearTexts.from(
            "at-most-one-zero",
            Text.of(
                "Neither the rank of $\\Sigma_{XY}$ nor $d_y\\le d_x$ was used before. The $\\lambda_i$ being distinct, at most one is 0. If"
                    + " $\\lambda_k=0$, $u_k^TG=0$: with $\\mathcal S=\\mathcal T\\setminus\\{k\\}$, $PG=U_{\\mathcal S}U_{\\mathcal S}^TG$ has rank"
                    + " $|\\mathcal S|$; only $\\mathcal S$ and $\\mathcal S\\cup\\{k\\}$ give this product, and $\\mathcal S$ alone has size $r$.",
                "Ni le rang de $\\Sigma_{XY}$ ni $d_y\\le d_x$ n'ont servi avant. Les $\\lambda_i$ étant distincts, un au plus est nul. Si"
                    + " $\\lambda_k=0$, $u_k^TG=0$ : avec $\\mathcal S=\\mathcal T\\setminus\\{k\\}$, $PG=U_{\\mathcal S}U_{\\mathcal S}^TG$ est de rang"
                    + " $|\\mathcal S|$ ; seuls $\\mathcal S$ et $\\mathcal S\\cup\\{k\\}$ donnent ce produit, et seul $\\mathcal S$ est de taille $r$."),
            "u_k^TG=0\\ \\Leftrightarrow\\ \\lambda_k=0",
            "projection",
            "commutes",
            "diagonal",
            "zero-or-one",
            "singular-basis",
            "distinct-singular-values"),
        expansion(new DeepLinearIdentities.Expansion(2)),
        implication(
            "trace",
            Text.of(
                "With $W=PG$ the first two terms are $\\mathrm{tr}(P\\Sigma P)-2\\,\\mathrm{tr}(P\\Sigma)$, in the basis $U$ with $p_i\\in\\{0,1\\}$.",
                "Avec $W=PG$ les deux premiers termes sont $\\mathrm{tr}(P\\Sigma P)-2\\,\\mathrm{tr}(P\\Sigma)$, dans la base $U$ avec $p_i\\in\\{0,1\\}$."),
            "\\sum_ip_i^2\\lambda_i-2\\sum_ip_i\\lambda_i=-\\sum_ip_i\\lambda_i",
            List.of("p1*(p1 - 1) == 0", "p2*(p2 - 1) == 0", "p3*(p3 - 1) == 0"),
            "p1^2*l1 + p2^2*l2 + p3^2*l3 - 2*(p1*l1 + p2*l2 + p3*l3) == -(p1*l1 + p2*l2 + p3*l3)",
            Text.of("all reals, $d_y=3$", "tous les réels, $d_y=3$")),
        DeepLinearTexts.from(
            "value",
            Text.of(
                "$\\mathcal S$ exists and is unique, and its sum is that of $\\mathcal T$: they are the same, but for a $k$ with"
                    + " $\\lambda_k=0$. So $\\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2$.",
                "$\\mathcal S$ existe et est unique, et sa somme est celle de $\\mathcal T$ : ils sont égaux, à un $k$ près où"
                    + " $\\lambda_k=0$. Donc $\\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2$."),
            "\\widehat R(\\mathbf W)=\\mathrm{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal S}\\delta_i^2",
            "projection",
            "zero-or-one",
            "subset",
            "at-most-one-zero",
            "expansion",
            "trace"));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .with(
            "gradient",
            "gradient-factor",
            Text.of("without the factor 2", "sans le facteur 2"),
            gradient(new DeepLinearIdentities.Gradient(1, true)).justification())
        .with(
            "gradient",
            "gradient-residual",
            Text.of("without $-\\Sigma_{YX}$", "sans $-\\Sigma_{YX}$"),
            gradient(new DeepLinearIdentities.Gradient(2, false)).justification())
        .with(
            "last-gradient",
            "one-projector",
            Text.of("$P\\Sigma$ in place of $P\\Sigma P$", "$P\\Sigma$ au lieu de $P\\Sigma P$"),
            commuting(new DeepLinearIdentities.Commuting(false)).justification())
        .with(
            "expansion",
            "cross-term",
            Text.of("the cross term once", "le terme croisé une seule fois"),
            expansion(new DeepLinearIdentities.Expansion(1)).justification())
        .edit(
            "first-gradient",
            "not-normalised",
            Text.of("$aa^Tg$ without $a^Ta$", "$aa^Tg$ sans $a^Ta$"),
            "/(a1^2 + a2^2)",
            "")
        .without(
            "diagonal",
            "equal-singular-values",
            Text.of("for equal $\\lambda_i$ too", "aussi pour des $\\lambda_i$ égaux"),
            "l1 != l2")
        .without(
            "zero-or-one", "off-diagonal-kept", Text.of("without $q=0$", "sans $q=0$"), "q == 0")
        .edit(
            "trace",
            "trace-sign",
            Text.of("the trace with the other sign", "la trace avec l'autre signe"),
            "== -(p1*l1",
            "== (p1*l1")
        .without(
            "trace",
            "any-weights",
            Text.of("one $p_i$ arbitrary", "un $p_i$ quelconque"),
            "p2*(p2 - 1) == 0")
        .list();
  }
}
