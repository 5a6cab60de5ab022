package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Text;

/** The proof of {@link LinearTwoLayerLocalIsGlobal}. */
final class LinearTwoLayerLocalIsGlobalProof {
  private LinearTwoLayerLocalIsGlobalProof() {}

  private static final List<List<Integer>> SHAPES =
      List.of(List.of(1, 1, 2, 1), List.of(2, 1, 2, 2), List.of(2, 2, 3, 1));

  private static final Text RANGE =
      Text.of(
          "all real T, X, N, Y = TX + N, S = TXXᵀTᵀ, K = NXᵀ, $(n_0,n_1,n_2)$ = (1,1,2), (2,1,2), (2,2,3)",
          "tous T, X, N réels, Y = TX + N, S = TXXᵀTᵀ, K = NXᵀ, $(n_0,n_1,n_2)$ = (1,1,2), (2,1,2), (2,2,3)");

  private static final Text PROPORTIONS =
      Text.of(
          "all $\\lambda_1>\\lambda_2>\\lambda_3\\ge 0$, three outputs",
          "tous $\\lambda_1>\\lambda_2>\\lambda_3\\ge 0$, trois sorties");

  static Step value(SwapIdentities.Value value) {
    return own(
        "value",
        Text.of(
            "At $A=\\binom I0$, $B=T_{\\mathcal{S}}$ the risk is $\\operatorname{tr}(\\Sigma_{YY})$ less the eigenvalues of $\\mathcal{S}$ ($K=0$).",
            "En $A=\\binom I0$, $B=T_{\\mathcal{S}}$ le risque est $\\operatorname{tr}(\\Sigma_{YY})$ moins les valeurs propres de $\\mathcal{S}$ ($K=0$)."),
        "E=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\in\\mathcal{S}}S_{ii}-2\\sum_{i\\in\\mathcal{S}}(KT^T)_{ii}",
        value);
  }

  static Step descent(SwapIdentities.Descent descent) {
    return own(
        "descent",
        Text.of(
            "Along $V=u_ie_j^T$, $W=e_ju_i^TT$, $i\\notin\\mathcal{S}$, $j\\in\\mathcal{S}$ (here the last and the first row), where $S_{ij}=0$ and"
                + " $K=0$.",
            "Le long de $V=u_ie_j^T$, $W=e_ju_i^TT$, $i\\notin\\mathcal{S}$, $j\\in\\mathcal{S}$ (ici la dernière et la première ligne), où"
                + " $S_{ij}=0$ et $K=0$."),
        "E(A+sV,B+sW)-E(A,B)=(\\lambda_j-\\lambda_i)s^2+\\lambda_is^4",
        descent);
  }

  private static Step own(String id, Text text, String latex, TwoLayerShape.Identities identities) {
    return new Step(
        id, text, latex, new Justification.OwnClaims(TwoLayerShape.at(identities, SHAPES), RANGE));
  }

