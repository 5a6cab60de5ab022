package org.theoria.theorems.linear;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;
import org.theoria.proposition.Text;

/** What the entries on two layers say in common. */
final class TwoLayerTexts {
  private TwoLayerTexts() {}

  static final Text SAMPLED =
      Text.of(
          "Sampled: $n_0,n_2\\le 4$, $n_1\\le 3$, $n\\le 6$.",
          "Tirages : $n_0,n_2\\le 4$, $n_1\\le 3$, $n\\le 6$.");

  static final Text PSEUDO_INVERSE =
      Text.of(
          "Without one of the two hypotheses an inverse of the statement does not exist; the ablations read it as"
              + " the Moore-Penrose inverse.",
          "Sans l'une des deux hypothèses un inverse de l'énoncé n'existe pas ; les ablations le lisent comme"
              + " inverse de Moore-Penrose.");

  /** The texts of the two claims of an equivalence. */
  static Map<String, Text> equivalence(
      String leftEn, String leftFr, String rightEn, String rightFr) {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put("only-if", Text.of(leftEn + " ⇒ " + rightEn, leftFr + " ⇒ " + rightFr));
    texts.put("if", Text.of(rightEn + " ⇒ " + leftEn, rightFr + " ⇒ " + leftFr));
    return texts;
  }

  /** The symbols of the five proofs. */
  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("a#", "entries of $A$", "coefficients de $A$"),
              Symbol.real("b#", "entries of $B$", "coefficients de $B$"),
              Symbol.real("x#", "entries of $X$", "coefficients de $X$"),
              Symbol.real("y#", "entries of $Y$", "coefficients de $Y$"),
              Symbol.real(
                  "t#",
                  "entries of $\\Sigma_{YX}\\Sigma_{XX}^{-1}$",
                  "coefficients de $\\Sigma_{YX}\\Sigma_{XX}^{-1}$"),
              Symbol.real("c", "$\\Sigma_{YX}$, $n_0=1$", "$\\Sigma_{YX}$, $n_0=1$"),
              Symbol.real("c#", "entries of $\\Sigma_{YX}$", "coefficients de $\\Sigma_{YX}$"),
              Symbol.real("b", "$B$, $n_0=n_1=1$", "$B$, $n_0=n_1=1$"),
              Symbol.real("s", "$\\Sigma_{XX}$, $n_0=1$", "$\\Sigma_{XX}$, $n_0=1$"),
              Symbol.real("u", "a real number", "un réel"),
              Symbol.real("v", "a real number", "un réel"),
              Symbol.real("p#", "entries of a projection", "coefficients d'une projection"),
              Symbol.real("l#", "eigenvalues of $\\Sigma$", "valeurs propres de $\\Sigma$"),
              Symbol.real("t", "a real number", "un réel")),
          List.of(),
          List.of("s > 0"),
          Map.of("λ", "l"));
}
