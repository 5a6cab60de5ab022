package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.proposition.Justification.Cited;
import org.theoria.proposition.Justification.From;
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

/** The proof of {@link ConstantRankRegions}. */
final class ConstantRankProof {
  private ConstantRankProof() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("a", "a minor at $\\theta$", "un mineur en $\\theta$"),
              Symbol.real("q", "the same minor at $\\theta'$", "le même mineur en $\\theta'$"),
              Symbol.real("m", "$H-1$", "$H-1$"),
              Symbol.real("w#", "weights", "poids"),
              Symbol.real("b#", "biases", "biais"),
              Symbol.real("x#", "inputs", "entrées"),
              Symbol.integer("r", "the order of a minor", "l'ordre d'un mineur")),
          List.of(
              Function.of(
                  "g",
                  1,
                  "the degree of a minor of order $r$",
                  "le degré d'un mineur d'ordre $r$")),
          List.of());

  private static OwnClaims minors(int power) {
    return new OwnClaims(
        List.of(new ConstantRankShape(power)),
        Text.of(
            "ReLU, widths (1,1,1), two examples, all real weights, biases and inputs off the kinks, every pattern",
            "ReLU, largeurs (1,1,1), deux exemples, tous poids, biais et entrées réels hors des points anguleux, tout motif"));
  }

  static Proof steps() {
    return Proof.of(
        new Step(
            "polynomial",
            Text.of(
                "On $\\widetilde{\\mathcal U}_j$ $f_\\theta(X)$ is polynomial of degree at most $H$ (entry"
                    + " piecewise-polynomial-in-parameters), for $\\sigma_H=\\mathrm{Id}$; the entries of its Jacobian have degree at most"
                    + " $H-1$.",
                "Sur $\\widetilde{\\mathcal U}_j$, $f_\\theta(X)$ est polynomiale de degré au plus $H$ (entrée"
                    + " piecewise-polynomial-in-parameters), pour $\\sigma_H=\\mathrm{Id}$ ; les coefficients de sa jacobienne sont de degré au"
                    + " plus $H-1$."),
            "f_\\theta(X)=p_j(\\theta)",
            new From(List.of("relu", "interior", "identity-output"))),
        new Step(
            "minors",
            Text.of(
                "Minors are polynomials in $\\theta$ that depend on the pattern; for $(1,1,1)$ with outgoing weight $v$, output bias $c$,"
                    + " slopes $a$, $a'$: those of $(w,c)$, $(b,c)$, $(w,b)$.",
                "Les mineurs sont des polynômes en $\\theta$ qui dépendent du motif ; pour $(1,1,1)$ de poids sortant $v$, biais de sortie"
                    + " $c$, pentes $a$, $a'$ : ceux de $(w,c)$, $(b,c)$, $(w,b)$."),
            "v(ax-a'x'),\\quad v(a-a'),\\quad v^2aa'(x-x')",
            minors(2)),
        new Step(
            "degree",
            Text.of(
                "A minor of order $r$ is a sum of products of $r$ entries: degree at most $r(H-1)$, with $m=H-1$.",
                "Un mineur d'ordre $r$ est une somme de produits de $r$ coefficients : degré au plus $r(H-1)$, avec $m=H-1$."),
            "\\deg\\le r(H-1)",
            new Induction(
                "r",
                "1",
                "oo",
                List.of("g(r) == r*m"),
                List.of("g(1) == m", "g(r+1) == g(r) + m"),
                List.of(),
                List.of(),
                Text.of("all $r\\ge 1$", "tout $r\\ge 1$"))),
        new Step(
            "by-definition",
            Text.of(
                "$r_j$ is a largest of finitely many possible ranks, so it is attained: $\\mathcal U_j$ is not empty. The pattern and the"
                    + " rank are constant on it, and the $\\mathcal U_j$ are disjoint, by definition.",
                "$r_j$ est le plus grand d'un nombre fini de rangs possibles, il est donc atteint : $\\mathcal U_j$ n'est pas vide. Le motif"
                    + " et le rang y sont constants, et les $\\mathcal U_j$ disjoints, par définition."),
            "\\operatorname{rk}(\\mathbf Df_\\theta(X))=r_j\\text{ on }\\mathcal U_j",
            new From(List.of("maximal-rank"))),
        new Step(
            "stays",
            Text.of(
                "A minor that is not 0 stays so where it changes by less than its size; for a matrix $A$: $\\|A^{-1}\\|\\|A'-A\\|<1$.",
                "Un mineur non nul le reste s'il varie de moins que sa taille ; pour une matrice $A$ : $\\|A^{-1}\\|\\|A'-A\\|<1$."),
            "|q-a|<|a|\\Rightarrow q\\ne 0",
            new Implication(
                List.of("(q-a)^2 < a^2"), "q*a > 0", Text.of("all reals", "tous les réels"))),
        new Step(
            "open",
            Text.of(
                "So on a cube around $\\theta\\in\\mathcal U_j$ the pattern stays and the rank is at least $r_j$, hence $r_j$: $\\mathcal U_j$ is"
                    + " open.",
                "Donc sur un cube autour de $\\theta\\in\\mathcal U_j$ le motif reste et le rang est au moins $r_j$, donc $r_j$ :"
                    + " $\\mathcal U_j$ est ouvert."),
            "\\theta\\in\\mathcal U_j\\Rightarrow\\theta+[-\\rho,\\rho]^{|E|+|B|}\\subset\\mathcal U_j",
            new From(List.of("polynomial", "by-definition", "stays"))),
        new Step(
            "line",
            Text.of(
                "A polynomial of degree $d$ in one variable that is not 0 has at most $d$ zeros: on a line through a point of"
                    + " $\\mathcal U_j$ at most $r_j(H-1)$ points of pattern $j$ have a lower rank.",
                "Un polynôme non nul de degré $d$ en une variable a au plus $d$ zéros : sur une droite passant par un point de"
                    + " $\\mathcal U_j$, au plus $r_j(H-1)$ points de motif $j$ ont un rang inférieur."),
            "\\#\\{t:\\ \\operatorname{rk}<r_j\\}\\le r_j(H-1)",
            new From(List.of("degree", "minors", "by-definition"))),
        new Step(
            "null",
            Text.of(
                "The zeros of a polynomial that is not 0 have measure 0; $\\widetilde{\\mathcal U}_j\\setminus\\mathcal U_j$ is contained in"
                    + " such a set (with softmax: of an analytic function on $\\mathbb R^{|E|+|B|}$).",
                "Les zéros d'un polynôme non nul sont de mesure nulle ; $\\widetilde{\\mathcal U}_j\\setminus\\mathcal U_j$ est contenu dans un"
                    + " tel ensemble (avec softmax : d'une fonction analytique sur $\\mathbb R^{|E|+|B|}$)."),
            "\\lambda(\\widetilde{\\mathcal U}_j\\setminus\\mathcal U_j)=0",
            new Cited("Tonelli's theorem, by induction on the number of variables")),
        new Step(
            "conclusion",
            Text.of(
                "With the complement of $\\bigcup_j\\widetilde{\\mathcal U}_j$, closed and of measure 0.",
                "Avec le complémentaire de $\\bigcup_j\\widetilde{\\mathcal U}_j$, fermé et de mesure nulle."),
            "\\Bigl(\\bigcup_j\\mathcal U_j\\Bigr)^c\\text{ closed},\\quad\\lambda\\Bigl(\\bigcup_j\\mathcal U_j\\Bigr)^c=0",
            new From(List.of("by-definition", "open", "line", "null"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .with(
            "minors",
            "minor-power",
            Text.of("$v$ in place of $v^2$", "$v$ au lieu de $v^2$"),
            minors(1))
        .edit(
            "degree",
            "degree-depth",
            Text.of("each entry adds $H$", "chaque coefficient ajoute $H$"),
            "g(r) + m",
            "g(r) + m + 1")
        .edit(
            "stays",
            "twice-the-size",
            Text.of("less than twice its size", "moins du double de sa taille"),
            "< a^2",
            "< 4*a^2")
        .list();
  }
}
