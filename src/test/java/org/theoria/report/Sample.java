package org.theoria.report;

import java.util.List;
import java.util.Optional;
import org.theoria.experiment.Plot;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/**
 * A document with every kind of block and inline, on the statements of slides 42 and 45-46, and
 * with every character that a format could take for its own. The numbers in it are made up.
 */
final class Sample {

  private Sample() {}

  static Document document(Language language) {
    return new Document(
        language,
        Prose.inlines("Theoria: 2 propositions, <first> & \"second\""),
        List.of(summary(), nonCoercive(), backprop()));
  }

  static Doc.Table summary() {
    return new Doc.Table(
        Prose.inlines("Seed 7, $10^5$ instances each; exact rationals | intervals"),
        List.of(
            Doc.Column.left("proposition"),
            Doc.Column.flexible("statement"),
            Doc.Column.left("verdict"),
            Doc.Column.right("tried"),
            new Doc.Column(Prose.inlines("$p$-bound"), Doc.Align.CENTRE, false)),
        List.of(
            new Doc.Row(
                List.of(
                    List.of(
                        new Inline.Link(
                            "relu-non-coercive", List.of(new Inline.Code("relu-non-coercive")))),
                    Prose.inlines(
                        "For every ReLU network and every sample, $E$ is not coercive:"
                            + " $\\|\\theta^\\lambda\\| \\to \\infty$ while"
                            + " $E(\\theta^\\lambda) = E(\\theta)$."),
                    List.of(new Inline.Badge(Tone.GOOD, "held")),
                    Prose.inlines("100,000"),
                    Prose.inlines("$3 \\cdot 10^{-5}$"))),
            new Doc.Row(
                List.of(
                    List.of(
                        new Inline.Link(
                            "backprop-gradient", List.of(new Inline.Code("backprop-gradient")))),
                    Prose.inlines("The gradient of a fully connected network."),
                    List.of(new Inline.Badge(Tone.BAD, "refuted")),
                    Prose.inlines("7"),
                    Prose.inlines("–")))));
  }

  private static Doc.Section nonCoercive() {
    return new Doc.Section(
        Prose.inlines("Non-coercivity in the ReLU case"),
        "relu-non-coercive",
        List.of(
            new Doc.Paragraph(
                List.of(
                    new Inline.Plain("For every "),
                    new Inline.Strong(List.of(new Inline.Plain("ReLU"))),
                    new Inline.Plain(" network the function "),
                    new Inline.Formula("E"),
                    new Inline.Plain(" is "),
                    new Inline.Emphasis(List.of(new Inline.Plain("not"))),
                    new Inline.Plain(" coercive; `back_ticks`, *stars*, a|b, 1 < 2, cost: 3 $."))),
            new Doc.DisplayMath(
                "\\lim_{\\lambda \\to +\\infty} \\|\\theta^{\\lambda}\\| = +\\infty"),
            new Doc.Section(
                Prose.inlines("Proof"),
                "relu-non-coercive-proof",
                List.of(
                    new Doc.Bullets(
                        true,
                        List.of(
                            List.of(
                                new Doc.Paragraph(
                                    List.of(
                                        new Inline.Badge(Tone.GOOD, "checked"),
                                        new Inline.Plain(" positive homogeneity"))),
                                new Doc.DisplayMath("\\sigma(\\lambda t) = \\lambda \\sigma(t)")),
                            List.of(
                                Doc.paragraph(
                                    "$W_1^{\\lambda} = \\lambda^{H-1} W_1$ and"
                                        + " $W_h^{\\lambda} = \\lambda^{-1} W_h$")))),
                    new Doc.Bullets(
                        false,
                        List.of(
                            List.of(
                                new Doc.Paragraph(List.of(new Inline.Badge(Tone.WARN, "gave up")))),
                            List.of(
                                new Doc.Paragraph(
                                    List.of(new Inline.Badge(Tone.NEUTRAL, "cited")))))))),
            new Doc.Definitions(
                List.of(
                    new Doc.Definition(
                        Prose.inlines("$\\theta^\\lambda$"),
                        List.of(Doc.paragraph("the rescaled parameters"))),
                    new Doc.Definition(
                        Prose.inlines("vacuous"),
                        List.of(Doc.paragraph("no instance met the hypotheses")))))));
  }

  private static Doc.Section backprop() {
    return new Doc.Section(
        Prose.inlines("Gradient of a fully connected network"),
        "backprop-gradient",
        List.of(
            new Doc.DisplayMath(
                "\\frac{\\partial E}{\\partial (\\mathbf{W}_h)_{i,j}}(\\theta) ="
                    + " \\left[f_{\\theta}^{h-1}(x) \\right]_j \\left[d_{\\theta}^h(x) \\right]_i"
                    + " \\Delta_i^h(x)"),
            new Doc.DisplayMath(
                "\\Delta^{h}(x) = \\begin{cases} \\nabla_{y_{1}} L(f_{\\theta}(x), y)"
                    + " & \\text{, si } h = H \\\\ \\mathbf{W}_{h+1}^{T}."
                    + "\\operatorname{diag}\\left(d_{\\theta}^{h+1}(x)\\right).\\Delta^{h+1}(x)"
                    + " & \\text{, sinon} \\end{cases}"),
            new Doc.DisplayMath(
                "\\begin{aligned} f_{\\theta^{\\lambda}}(x) &= \\lambda^{-1} W_{H} \\cdots"
                    + " \\sigma(\\lambda^{-1} W_{2} \\sigma(\\lambda^{H-1} W_{1} x)) \\cdots \\\\"
                    + " &= f_{\\theta}(x) \\end{aligned}"),
            new Doc.Callout(
                Tone.BAD,
                Prose.inlines("Refuted as stated"),
                List.of(
                    Doc.paragraph("On a kink, $\\sigma_h'$ does not exist: see the certificate."))),
            new Doc.Figure(
                Prose.inlines("The loss $E$, falling"),
                "figures/loss.svg",
                "A <line> that falls from 1 to 0.",
                List.of(
                    new Plot(
                        Plot.Axis.linear(Text.of("step", "pas"), 0, 10),
                        Plot.Axis.linear(Text.of("loss", "perte"), 0, 1).at(0.0, 1.0),
                        false,
                        List.of(
                            new Plot.Line(
                                Optional.of(Text.of("loss", "perte")),
                                Plot.Tint.BLUE,
                                Plot.Stroke.SOLID,
                                2,
                                List.of(new Plot.Point(0, 1), new Plot.Point(10, 0))))))),
            new Doc.Details(
                Prose.inlines("Certificate"),
                List.of(
                    new Doc.CodeBlock(
                        Optional.of("json"),
                        "{\"format\":1,\n \"claim\":\"<lower> & ```upper```\"}")))));
  }
}
