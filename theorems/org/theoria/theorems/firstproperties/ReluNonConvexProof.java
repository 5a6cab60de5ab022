package org.theoria.theorems.firstproperties;

import java.util.List;
import java.util.Set;
import org.theoria.arithmetic.ElementaryFunction;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.Rational;
import org.theoria.proposition.Claim;
import org.theoria.proposition.FormalClaims;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Proof;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.StepMutants;
import org.theoria.proposition.Symbols;
import org.theoria.proposition.Text;
import org.theoria.theorems.firstproperties.ReluNonConvex.Change;
import org.theoria.theorems.firstproperties.ReluNonConvex.Midpoint;

/** The proof of {@link ReluNonConvex}: the slide's chord, every such chord, and every short one. */
final class ReluNonConvexProof {

  private ReluNonConvexProof() {}

  /** The Hessian entries of (w1 w2)², each as the derivative of the closed form. */
  private static final String H11 = "D(D((w1*w2)^2, w1), w1)";

  private static final String H12 = "D(D((w1*w2)^2, w1), w2)";
  private static final String H21 = "D(D((w1*w2)^2, w2), w1)";
  private static final String H22 = "D(D((w1*w2)^2, w2), w2)";

  private static final Text ALL_WEIGHTS = Text.of("all real w1 and w2", "tous les réels w1 et w2");

  static Proof steps() {
    return Proof.of(
        network(),
        closedForm(),
        values(),
        strict(),
        everySegment(),
        everySegmentStrict(),
        hessian(),
        determinant(),
        indefinite(),
        curvature(),
        shortChords(),
        shortChordsStrict(),
        new Step(
            "conclusion",
            Text.of(
                "A convex function lies below its chords, so $E$ is not convex; nor is it on any"
                    + " neighbourhood of a point with $w_1>0$, $w_2 \\ne 0$, $b=0$.",
                "Une fonction convexe est sous ses cordes, donc $E$ n'est pas convexe ; elle ne"
                    + " l'est sur aucun voisinage d'un point avec $w_1>0$, $w_2 \\ne 0$, $b=0$."),
            "E\\left(\\tfrac{p+q}{2}\\right) > \\tfrac12E(p)+\\tfrac12E(q)",
            new Justification.From(
                List.of(
                    "network",
                    "closed-form",
                    "values",
                    "strict",
                    "s-positive",
                    "t-non-zero",
                    "every-segment",
                    "every-segment-strict",
                    "short-chords",
                    "short-chords-strict"))));
  }

  private static Step network() {
    return new Step(
        "network",
        Text.of(
            "By the network itself, with $b=0$ and $(x,y)=(1,0)$: $E$, its value in the middle of the segment from $(0,t)$ to $(s,0)$, and"
                + " that it lies above the mean of the ends.",
            "Par le réseau lui-même, avec $b=0$ et $(x,y)=(1,0)$ : $E$, sa valeur au milieu du segment de $(0,t)$ à $(s,0)$, et le fait"
                + " qu'elle dépasse la moyenne des extrémités."),
        "E(w_1,w_2,0,0)=(w_2\\max(0,w_1))^2",
        network(Change.NONE));
  }

  private static Justification network(Change change) {
    Midpoint claims = new Midpoint(change);
    return new Justification.OwnClaims(
        List.of(
            new ClosedForm(claims),
            FormalClaims.of(
                "the segments",
                claims,
                Set.of("closed-form", "middle-value", "above-the-mean"),
                symbols -> new ReluNonConvex.Segment(symbols.positive("s"), symbols.nonZero("t")))),
        Text.of(
            "all real w1 and w2; all real s > 0 and t ≠ 0",
            "tous les réels w1 et w2 ; tous les réels s > 0 et t ≠ 0"));
  }

  /** E at any real weights, from the network. */
  private record ClosedForm(Midpoint claims) implements FormalClaims {

    @Override
    public String shape() {
      return "(1,1,1)";
    }