  static Proof steps() {
    return Proof.of(
        new Step(
            "parametrisation",
            Text.of(
                "A critical point is $A=U_{\\mathcal{S}}C$, $B=C^{-1}U_{\\mathcal{S}}^TT$, and conversely.",
                "Un point critique est $A=U_{\\mathcal{S}}C$, $B=C^{-1}U_{\\mathcal{S}}^TT$, et réciproquement."),
            "A=U_{\\mathcal{S}}C,\\quad B=C^{-1}U_{\\mathcal{S}}^T\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            new Justification.Cited(
                "slide 102; proved in the entry linear-two-layer-parametrisation of this catalogue")),
        new Step(
            "product",
            Text.of(
                "So $AB=U_{\\mathcal{S}}U_{\\mathcal{S}}^TT=P_{U_{\\mathcal{S}}}T$: the columns of $U_{\\mathcal{S}}$ are orthonormal.",
                "Donc $AB=U_{\\mathcal{S}}U_{\\mathcal{S}}^TT=P_{U_{\\mathcal{S}}}T$ : les colonnes de $U_{\\mathcal{S}}$ sont orthonormées."),
            "AB=P_{U_{\\mathcal{S}}}\\Sigma_{YX}\\Sigma_{XX}^{-1}",
            new Justification.From(List.of("parametrisation", "diagonalised"))),
        LinearTwoLayerParametrisationProof.rotation(),
        own(
            "split",
            Text.of(
                "With $T=\\Sigma_{YX}\\Sigma_{XX}^{-1}$ and $N=Y-TX$ one has $K=NX^T=0$, and $E=\\operatorname{tr}(\\Sigma_{YY})-\\operatorname{tr}(\\Sigma)+\\|(AB-T)X\\|^2$.",
                "Avec $T=\\Sigma_{YX}\\Sigma_{XX}^{-1}$ et $N=Y-TX$ on a $K=NX^T=0$, et $E=\\operatorname{tr}(\\Sigma_{YY})-\\operatorname{tr}(\\Sigma)+\\|(AB-T)X\\|^2$."),
            "\\|ABX-Y\\|^2=\\|(AB-T)X\\|^2+\\|N\\|^2-2\\langle AB-T,K\\rangle",
            SwapIdentities::split),
        value(new SwapIdentities.Value(0)),
        new Step(
            "second-derivative",
            Text.of(
                "The second derivative of $E$ along a line, from $E$ itself.",
                "La dérivée seconde de $E$ le long d'une droite, à partir de $E$ elle-même."),
            "D^2E(V,W)=2\\|(VB+AW)X\\|^2+4\\langle ABX-Y,VWX\\rangle",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    SwapIdentities::secondDerivative,
                    List.of(List.of(1, 1, 1, 1), List.of(1, 1, 2, 1), List.of(1, 2, 2, 1))),
                Text.of(
                    "all real A, B, X, Y, V, W, at every s, $(n_0,n_1,n_2)$ = (1,1,1), (1,1,2), (1,2,2)",
                    "tous A, B, X, Y, V, W réels, pour tout s, $(n_0,n_1,n_2)$ = (1,1,1), (1,1,2), (1,2,2)"))),
        descent(new SwapIdentities.Descent(1)),
        new Step(
            "smaller",
            Text.of(
                "For $\\lambda_i>\\lambda_j$ and small $s>0$ that is negative: no local minimiser. $\\lambda_j=0$ is allowed.",
                "Pour $\\lambda_i>\\lambda_j$ et $s>0$ petit c'est négatif : pas de minimiseur local. $\\lambda_j=0$ est permis."),
            "\\lambda_i>\\lambda_j\\ge 0,\\ 0<s,\\ \\lambda_is^2<\\lambda_i-\\lambda_j\\Longrightarrow(\\lambda_j-\\lambda_i)s^2+\\lambda_is^4<0",
            new Justification.Implication(
                List.of("l1 > l2", "l2 >= 0", "t > 0", "l1*t^2 < l1 - l2"),
                "(l2 - l1)*t^2 + l1*t^4 < 0",
                Text.of(
                    "all $\\lambda_i>\\lambda_j\\ge 0$, all small s > 0",
                    "tous $\\lambda_i>\\lambda_j\\ge 0$, tout s > 0 petit"))),
        new Step(
            "other-subsets",
            Text.of(
                "At every $\\mathcal{S}\\ne\\{1,\\dots,n_1\\}$ there are $i\\notin\\mathcal{S}$ and $j\\in\\mathcal{S}$ with $i<j$, so $\\lambda_i>\\lambda_j$: not a"
                    + " local minimiser, and $D^2E(V,W)=2(\\lambda_j-\\lambda_i)<0$.",
                "Pour tout $\\mathcal{S}\\ne\\{1,\\dots,n_1\\}$ il y a $i\\notin\\mathcal{S}$ et $j\\in\\mathcal{S}$ avec $i<j$, donc"
                    + " $\\lambda_i>\\lambda_j$ : pas un minimiseur local, et $D^2E(V,W)=2(\\lambda_j-\\lambda_i)<0$."),
            "\\mathcal{S}\\ne\\{1,\\dots,n_1\\}\\Longrightarrow(A,B)\\text{ is no local minimiser}",
            new Justification.From(
                List.of(
                    "distinct-eigenvalues",
                    "ordered",
                    "rotation",
                    "parametrisation",
                    "second-derivative",
                    "descent",
                    "smaller"))),
        new Step(
            "pythagoras",
            Text.of(
                "At every point $\\|(AB-T)X\\|^2\\ge\\|(I-P_A)TX\\|^2=\\operatorname{tr}(\\Sigma)-\\operatorname{tr}(P_A\\Sigma)$.",
                "En tout point $\\|(AB-T)X\\|^2\\ge\\|(I-P_A)TX\\|^2=\\operatorname{tr}(\\Sigma)-\\operatorname{tr}(P_A\\Sigma)$."),
            "d^2\\|(AB-T)X\\|^2=\\|(d\\,AB-\\pi T)X\\|^2+\\|(d\\,T-\\pi T)X\\|^2",
            new Justification.OwnClaims(
                TwoLayerShape.at(
                    SwapIdentities::pythagoras,
                    List.of(List.of(1, 1, 2, 1), List.of(2, 1, 2, 1), List.of(1, 2, 2, 1))),
                Text.of(
                    "all real A, B, T, X, $d=\\det(A^TA)$, $\\pi=d\\,P_A$, $(n_0,n_1,n_2)$ = (1,1,2), (2,1,2), (1,2,2)",
                    "tous A, B, T, X réels, $d=\\det(A^TA)$, $\\pi=d\\,P_A$, $(n_0,n_1,n_2)$ = (1,1,2), (2,1,2), (1,2,2)"))),
        new Step(
            "diagonal-entries",
            Text.of(
                "The diagonal entries of a projection lie in $[0,1]$: $p_{ii}=\\sum_jp_{ij}^2$.",
                "Les coefficients diagonaux d'une projection sont dans $[0,1]$ : $p_{ii}=\\sum_jp_{ij}^2$."),
            "p_{11}=p_{11}^2+p_{12}^2\\Longrightarrow p_{11}\\le 1",
            new Justification.Implication(
                List.of("p11 == p11^2 + p12^2"),
                "p11 <= 1",
                Text.of("all reals, two outputs", "tous les réels, deux sorties"))),
        new Step(
            "ky-fan-one",
            Text.of(
                "$\\operatorname{tr}(P_A\\Sigma)=\\sum p_{ii}\\lambda_i$ is at most $\\lambda_1$, $n_1=1$.",
                "$\\operatorname{tr}(P_A\\Sigma)=\\sum p_{ii}\\lambda_i$ est au plus $\\lambda_1$, $n_1=1$."),
            "p_1\\lambda_1+p_2\\lambda_2+p_3\\lambda_3\\le\\lambda_1",
            new Justification.Implication(
                List.of("l1 > l2", "l2 > l3", "l3 >= 0", "p2 >= 0", "p3 >= 0", "p1 + p2 + p3 == 1"),
                "p1*l1 + p2*l2 + p3*l3 <= l1",
                PROPORTIONS)),
        new Step(
            "ky-fan-two",
            Text.of(
                "And at most $\\lambda_1+\\lambda_2$ for $n_1=2$: the sum of the $n_1$ largest, for every $n_1$ (Ky Fan).",
                "Et au plus $\\lambda_1+\\lambda_2$ pour $n_1=2$ : la somme des $n_1$ plus grandes, pour tout $n_1$ (Ky Fan)."),
            "p_1\\lambda_1+p_2\\lambda_2+p_3\\lambda_3\\le\\lambda_1+\\lambda_2",
            new Justification.Implication(
                List.of(
                    "l1 > l2",
                    "l2 > l3",
                    "l3 >= 0",
                    "p1 <= 1",
                    "p2 <= 1",
                    "p3 >= 0",
                    "p1 + p2 + p3 == 2"),
                "p1*l1 + p2*l2 + p3*l3 <= l1 + l2",
                PROPORTIONS)),
        new Step(
            "bound-full-rank",
            Text.of(
                "So $E\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i$ for $A$ of rank $n_1$, where $\\det(A^TA)\\ne0$ and"
                    + " $P_A=\\pi/\\det(A^TA)$.",
                "Donc $E\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i$ pour $A$ de rang $n_1$, où $\\det(A^TA)\\ne0$ et"
                    + " $P_A=\\pi/\\det(A^TA)$."),
            "\\operatorname{rank}(A)=n_1\\Longrightarrow E(A,B)\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i",
            new Justification.From(
                List.of(
                    "invertible-inputs",
                    "distinct-eigenvalues",
                    "ordered",
                    "rotation",
                    "split",
                    "pythagoras",
                    "diagonal-entries",
                    "ky-fan-one",
                    "ky-fan-two"))),
        new Step(
            "full-rank-nearby",
            Text.of(
                "With $J=\\binom I0$ ($n_1\\le n_2$) the upper $n_1\\times n_1$ minor of $A+tJ$ is a polynomial in $t$ with first coefficient 1, here"
                    + " $n_1=2,3$: it is 0 for finitely many $t$ only.",
                "Avec $J=\\binom I0$ ($n_1\\le n_2$) le mineur $n_1\\times n_1$ du haut de $A+tJ$ est un polynôme en $t$ de coefficient dominant"
                    + " 1, ici $n_1=2,3$ : il n'est nul que pour un nombre fini de $t$."),
            "\\det(A_{[n_1]}+tI)=t^{n_1}+\\cdots",
            new Justification.Identity(
                List.of(
                    "D(D((a11 + t)*(a22 + t) - a12*a21, t), t) == 2",
                    "D(D(D((a11 + t)*((a22 + t)*(a33 + t) - a23*a32)"
                        + " - a12*(a21*(a33 + t) - a23*a31)"
                        + " + a13*(a21*a32 - (a22 + t)*a31), t), t), t) == 6"),
                List.of(),
                List.of(),
                Text.of(
                    "all reals, two and three hidden neurons",
                    "tous les réels, deux et trois neurones cachés"))),
        new Step(
            "smaller-rank",
            Text.of(
                "$n_1\\le n_2$, as $n_1$ is the rank of a matrix with $n_2$ rows. For $A$ of smaller rank the bound holds at $A+tJ$ for all small"
                    + " $t\\ne0$, so at $A$: $E$ is continuous, and the right side does not depend on $A$.",
                "On a $n_1\\le n_2$, car $n_1$ est le rang d'une matrice à $n_2$ lignes. Pour $A$ de rang moindre la borne vaut en $A+tJ$ pour tout"
                    + " $t\\ne0$ petit, donc en $A$ : $E$ est continue, et le membre de droite ne dépend pas de $A$."),
            "E(A,B)=\\lim_{t\\to0}E(A+tJ,B)\\ge\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i",
            new Justification.From(List.of("full-rank", "bound-full-rank", "full-rank-nearby"))),
        new Step(
            "bound",
            Text.of(
                "So the bound holds everywhere, and the points of $\\mathcal{S}=\\{1,\\dots,n_1\\}$ attain it: they are the global minimisers"
                    + " of rank $n_1$, since another $\\mathcal{S}$ has a smaller sum.",
                "La borne vaut donc partout, et les points de $\\mathcal{S}=\\{1,\\dots,n_1\\}$ l'atteignent : ce sont les minimiseurs globaux"
                    + " de rang $n_1$, puisqu'un autre $\\mathcal{S}$ a une somme plus petite."),
            "\\min E=\\operatorname{tr}(\\Sigma_{YY})-\\sum_{i\\le n_1}\\lambda_i",
            new Justification.From(
                List.of(
                    "full-rank",
                    "distinct-eigenvalues",
                    "ordered",
                    "bound-full-rank",
                    "smaller-rank",
                    "parametrisation",
                    "value"))),
        new Step(
            "conclusion",
            Text.of(
                "A local minimiser is critical, and not of another $\\mathcal{S}$: it is global. The converse is clear.",
                "Un minimiseur local est critique, et pas d'un autre $\\mathcal{S}$ : il est global. La réciproque est claire."),
            "(A,B)\\text{ local}\\iff(A,B)\\text{ global}\\iff\\mathcal{S}=\\{1,\\dots,n_1\\}",
            new Justification.From(List.of("product", "other-subsets", "bound"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "value",
            "value-one-more",
            Text.of("one more eigenvalue", "une valeur propre de plus"),
            value(new SwapIdentities.Value(1)).justification())
        .with(
            "descent",
            "descent-sign",
            Text.of(
                "the second derivative has the other sign",
                "la dérivée seconde est de signe opposé"),
            descent(new SwapIdentities.Descent(-1)).justification())
        .edit(
            "smaller",
            "step-too-large",
            Text.of(
                "$\\lambda_is^2<\\lambda_i+\\lambda_j$", "$\\lambda_is^2<\\lambda_i+\\lambda_j$"),
            "l1*t^2 < l1 - l2",
            "l1*t^2 < l1 + l2")
        .edit(
            "full-rank-nearby",
            "coefficient-half",
            Text.of(
                "the first coefficient is $\\frac12$", "le coefficient dominant vaut $\\frac12$"),
            "(a22 + t)*a31), t), t), t) == 6",
            "(a22 + t)*a31), t), t), t) == 3")
        .edit(
            "diagonal-entries",
            "half",
            Text.of("$p_{11}\\le\\frac12$", "$p_{11}\\le\\frac12$"),
            "p11 <= 1",
            "p11 <= 1/2")
        .without(
            "ky-fan-two",
            "entries-beyond-one",
            Text.of("$p_1>1$ is allowed", "$p_1>1$ est permis"),
            "p1 <= 1")
        .edit(
            "ky-fan-one",
            "second-eigenvalue",
            Text.of("at most $\\lambda_2$", "au plus $\\lambda_2$"),
            "l3 <= l1",
            "l3 <= l2")
        .edit(
            "ky-fan-two",
            "indices",
            Text.of("at most $\\lambda_1+\\lambda_3$", "au plus $\\lambda_1+\\lambda_3$"),
            "<= l1 + l2",
            "<= l1 + l3")
        .list();
  }
}
