package org.theoria.theorems.geometry;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the two proofs on shallow networks. */
final class ShallowTexts {
  private ShallowTexts() {}

  static final Notation NOTATION =
      new Notation(
          List.of(
              Symbol.real("w", "$w_k$", "$w_k$"),
              Symbol.real("b", "$b_k$", "$b_k$"),
              Symbol.real("v", "$v_k$, the outgoing weight", "$v_k$, le poids de sortie"),
              Symbol.real(
                  "c", "the output bias, or a constant", "le biais de sortie, ou une constante"),
              Symbol.real("a", "an entry of the pattern", "un coefficient du motif"),
              Symbol.real("x", "an example", "un exemple"),
              Symbol.real("p", "$x^{(i-1)}$, or any real", "$x^{(i-1)}$, ou un réel"),
              Symbol.real("q", "$x^{(i)}$, or any real", "$x^{(i)}$, ou un réel"),
              Symbol.real("t", "a kink", "un point anguleux"),
              Symbol.real("t#", "kinks", "points anguleux"),
              Symbol.real("x#", "examples", "exemples"),
              Symbol.real("N", "$|\\mathcal A(X,\\theta)|$", "$|\\mathcal A(X,\\theta)|$"),
              Symbol.real("r", "a rank", "un rang")),
          List.of(),
          List.of(),
          Map.of());
}