    @Override
    public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
      Rational w1 = symbols.real("w1");
      Rational w2 = symbols.real("w2");
      M output = k.scalar(w1).apply(ElementaryFunction.POSITIVE_PART).hadamard(k.scalar(w2));
      return List.of(Claim.equal("closed-form", claims.risk(w1, w2, k), output.hadamard(output)));
    }
  }

  private static Step closedForm() {
    return new Step(
        "closed-form",
        Text.of("On $w_1 \\ge 0$ it is $(w_1w_2)^2$.", "Sur $w_1 \\ge 0$ c'est $(w_1w_2)^2$."),
        "(w_2\\max(0,w_1))^2=(w_1w_2)^2",
        new Justification.Identity(
            List.of("(w2*Max(0, w1))^2 == (w1*w2)^2"),
            List.of("w1 >= 0"),
            List.of(),
            Text.of("all real w1 ≥ 0 and w2", "tous les réels w1 ≥ 0 et w2")));
  }

  private static Step values() {
    return new Step(
        "values",
        Text.of(
            "At the ends and in the middle of the slide's segment.",
            "Aux extrémités et au milieu du segment de la diapositive."),
        "E(0,1)=0,\\quad E(1,0)=0,\\quad E(\\tfrac12,\\tfrac12)=\\tfrac1{16}",
        new Justification.Exact(
            List.of(
                "(1*Max(0, 0))^2 == 0", "(0*Max(0, 1))^2 == 0", "(1/2*Max(0, 1/2))^2 == 1/16")));
  }

  private static Step strict() {
    return new Step(
        "strict",
        Text.of(
            "The value in the middle lies above the mean of the ends.",
            "La valeur au milieu dépasse la moyenne des extrémités."),
        "\\tfrac12\\cdot 0+\\tfrac12\\cdot 0 < \\tfrac1{16}",
        new Justification.Exact(List.of("1/2*0 + 1/2*0 < 1/16")));
  }

  private static Step everySegment() {
    return new Step(
        "every-segment",
        Text.of(
            "The same for every segment from $(0,t)$ to $(s,0)$ with $s \\ge 0$.",
            "De même pour tout segment de $(0,t)$ à $(s,0)$ avec $s \\ge 0$."),
        "E(0,t)=0,\\quad E(s,0)=0,\\quad"
            + " E\\left(\\tfrac s2,\\tfrac t2\\right)=\\tfrac{(st)^2}{16}",
        new Justification.Identity(
            List.of(
                "(t*Max(0, 0))^2 == 0",
                "(0*Max(0, s))^2 == 0",
                "((t + 0)/2*Max(0, (0 + s)/2))^2 == (s*t)^2/16"),
            List.of("s >= 0"),
            List.of(),
            Text.of("all real s ≥ 0 and t", "tous les réels s ≥ 0 et t")));
  }

  private static Step everySegmentStrict() {
    return new Step(
        "every-segment-strict",
        Text.of(
            "If $s>0$ and $t \\ne 0$ the middle lies above the mean of the ends.",
            "Si $s>0$ et $t \\ne 0$ le milieu dépasse la moyenne des extrémités."),
        "s>0,\\ t\\ne 0\\ \\Longrightarrow\\"
            + " \\tfrac12\\cdot 0+\\tfrac12\\cdot 0 < \\tfrac{(st)^2}{16}",
        new Justification.Implication(
            List.of("s > 0", "t != 0"),
            "1/2*0 + 1/2*0 < (s*t)^2/16",
            Text.of("all real s > 0 and t ≠ 0", "tous les réels s > 0 et t ≠ 0")));
  }

  private static Step hessian() {
    return new Step(
        "hessian",
        Text.of(
            "The four entries of the Hessian of $(w_1w_2)^2$.",
            "Les quatre coefficients de la hessienne de $(w_1w_2)^2$."),
        "\\nabla^2 (w_1w_2)^2=\\begin{pmatrix}2w_2^2 & 4w_1w_2\\\\ 4w_1w_2 & 2w_1^2\\end{pmatrix}",
        new Justification.Identity(
            List.of(
                H11 + " == 2*w2^2", H12 + " == 4*w1*w2", H21 + " == 4*w1*w2", H22 + " == 2*w1^2"),
            List.of(),
            List.of(),
            ALL_WEIGHTS));
  }

  private static Step determinant() {
    return new Step(
        "determinant",
        Text.of(
            "Its determinant, from the derivatives themselves.",
            "Son déterminant, à partir des dérivées elles-mêmes."),
        "\\det\\nabla^2 (w_1w_2)^2=-12\\,(w_1w_2)^2",
        new Justification.Identity(
            List.of(H11 + "*" + H22 + " - " + H12 + "*" + H21 + " == -12*(w1*w2)^2"),
            List.of(),
            List.of(),
            ALL_WEIGHTS));
  }

  private static Step indefinite() {
    return new Step(
        "indefinite",
        Text.of(
            "Where $w_1w_2 \\ne 0$ the determinant is negative: the two eigenvalues have opposite"
                + " signs.",
            "Là où $w_1w_2 \\ne 0$ le déterminant est négatif : les deux valeurs propres sont de"
                + " signes contraires."),
        "w_1\\ne 0,\\ w_2\\ne 0\\ \\Longrightarrow\\ -12\\,(w_1w_2)^2<0",
        new Justification.Implication(
            List.of("w1 != 0", "w2 != 0"),
            "-12*(w1*w2)^2 < 0",
            Text.of("all real w1 ≠ 0 and w2 ≠ 0", "tous les réels w1 ≠ 0 et w2 ≠ 0")));
  }

  private static Step curvature() {
    return new Step(
        "curvature",
        Text.of(
            "It is negative along $(w_1,-w_2)$ and positive along $(w_1,w_2)$.",
            "Elle est négative le long de $(w_1,-w_2)$ et positive le long de $(w_1,w_2)$."),
        "(w_1,\\mp w_2)\\,\\nabla^2 (w_1w_2)^2\\,(w_1,\\mp w_2)^T=-4\\,(w_1w_2)^2,\\ 12\\,(w_1w_2)^2",
        new Justification.Identity(
            List.of(
                "w1^2*"
                    + H11
                    + " - w1*w2*"
                    + H12
                    + " - w1*w2*"
                    + H21
                    + " + w2^2*"
                    + H22
                    + " == -4*(w1*w2)^2",
                "w1^2*"
                    + H11
                    + " + w1*w2*"
                    + H12
                    + " + w1*w2*"
                    + H21
                    + " + w2^2*"
                    + H22
                    + " == 12*(w1*w2)^2"),
            List.of(),
            List.of(),
            ALL_WEIGHTS));
  }

  private static Step shortChords() {
    return new Step(
        "short-chords",
        Text.of(
            "Both ends of the chord $\\pm\\varepsilon\\,(w_1,-w_2)$ about $(w_1,w_2)$, by the"
                + " network, and how far they lie below the middle.",
            "Les deux extrémités de la corde $\\pm\\varepsilon\\,(w_1,-w_2)$ autour de $(w_1,w_2)$,"
                + " par le réseau, et de combien elles sont sous le milieu."),
        "E(w_1\\pm\\varepsilon w_1,w_2\\mp\\varepsilon w_2)"
            + "=(w_1w_2)^2-\\varepsilon^2(2-\\varepsilon^2)(w_1w_2)^2",
        new Justification.Identity(
            List.of(
                "((w2 - e*w2)*Max(0, w1 + e*w1))^2 == (w1*w2)^2 - e^2*(2 - e^2)*(w1*w2)^2",
                "((w2 + e*w2)*Max(0, w1 - e*w1))^2 == (w1*w2)^2 - e^2*(2 - e^2)*(w1*w2)^2"),
            List.of("w1 >= 0", "1 + e >= 0", "1 - e >= 0"),
            List.of(),
            Text.of(
                "all real w1 ≥ 0 and w2, −1 ≤ ε ≤ 1", "tous les réels w1 ≥ 0 et w2, −1 ≤ ε ≤ 1")));
  }

  private static Step shortChordsStrict() {
    return new Step(
        "short-chords-strict",
        Text.of(
            "However short the chord, its middle lies above both ends if $w_1w_2 \\ne 0$.",
            "Si courte que soit la corde, son milieu dépasse les deux extrémités si $w_1w_2 \\ne"
                + " 0$."),
        "0<\\varepsilon<1\\ \\Longrightarrow\\ \\varepsilon^2(2-\\varepsilon^2)(w_1w_2)^2>0",
        new Justification.Implication(
            List.of("w1 > 0", "w2 != 0", "e > 0", "1 - e^2 > 0"),
            "e^2*(2 - e^2)*(w1*w2)^2 > 0",
            Text.of(
                "all real w1 > 0, w2 ≠ 0, 0 < ε < 1", "tous les réels w1 > 0, w2 ≠ 0, 0 < ε < 1")));
  }

  static List<StepMutant> mutants() {
    return StepMutants.of(steps())
        .with(
            "network",
            "network-target",
            Text.of("the example is $(1,1)$", "l'exemple est $(1,1)$"),
            network(Change.TARGET_ONE))
        .with(
            "network",
            "network-middle",
            Text.of(
                "by the network the middle is $(st)^2/8$",
                "par le réseau le milieu est $(st)^2/8$"),
            network(Change.EIGHTH))
        .with(
            "network",
            "network-direction",
            Text.of(
                "by the network the middle lies below the mean",
                "par le réseau le milieu est sous la moyenne"),
            network(Change.REVERSED))
        .without(
            "closed-form",
            "closed-form-any-sign",
            Text.of("the closed form for every real $w_1$", "la forme close pour tout réel $w_1$"),
            "w1 >= 0")
        .edit(
            "closed-form",
            "closed-form-exponent",
            Text.of("$E=w_1w_2$", "$E=w_1w_2$"),
            "(w1*w2)^2",
            "w1*w2")
        .edit(
            "values",
            "middle-value",
            Text.of("the value in the middle is $\\frac18$", "la valeur au milieu est $\\frac18$"),
            "== 1/16",
            "== 1/8")
        .edit(
            "strict",
            "strict-reversed",
            Text.of("the inequality the other way round", "l'inégalité dans l'autre sens"),
            "<",
            ">")
        .edit(
            "every-segment",
            "segment-middle",
            Text.of("the middle is $(s,t)$ over 4", "le milieu est $(s,t)$ divisé par 4"),
            "(0 + s)/2",
            "(0 + s)/4")
        .without(
            "every-segment",
            "segment-any-sign",
            Text.of("for every real $s$", "pour tout réel $s$"),
            "s >= 0")
        .without(
            "every-segment-strict",
            "strict-for-zero",
            Text.of("for $t=0$ too", "pour $t=0$ aussi"),
            "t != 0")
        .edit(
            "hessian",
            "mixed-derivative",
            Text.of("the mixed derivative is $2w_1w_2$", "la dérivée croisée est $2w_1w_2$"),
            H12 + " == 4",
            H12 + " == 2")
        .edit(
            "determinant",
            "determinant-sign",
            Text.of("the determinant is $12(w_1w_2)^2$", "le déterminant est $12(w_1w_2)^2$"),
            "== -12",
            "== 12")
        .without(
            "indefinite",
            "indefinite-on-the-axis",
            Text.of("indefinite where $w_2=0$ too", "indéfinie aussi là où $w_2=0$"),
            "w2 != 0")
        .edit(
            "short-chords",
            "chord-gap",
            Text.of(
                "the gap is $\\varepsilon^2(1-\\varepsilon^2)(w_1w_2)^2$ at one end",
                "l'écart est $\\varepsilon^2(1-\\varepsilon^2)(w_1w_2)^2$ à une extrémité"),
            "w1 + e*w1))^2 == (w1*w2)^2 - e^2*(2",
            "w1 + e*w1))^2 == (w1*w2)^2 - e^2*(1")
        .list();
  }
}
