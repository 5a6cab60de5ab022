package org.theoria.theorems.firstproperties;

import java.util.List;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Notation.Symbol;

/** The symbols of the two entries on non-convexity. */
final class ConvexityNotation {

  private ConvexityNotation() {}

  /** The network of architecture (1,1,1). */
  static Notation oneProblem() {
    return new Notation(
        List.of(
            Symbol.real("w1", "the first weight", "le premier poids"),
            Symbol.real("w2", "the second weight", "le second poids"),
            Symbol.real("b1", "the first bias", "le premier biais"),
            Symbol.real("b2", "the second bias", "le second biais"),
            Symbol.real("x", "any input, 1 in the statement", "une entrée, 1 dans l'énoncé"),
            Symbol.real("y", "any target, 0 in the statement", "une cible, 0 dans l'énoncé"),
            Symbol.real(
                "s",
                "any positive real; in the proof $w_1$ at the second end",
                "un réel positif ; dans la preuve $w_1$ à la seconde extrémité"),
            Symbol.real(
                "t",
                "any real other than 0; in the proof $w_2$ at the first end",
                "un réel non nul ; dans la preuve $w_2$ à la première extrémité"),
            Symbol.real(
                "e",
                "any positive real; in the proof half the length of a chord, relative to the weights",
                "un réel positif ; dans la preuve la moitié de la longueur d'une corde, relative aux poids")),
        List.of(),
        List.of("w1 >= 0", "s > 0", "t != 0", "e > 0"));
  }

  /** Any architecture. */
  static Notation general() {
    return new Notation(
        List.of(
            Symbol.real("t", "the place on the segment", "la place sur le segment"),
            Symbol.real("c", "the last bias", "le dernier biais"),
            Symbol.real(
                "g",
                "any real; in the proof what reaches the output",
                "un réel ; dans la preuve ce qui atteint la sortie"),
            Symbol.real("q", "a quarter of $g$", "un quart de $g$"),
            Symbol.real("y", "the target", "la cible"),
            Symbol.real(
                "a",
                "any positive real; in the proof $e^{-yc}$",
                "un réel positif ; dans la preuve $e^{-yc}$"),
            Symbol.real(
                "p",
                "any positive real; in the proof $e^{-yq}$",
                "un réel positif ; dans la preuve $e^{-yq}$"),
            Symbol.real(
                "a#",
                "any reals; in the proof $e^{z_1},e^{z_2},\\dots$",
                "des réels ; dans la preuve $e^{z_1},e^{z_2},\\dots$"),
            Symbol.real(
                "p#",
                "any reals; in the proof $e^{g_1/4},e^{g_2/4},\\dots$",
                "des réels ; dans la preuve $e^{g_1/4},e^{g_2/4},\\dots$"),
            Symbol.integer(
                "h", "any integer; in the proof a layer", "un entier ; dans la preuve une couche"),
            Symbol.real("l", "a factor", "un facteur"),
            Symbol.real("b", "a bias, or a real number", "un biais, ou un réel"),
            Symbol.real("w#", "weights", "poids"),
            Symbol.real("v#", "weights of the next layer", "poids de la couche suivante"),
            Symbol.real("b#", "biases", "biais"),
            Symbol.real(
                "f#",
                "any reals; in the proof outputs of a layer",
                "des réels ; dans la preuve des sorties d'une couche"),
            Symbol.real("x", "the input", "l'entrée"),
            Symbol.real("x#", "coordinates of the input", "coordonnées de l'entrée")),
        RescalingNotation.layers(),
        List.of("t >= 0", "1 - t >= 0", "a > 0", "p > 0", "q == g/4"));
  }
}
