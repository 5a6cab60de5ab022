package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the proofs about deep linear networks, for a reader's own steps. */
final class DeepLinearNotation {

  private static final Map<String, String> GREEK = Map.of("λ", "l", "δ", "d");

  private DeepLinearNotation() {}

  private static List<Symbol> common() {
    List<Symbol> symbols = new ArrayList<>();
    symbols.add(
        Symbol.real(
            "l#",
            "any reals; in the proof eigenvalues $\\lambda_i=\\delta_i^2$ of $\\Sigma$",
            "des réels ; dans la preuve des valeurs propres $\\lambda_i=\\delta_i^2$ de $\\Sigma$"));
    symbols.add(
        Symbol.real(
            "d#",
            "any reals; in the proof singular values",
            "des réels ; dans la preuve des valeurs singulières"));
    symbols.add(
        Symbol.real("t", "the place on a line or curve", "la place sur une droite ou courbe"));
    symbols.add(Symbol.real("w", "a weight", "un poids"));
    symbols.add(Symbol.real("w#", "weights", "des poids"));
    symbols.add(
        Symbol.real(
            "g#",
            "any reals; in the proof entries of $G$",
            "des réels ; dans la preuve des coefficients de $G$"));
    symbols.add(
        Symbol.real(
            "a#",
            "any reals; in the proof a column of $A$",
            "des réels ; dans la preuve une colonne de $A$"));
    return symbols;
  }

  /** {@link DeepLinearCriticalValues}. */
  static Notation criticalValues() {
    List<Symbol> symbols = common();
    symbols.add(
        Symbol.real(
            "p#",
            "any reals; in the proof diagonal entries of $U^TPU$",
            "des réels ; dans la preuve des coefficients diagonaux de $U^TPU$"));
    symbols.add(
        Symbol.real(
            "p",
            "any real; in the proof a diagonal entry of $U^TPU$",
            "un réel ; dans la preuve un coefficient diagonal de $U^TPU$"));
    symbols.add(
        Symbol.real(
            "q",
            "any real; in the proof an entry of $U^TPU$ off the diagonal",
            "un réel ; dans la preuve un coefficient de $U^TPU$ hors diagonale"));
    return new Notation(symbols, List.of(), List.of(), GREEK);
  }

  /** {@link DeepLinearClassification}. */
  static Notation classification() {
    List<Symbol> symbols = common();
    symbols.add(
        Symbol.real(
            "li", "$\\lambda_i$, $i\\in\\mathcal S$", "$\\lambda_i$, avec $i\\in\\mathcal S$"));
    symbols.add(
        Symbol.real(
            "lj",
            "$\\lambda_j$, $j\\notin\\mathcal S$",
            "$\\lambda_j$, avec $j\\notin\\mathcal S$"));
    symbols.add(
        Symbol.real(
            "l", "any real; in the proof $\\lambda_r$", "un réel ; dans la preuve $\\lambda_r$"));
    symbols.add(
        Symbol.real(
            "s",
            "any real; in the proof $\\sqrt{\\lambda_{r+1}}$, or the square of a norm",
            "un réel ; dans la preuve $\\sqrt{\\lambda_{r+1}}$, ou le carré d'une norme"));
    symbols.add(
        Symbol.real(
            "m",
            "any real; in the proof the trace of the blocks of a pivot",
            "un réel ; dans la preuve la trace des blocs d'un pivot"));
    for (String norm : List.of("b", "c", "q")) {
      symbols.add(
          Symbol.real(
              norm,
              "any reals; in the proof norms of parts of a direction, and their product",
              "des réels ; dans la preuve des normes de parties d'une direction, et leur produit"));
    }
    return new Notation(symbols, List.of(), List.of(), GREEK);
  }

  /** {@link DeepLinearExistence}. */
  static Notation existence() {
    List<Symbol> symbols = common();
    symbols.add(
        Symbol.real(
            "l", "any real; in the proof $\\lambda_j$", "un réel ; dans la preuve $\\lambda_j$"));
    for (String vector : List.of("p#", "q#", "m#")) {
      symbols.add(
          Symbol.real(
              vector,
              "any reals; in the proof coordinates of $u_i$, $u_j$, $\\Sigma u_j$",
              "des réels ; dans la preuve des coordonnées de $u_i$, $u_j$, $\\Sigma u_j$"));
    }
    return new Notation(symbols, List.of(), List.of(), GREEK);
  }
}
