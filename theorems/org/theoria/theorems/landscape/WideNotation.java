package org.theoria.theorems.landscape;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the proofs on wide networks. */
final class WideNotation {

  private WideNotation() {}

  static Notation chain() {
    return new Notation(
        List.of(
            Symbol.real(
                "w#",
                "weights: w12 the entry (1,2) of a matrix",
                "poids : w12 le coefficient (1,2) d'une matrice"),
            Symbol.real("b#", "biases", "biais"),
            Symbol.real(
                "x#",
                "inputs: x2 the second one, x12 the entry 1 of the second one",
                "entrées : x2 la deuxième, x12 le coefficient 1 de la deuxième"),
            Symbol.real("y#", "targets", "cibles"),
            Symbol.real(
                "e#",
                "errors $\\tilde\\Delta=d\\odot\\Delta$",
                "erreurs $\\tilde\\Delta=d\\odot\\Delta$"),
            Symbol.real("d#", "slopes $\\sigma'$", "pentes $\\sigma'$"),
            Symbol.real("d", "a slope $\\sigma'$", "une pente $\\sigma'$"),
            Symbol.real("t", "an entry of $\\Delta$", "un coefficient de $\\Delta$"),
            Symbol.real("f", "an output $f_\\theta(x)$", "une sortie $f_\\theta(x)$"),
            Symbol.real("y", "a target", "une cible"),
            Symbol.integer("h", "a layer", "une couche")),
        List.of(
            Function.of(
                "s#",
                1,
                "the activations $\\sigma_1,\\sigma_2,\\dots$, smooth",
                "les activations $\\sigma_1,\\sigma_2,\\dots$, régulières"),
            Function.of(
                "L",
                Function.ANY,
                "the loss, of the outputs and then the targets, smooth",
                "le coût, des sorties puis des cibles, régulier"),
            entry(
                "a",
                "an entry of the error at layer $h$",
                "un coefficient de l'erreur à la couche $h$"),
            entry("c", "another one", "un autre"),
            entry("p", "an entry of $W_{h+1}^T$", "un coefficient de $W_{h+1}^T$"),
            entry("q", "another one", "un autre"),
            entry("r", "another one", "un autre"),
            entry("u", "another one", "un autre")),
        List.of(),
        Map.of("σ", "s", "Δ", "e"));
  }

  /** A number for each layer. */
  private static Function entry(String name, String en, String fr) {
    return Function.of(name, 1, en, fr);
  }

  /** The same, with Gram matrices and bounds. */
  static Notation bound() {
    Notation chain = chain();
    List<Symbol> more =
        List.of(
            Symbol.real(
                "g#",
                "the Gram matrix $A^TA$ or $W_hW_h^T$: g12 its entry (1,2)",
                "la matrice de Gram $A^TA$ ou $W_hW_h^T$ : g12 son coefficient (1,2)"),
            Symbol.real(
                "l",
                "$\\lambda$, a bound of its eigenvalues",
                "$\\lambda$, une borne de ses valeurs propres"),
            Symbol.real("m", "a bound of the slopes", "une borne des pentes"),
            Symbol.real("t#", "entries of $\\Delta$", "coefficients de $\\Delta$"),
            Symbol.real("p", "a squared norm", "le carré d'une norme"),
            Symbol.real("q", "a squared norm", "le carré d'une norme"),
            Symbol.real("r", "a squared norm", "le carré d'une norme"),
            Symbol.real("a", "a factor", "un facteur"),
            Symbol.real("c", "a factor", "un facteur"));
    return new Notation(
        Stream.concat(more.stream(), chain.symbols().stream()).toList(),
        chain.functions(),
        chain.assumptions(),
        Map.of("σ", "s", "Δ", "t", "λ", "l"));
  }
}
