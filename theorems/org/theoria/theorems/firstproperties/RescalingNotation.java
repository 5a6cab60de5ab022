package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Function;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the two rescaling arguments of slides 42 and 48. */
final class RescalingNotation {

  private RescalingNotation() {}

  /**
   * The symbols of both proofs.
   *
   * @param depth the least H
   */
  static Notation of(int depth) {
    List<Symbol> symbols = new ArrayList<>();
    symbols.add(Symbol.real("l", "$\\lambda$", "$\\lambda$"));
    symbols.add(Symbol.integer("H", "the number of layers", "le nombre de couches"));
    symbols.add(Symbol.integer("h", "a layer", "une couche"));
    symbols.add(
        Symbol.integer("k", "layers below the last: $H-h$", "couches sous la dernière : $H-h$"));
    for (String weight : List.of("w", "w#", "u#", "v#")) {
      symbols.add(Symbol.real(weight, "weights", "poids"));
    }
    for (String bias : List.of("b", "b#")) {
      symbols.add(Symbol.real(bias, "biases", "biais"));
    }
    for (String input : List.of("x", "x#")) {
      symbols.add(Symbol.real(input, "inputs", "entrées"));
    }
    for (String output : List.of("f", "f#", "y")) {
      symbols.add(
          Symbol.real(
              output,
              "any real; in the proof an output of a layer",
              "un réel ; dans la preuve une sortie de couche"));
    }
    for (String number : List.of("t", "a", "c", "p", "q")) {
      symbols.add(Symbol.real(number, "real numbers", "des réels"));
    }
    symbols.add(
        Symbol.real(
            "tau",
            "any positive real; in the proof an entry of the diagonal $T$",
            "un réel positif ; dans la preuve un coefficient de la diagonale $T$"));
    symbols.add(Symbol.real("s", "a step along a coordinate", "un pas le long d'une coordonnée"));
    return new Notation(
        symbols,
        layers(),
        List.of(
            "l > 0",
            "H >= " + depth,
            "h >= 1",
            "h <= H",
            "k == H - h",
            "k >= 0",
            "tau > 0",
            "s > 0"),
        Map.of("λ", "l", "τ", "tau"));
  }

  /** Layers, weights and biases as functions of the layer, for steps from h to h+1. */
  static List<Function> layers() {
    List<Function> functions = new ArrayList<>();
    for (String layers : List.of("f", "e")) {
      functions.add(
          Function.of(
              layers,
              1,
              "any function; in the proof the layers of $f_\\theta$",
              "une fonction ; dans la preuve les couches de $f_\\theta$"));
    }
    for (String layers : List.of("g", "k")) {
      functions.add(
          Function.of(
              layers,
              1,
              "any function; in the proof the layers of $f_{\\theta^\\lambda}$",
              "une fonction ; dans la preuve les couches de $f_{\\theta^\\lambda}$"));
    }
    for (String weight : List.of("w", "v", "p", "q", "d")) {
      functions.add(
          Function.of(
              weight,
              1,
              "any function; in the proof the weights of layer h",
              "une fonction ; dans la preuve les poids de la couche h"));
    }
    for (String bias : List.of("b", "c")) {
      functions.add(
          Function.of(
              bias,
              1,
              "any function; in the proof the biases of layer h",
              "une fonction ; dans la preuve les biais de la couche h"));
    }
    return functions;
  }
}
