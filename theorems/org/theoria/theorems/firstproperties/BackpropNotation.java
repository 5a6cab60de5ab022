package org.theoria.theorems.firstproperties;

import java.util.List;
import java.util.Map;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the proofs of the backpropagation formula. */
final class BackpropNotation {

  private BackpropNotation() {}

  /** Weights, biases and layers by their indices; σ and L uninterpreted. */
  static Notation smooth() {
    return new Notation(
        List.of(
            Symbol.real(
                "w#",
                "weights: w1, w2 of layers of one neuron, w12 the entry (1,2) of a matrix",
                "poids : w1, w2 de couches à un neurone, w12 le coefficient (1,2) d'une matrice"),
            Symbol.real("b#", "biases", "biais"),
            Symbol.real("v#", "weights of the next layer", "poids de la couche suivante"),
            Symbol.real("c#", "biases of the next layer", "biais de la couche suivante"),
            Symbol.real("w", "a weight", "un poids"),
            Symbol.real("b", "a bias", "un biais"),
            Symbol.real("x", "the input", "l'entrée"),
            Symbol.real("x#", "coordinates of the input", "coordonnées de l'entrée"),
            Symbol.real("y", "the label", "l'étiquette"),
            Symbol.real("y#", "coordinates of the label", "coordonnées de l'étiquette"),
            Symbol.real("z", "a pre-activation", "une pré-activation"),
            Symbol.real("z#", "pre-activations", "pré-activations"),
            Symbol.real("f#", "outputs of the layer before", "sorties de la couche précédente"),
            Symbol.real("t", "a real number", "un réel")),
        List.of(
            Function.of(
                "s", 1, "an activation $\\sigma$, smooth", "une activation $\\sigma$, régulière"),
            Function.of(
                "s#",
                1,
                "the activations $\\sigma_1,\\sigma_2,\\dots$, smooth; s1'(z) is the derivative",
                "les activations $\\sigma_1,\\sigma_2,\\dots$, régulières ; s1'(z) est la dérivée"),
            Function.of(
                "L",
                Function.ANY,
                "the loss, of the outputs and then the labels, smooth; L'1 its derivative by the first",
                "le coût, des sorties puis des étiquettes, régulier ; L'1 sa dérivée selon la première"),
            Function.of(
                "G",
                Function.ANY,
                "$E$ as a function of the pre-activations of a layer, smooth",
                "$E$ comme fonction des pré-activations d'une couche, régulière")),
        List.of(),
        Map.of("σ", "s"));
  }

  /** The same, with the slopes on the two sides of a kink. */
  static Notation kinked() {
    Notation smooth = smooth();
    List<Symbol> more =
        List.of(
            Symbol.real("ap", "slope of $\\sigma$ above the kink", "pente de $\\sigma$ à droite"),
            Symbol.real("am", "slope of $\\sigma$ below the kink", "pente de $\\sigma$ à gauche"),
            Symbol.real("D", "$[\\Delta_h]_i$", "$[\\Delta_h]_i$"));
    return new Notation(
        java.util.stream.Stream.concat(more.stream(), smooth.symbols().stream()).toList(),
        smooth.functions(),
        smooth.assumptions(),
        Map.of("σ", "s", "Δ", "D"));
  }
}
