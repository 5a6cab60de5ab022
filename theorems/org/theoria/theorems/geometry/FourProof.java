package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
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

/** The proof of {@link FourParameterExample}. */
final class FourProof {
  private FourProof() {}

  private static final Text REALS = Text.of("all real values", "toutes les valeurs réelles");

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("a", "the incoming weight", "le poids entrant"),
              Symbol.real("b", "the outgoing weight", "le poids sortant"),
              Symbol.real("c", "the hidden bias", "le biais caché"),
              Symbol.real("d", "the output bias", "le biais de sortie"),
              Symbol.real("s", "an entry of the pattern", "un coefficient du motif"),
              Symbol.real("x", "an example", "un exemple"),
              Symbol.real("e", "a sign", "un signe"),
              Symbol.real("p", "a positive number", "un nombre positif"),
              Symbol.real("q", "a positive number", "un nombre positif"),
              Symbol.real("u", "$y_2-y_1$", "$y_2-y_1$"),
              Symbol.real("v", "$y_3-y_2$", "$y_3-y_2$"),
              Symbol.real("w", "$y_1-2y_2+y_3$", "$y_1-2y_2+y_3$")),
          List.of(),
          List.of(),
          Map.of());

  private static Step identity(String id, Text text, String latex, String... equations) {
    return new Step(id, text, latex, new Identity(List.of(equations), List.of(), List.of(), REALS));
  }

  private static Step implication(
      String id, Text text, String latex, String conclusion, String... hypotheses) {
    return new Step(id, text, latex, new Implication(List.of(hypotheses), conclusion, REALS));
  }

  static Proof steps() {
    return Proof.of(
        implication(
            "no-010",
            Text.of("The pattern 010 does not occur.", "Le motif 010 n'apparaît pas."),
            "c<0,\\ 2a+c<0\\Rightarrow a+c<0",
            "a+c < 0",
            "c < 0",
            "2*a+c < 0"),
        implication(
            "no-101",
            Text.of("Nor does 101.", "101 non plus."),
            "c\\ge 0,\\ 2a+c\\ge 0\\Rightarrow a+c\\ge 0",
            "a+c >= 0",
            "c >= 0",
            "2*a+c >= 0"),
        identity(
            "columns",
            Text.of(
                "The derivatives on a region, $s$ the pattern: the columns of $\\mathbf Df_\\theta(X)$.",
                "Les dérivées sur une région, $s$ le motif : les colonnes de $\\mathbf Df_\\theta(X)$."),
            "\\partial_a=b\\,s\\,x,\\quad\\partial_b=s(ax+c),\\quad\\partial_c=b\\,s,\\quad\\partial_d=1",
            "D(b*s*(a*x+c)+d, a) == b*s*x",
            "D(b*s*(a*x+c)+d, b) == s*(a*x+c)",
            "D(b*s*(a*x+c)+d, c) == b*s",
            "D(b*s*(a*x+c)+d, d) == 1"),
        identity(
            "three",
            Text.of(
                "011 and 110: the minor of $\\partial_a,\\partial_c,\\partial_d$ is $-b^2$, so the rank is 3 where $b\\ne 0$.",
                "011 et 110 : le mineur de $\\partial_a,\\partial_c,\\partial_d$ vaut $-b^2$, donc le rang est 3 si $b\\ne 0$."),
            "\\begin{vmatrix}0&0&1\\\\b&b&1\\\\2b&b&1\\end{vmatrix}=-b^2=\\begin{vmatrix}0&b&1\\\\b&b&1\\\\0&0&1\\end{vmatrix}",
            "0*(b*1-1*b) - 0*(b*1-1*(2*b)) + 1*(b*b-b*(2*b)) == -b^2",
            "0*(b*1-1*0) - b*(b*1-1*0) + 1*(b*0-b*0) == -b^2"),
        identity(
            "two",
            Text.of(
                "Minors of order 2 with $\\partial_d$: where $b=0$ on 011 and 110 the columns $\\partial_a,\\partial_c$ vanish and"
                    + " $\\partial_b$ gives $\\pm(a+c)\\ne 0$; on 001 and 100 all columns but $\\partial_d$ are multiples of one vector, and"
                    + " $\\partial_b$ gives $-(2a+c)$ and $c$; on 111 all columns are affine in $x$, and $\\partial_a,\\partial_b$ give $-b$"
                    + " and $-a$.",
                "Mineurs d'ordre 2 avec $\\partial_d$ : si $b=0$ sur 011 et 110, $\\partial_a,\\partial_c$ sont nulles et $\\partial_b$ donne"
                    + " $\\pm(a+c)\\ne 0$ ; sur 001 et 100 toutes les colonnes sauf $\\partial_d$ sont colinéaires, et $\\partial_b$ donne"
                    + " $-(2a+c)$ et $c$ ; sur 111 toutes les colonnes sont affines en $x$, et $\\partial_a,\\partial_b$ donnent $-b$ et $-a$."),
            "-(a+c),\\ a+c,\\quad-(2a+c),\\ c,\\quad-b,\\ -a",
            "0*1 - 1*(a+c) == -(a+c)",
            "(a+c)*1 - 1*0 == a+c",
            "0*1 - 1*(2*a+c) == -(2*a+c)",
            "c*1 - 1*0 == c",
            "b*0*1 - 1*(b*1) == -b",
            "(a*0+c)*1 - 1*(a*1+c) == -a"),
        new Step(
            "ranks",
            Text.of(
                "The ranks on each region, and $r_j=1,2,3,2,3,2$ for 000, 001, 011, 111, 110, 100; it is less only where $b=0$ on 011 and"
                    + " 110 (then 2), and where $a=b=0$ on 111 (then 1).",
                "Les rangs sur chaque région, et $r_j=1,2,3,2,3,2$ pour 000, 001, 011, 111, 110, 100 ; il n'est plus petit que si $b=0$"
                    + " sur 011 et 110 (alors 2), et si $a=b=0$ sur 111 (alors 1)."),
            "r_{000}=1,\\ r_{001}=r_{111}=r_{100}=2,\\ r_{011}=r_{110}=3",
            new From(List.of("sample", "no-010", "no-101", "columns", "three", "two"))),
        identity(
            "differences",
            Text.of(
                "With $f_\\theta(X)=(y_1,y_2,y_3)$: on 011 $u=b(a+c)$ and $w=-bc$; on 110 $v=-b(a+c)$ and $w=-b(2a+c)$; on 111 $w=0$.",
                "Avec $f_\\theta(X)=(y_1,y_2,y_3)$ : sur 011 $u=b(a+c)$ et $w=-bc$ ; sur 110 $v=-b(a+c)$ et $w=-b(2a+c)$ ; sur 111 $w=0$."),
            "u=y_2-y_1,\\quad v=y_3-y_2,\\quad w=y_1-2y_2+y_3=v-u",
            "(b*(a+c)+d) - d == b*(a+c)",
            "d - 2*(b*(a+c)+d) + (b*(2*a+c)+d) == -b*c",
            "d - (b*(a+c)+d) == -b*(a+c)",
            "(b*c+d) - 2*(b*(a+c)+d) + d == -b*(2*a+c)",
            "(b*c+d) - 2*(b*(a+c)+d) + (b*(2*a+c)+d) == 0"),
        implication(
            "cones",
            Text.of(
                "Hence on 011 $uw>0$ where $b\\ne 0$ ($p=a+c$, $q=-c$), and on 110 $vw<0$ ($p=a+c$, $q=-(2a+c)$).",
                "Donc sur 011 $uw>0$ si $b\\ne 0$ ($p=a+c$, $q=-c$), et sur 110 $vw<0$ ($p=a+c$, $q=-(2a+c)$)."),
            "p,q>0,\\ b\\ne 0\\Rightarrow (bp)(bq)>0",
            "(b*p)*(b*q) > 0",
            "p > 0",
            "q > 0",
            "b^2 > 0"),
        identity(
            "preimages",
            Text.of(
                "All of the two cones: with $e=\\pm1$, $p,q>0$ and $\\theta=(p+q,e,-q,y_1)$ on 011, $(-p-q,e,2p+q,y_3)$ on 110, $a+c=p$, and"
                    + " the other pre-activations have the signs of the region; $u=ep$, $w=eq$, and $v=-ep$, $w=eq$.",
                "Tout des deux cônes : avec $e=\\pm1$, $p,q>0$ et $\\theta=(p+q,e,-q,y_1)$ sur 011, $(-p-q,e,2p+q,y_3)$ sur 110, $a+c=p$,"
                    + " et les autres pré-activations ont les signes de la région ; $u=ep$, $w=eq$, et $v=-ep$, $w=eq$."),
            "u=e\\,p,\\ w=e\\,q;\\qquad v=-e\\,p,\\ w=e\\,q",
            "e*((p+q)-q) == e*p",
            "-e*(-q) == e*q",
            "-e*(-(p+q)+(2*p+q)) == -e*p",
            "-e*(2*(-(p+q))+(2*p+q)) == e*q"),
        implication(
            "monotone-011",
            Text.of(
                "$uw\\ge 0$ gives $uv\\ge 0$: on 011 $f_\\theta(X)$ is monotone.",
                "$uw\\ge 0$ donne $uv\\ge 0$ : sur 011 $f_\\theta(X)$ est monotone."),
            "uw\\ge 0\\Rightarrow u(u+w)\\ge 0",
            "u*(u+w) >= 0",
            "u*w >= 0"),
        implication(
            "monotone-110",
            Text.of("And so does $vw\\le 0$, on 110.", "Et $vw\\le 0$ aussi, sur 110."),
            "vw\\le 0\\Rightarrow (v-w)v\\ge 0",
            "(v-w)*v >= 0",
            "v*w <= 0"),
        implication(
            "union",
            Text.of(
                "Conversely where $uv>0$ one of $uw>0$ (011), $vw<0$ (110), $w=0$ (111) holds; where $u=0$ or $v=0$, 001 or 100.",
                "Réciproquement, si $uv>0$ l'un de $uw>0$ (011), $vw<0$ (110), $w=0$ (111) est vrai ; si $u=0$ ou $v=0$, 001 ou 100."),
            "uv>0,\\ uw\\le 0,\\ vw\\ge 0\\Rightarrow w=0",
            "w == 0",
            "u*v > 0",
            "u*w <= 0",
            "v*w >= 0"),
        new Step(
            "images",
            Text.of(
                "The images of the regions in $(1,1,1)^\\perp$: a point (000), the lines $u=0$ (001), $v=0$ (100), $u=v$ (111; $a=u$, $b=1$,"
                    + " $c$ large), and the cones with their apex ($b=0$). Together: the $y$ with $(y_2-y_1)(y_3-y_2)\\ge 0$.",
                "Les images des régions dans $(1,1,1)^\\perp$ : un point (000), les droites $u=0$ (001), $v=0$ (100), $u=v$ (111 ; $a=u$,"
                    + " $b=1$, $c$ grand), et les cônes avec leur sommet ($b=0$). Ensemble : les $y$ avec $(y_2-y_1)(y_3-y_2)\\ge 0$."),
            "\\{f_\\theta(X)\\}=\\{y:\\ (y_2-y_1)(y_3-y_2)\\ge 0\\}",
            new From(
                List.of(
                    "sample",
                    "differences",
                    "cones",
                    "preimages",
                    "monotone-011",
                    "monotone-110",
                    "union"))),
        new Step(
            "boundaries",
            Text.of(
                "The closure of a region is given by its inequalities, no longer strict, and $\\mathcal U_j$ is dense in $\\widetilde{\\mathcal U}_j$:"
                    + " the signs of $(c,a+c,2a+c)$ say which regions are around $\\theta$. A limit of the rank inside a region is its least"
                    + " value near $\\theta$: smaller than $r_j$ only where $b=0$ (011, 110) or $a=b=0$ (111).",
                "L'adhérence d'une région est donnée par ses inégalités, au sens large, et $\\mathcal U_j$ est dense dans"
                    + " $\\widetilde{\\mathcal U}_j$ : les signes de $(c,a+c,2a+c)$ disent quelles régions entourent $\\theta$. Dans une région, la"
                    + " limite inférieure du rang n'est plus petite que $r_j$ que si $b=0$ (011, 110) ou $a=b=0$ (111)."),
            "\\dim^-(\\theta,X)=\\min_j r_j,\\qquad\\dim^+(\\theta,X)=\\max_j r_j,\\qquad d(\\theta)\\le\\dim^-(\\theta,X)",
            new From(List.of("ranks"))),
        new Step(
            "conclusion",
            Text.of("All claims.", "Toutes les affirmations."),
            "\\text{000, 001, 011, 111, 110, 100}",
            new From(List.of("ranks", "images", "boundaries"))));
  }

  static List<StepMutant> mutants(Proof proof) {
    return StepMutants.of(proof)
        .without(
            "no-010", "no-010-first-only", Text.of("only $c<0$", "seulement $c<0$"), "2*a+c < 0")
        .edit(
            "three",
            "three-sign",
            Text.of("$b^2$ in place of $-b^2$", "$b^2$ au lieu de $-b^2$"),
            "1*(b*b-b*(2*b)) == -b^2",
            "1*(b*b-b*(2*b)) == b^2")
        .edit(
            "differences",
            "differences-110",
            Text.of("$w=-bc$ on 110 too", "$w=-bc$ sur 110 aussi"),
            "(b*c+d) - 2*(b*(a+c)+d) + d == -b*(2*a+c)",
            "(b*c+d) - 2*(b*(a+c)+d) + d == -b*c")
        .edit(
            "cones",
            "cones-negative",
            Text.of("$uw<0$ on 011", "$uw<0$ sur 011"),
            "(b*q) > 0",
            "(b*q) < 0")
        .without(
            "union",
            "union-without-110",
            Text.of("011 and 111 alone", "011 et 111 seuls"),
            "v*w >= 0")
        .edit(
            "monotone-110",
            "monotone-110-sign",
            Text.of("$vw\\ge 0$ in place of $vw\\le 0$", "$vw\\ge 0$ au lieu de $vw\\le 0$"),
            "v*w <= 0",
            "v*w >= 0")
        .list();
  }
}
