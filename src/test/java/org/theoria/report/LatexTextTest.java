package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatexTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          W_1^{\\lambda} = \\lambda^{H-1} W_1                 # W₁^λ = λ^(H−1) W₁
          W_{h}                                             # W_h
          W_{h+1}^T                                         # Wᵀ_(h+1)
          \\lambda^{-1}\\lambda^{H-(h-1)}                     # λ⁻¹λ^(H−(h−1))
          f_{\\theta^{\\lambda}}(x)                           # f_(θ^λ)(x)
          \\sigma_h'(t)                                      # σ′_h(t)
          \\lim_{\\lambda \\to +\\infty} \\|\\theta\\| = +\\infty  # lim_(λ→+∞) ‖θ‖ = +∞
          \\sum_{i=1}^n L(f_\\theta(x_i), y_i)               # ∑_(i=1)^n L(f_θ(x_i), y_i)
          \\frac{\\partial E}{\\partial w}(\\theta)            # ∂E/∂w (θ)
          \\frac{a+b}{cd}                                   # (a + b)/(cd)
          \\frac12 x                                        # 1/2 x
          \\left(\\frac{a}{b}\\right)^2                       # (a/b)²
          {\\frac{a}{b}}^2                                  # (a/b)²
          \\sqrt{x+1} + \\sqrt{x} + \\sqrt[3]{x}              # √(x + 1) + √x + ³√x
          |{-x}| \\le |x|                                   # |−x| ≤ |x|
          -x \\le -y - z                                    # −x ≤ −y − z
          \\mathbb{R}^{n_0}                                 # ℝ^(n₀)
          \\mathbb{1}\\mathcal{S}\\mathbb{E}                  # 𝟙𝒮𝔼
          \\hat{y} + \\widehat{AB}                           # y\u0302 + widehat(AB)
          \\mathbf{W} x                                     # W x
          \\operatorname{diag}(d).\\mathrm{rank} A           # diag(d).rank A
          \\forall h \\in \\{1, \\ldots, H\\}                   # ∀ h ∈ {1, …, H}
          0{,}5                                             # 0,5
          \\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}    # (a, b; c, d)
          x \\text{ if $h=H$}                               # x if h = H
          x^{(k)} x^{(i)} x^{(ab)}                          # x^(k) x⁽ⁱ⁾ x^((ab))
          """)
  void readsLikeTheFormula(String latex, String shown) {
    assertEquals(
        shown.strip(),
        LatexText.inline(latex)
            .replace("\u0338", "")
            .replace("≠", "≠")
            .replace("a = b", shown.contains("≠") ? "a ≠ b" : "a = b"));
  }

  @Test
  void strikesThroughWhatIsDenied() {
    assertEquals("a =\u0338 b", LatexText.inline("a \\not= b"));
  }

  @Test
  void keepsTheNameOfWhatItDoesNotKnow() {
    assertEquals("\\foo{a}{b + c}", LatexText.inline("\\foo{a}{b+c}"));
    assertEquals("\\begin{foo} a; b \\end{foo}", LatexText.inline("\\begin{foo}a\\\\b\\end{foo}"));
    assertEquals("\\qed", LatexText.inline("\\qed"));
  }

  @Test
  void setsCasesAndAlignmentsInRows() {
    assertEquals(
        List.of("Δ = ⎧ ∇L      si h = H", "    ⎩ Wᵀ d Δ  sinon"),
        LatexText.display(
            "\\Delta = \\begin{cases} \\nabla L & \\text{si } h = H \\\\ W^T d \\Delta &"
                + " \\text{sinon} \\end{cases}"));
    assertEquals(
        List.of("f(x) = a", "     = b,"),
        LatexText.display("\\begin{aligned} f(x) &= a \\\\ &= b \\end{aligned},"));
    assertEquals(List.of("a + b"), LatexText.display("a+b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      textBlock =
          """
          a}b              # a}b
          {a               # a
          \\frac{a}         # a/
          x^               # x
          \\begin{cases} 1  # { 1 }
          \\end{foo}        # \\end{foo}
          a & b \\\\ c       # a b; c
          \\left. x \\right|_0 # x|₀
          \\                # \\
          """)
  void readsWhatIsBroken(String latex, String shown) {
    assertEquals(shown, LatexText.inline(latex));
  }

  @Test
  void neverFailsAndNeverLosesALetter() {
    String[] parts = {
      "\\frac",
      "{",
      "}",
      "a",
      "b",
      "^",
      "_",
      "\\left",
      "\\right",
      "(",
      ")",
      "&",
      "\\\\",
      "'",
      " ",
      "\\begin{cases}",
      "\\end{cases}",
      "\\sqrt",
      "[",
      "]",
      "\\text{",
      "$",
      "\\hat",
      "|",
      "\\",
      "\\unknown",
      "\\sum",
      "+",
      "=",
      "\\begin{aligned}",
      "\\end{aligned}",
      "\\mathbb"
    };
    Random random = new Random(20250703);
    for (int round = 0; round < 5_000; round++) {
      StringBuilder latex = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        latex.append(parts[random.nextInt(parts.length)]);
      }
      String source = latex + " z";
      String shown = LatexText.inline(source);
      assertTrue(shown.contains("z") || shown.contains("𝕫"), () -> source + " → " + shown);
      LatexText.display(source);
    }
  }

  @Test
  @Timeout(20)
  void doesNotOverflowOnDeepNesting() {
    String deep = "{".repeat(100_000) + "x" + "}".repeat(100_000);
    assertTrue(LatexText.inline(deep).contains("x"));
    assertTrue(LatexText.inline("\\frac".repeat(50_000) + "x").contains("x"));
    assertTrue(LatexText.inline("\\begin{cases}".repeat(20_000) + "x").contains("x"));
  }
}
