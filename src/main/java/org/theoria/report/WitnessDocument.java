package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Enclosure;
import org.theoria.certify.Certificate;
import org.theoria.certify.Counterexample;

/**
 * A certified counterexample for a reader: what it refutes, by which numbers, the instance, and how
 * to re-check it.
 */
final class WitnessDocument {

  private WitnessDocument() {}

  /**
   * The blocks.
   *
   * @param which "smallest" or "worst", as in the file's name
   */
  static Doc of(Counterexample<?> c, String which, Say say) {
    List<Doc> body = new ArrayList<>();
    body.add(Doc.paragraph(certificate(c, say)));
    body.addAll(InstanceDocument.of(c.instance(), say));
    body.add(
        new Doc.CodeBlock(
            java.util.Optional.of("sh"), "theoria replay " + ReportFiles.name(c, which)));
    String title =
        switch (which) {
          case "smallest" -> say.of("smallest witness", "plus petit témoin");
          case "worst" -> say.of("worst witness", "pire témoin");
          default -> say.of("largest ratio", "plus grand rapport");
        };
    String origin =
        say.of(" (index ", " (indice ")
            + c.origin().index()
            + say.of(", shrunk in ", ", réduit en ")
            + c.origin().shrunk()
            + say.of(" steps)", " étapes)");
    return new Doc.Details(Say.plain(c.variant() + ", " + title + origin), body);
  }

  /** What the certificate says, in one sentence. */
  static String certificate(Counterexample<?> c, Say say) {
    return switch (c.certificate()) {
      case Certificate.Violation v ->
          say.of("Claim ", "L'assertion ")
              + c.claim()
              + say.of(" fails at entry ", " est fausse au coefficient ")
              + place(v.row(), v.column())
              + say.of(", exactly: left ", ", exactement : gauche ")
              + shorten(v.left().toString())
              + say.of(", right ", ", droite ")
              + shorten(v.right().toString())
              + ".";
      case Certificate.Apart a ->
          say.of("Claim ", "L'assertion ")
              + c.claim()
              + say.of(" fails at entry ", " est fausse au coefficient ")
              + place(a.row(), a.column())
              + say.of(
                  ", by proven enclosures: left in ", ", par encadrements prouvés : gauche dans ")
              + show(a.left())
              + say.of(", right in ", ", droite dans ")
              + show(a.right())
              + ".";
      case Certificate.Ratio r ->
          say.of("Claim ", "Assertion ")
              + c.claim()
              + say.of(": left/right ", " : gauche/droite ")
              + (r.arithmetic().equals("rational") ? "= " : "≥ ")
              + shorten(r.ratio().toString())
              + say.of(", with left ", ", avec gauche ")
              + show(r.left())
              + say.of(", right ", ", droite ")
              + show(r.right())
              + ".";
      case Certificate.Coercivity k ->
          say.of("It is coercive: ", "Elle est coercive : ")
              + "$E(\\theta) \\ge c\\|\\theta\\|^2 - C$, $c = "
              + k.c()
              + "$, $C = "
              + k.constant()
              + "$.";
      case Certificate.Inertia i ->
          say.of(
              "The risk is quadratic and its Hessian, of size "
                  + i.hessian().rows()
                  + ", is positive semidefinite (exact LDLᵀ).",
              "Le risque est quadratique et sa hessienne, de taille "
                  + i.hessian().rows()
                  + ", est semi-définie positive (LDLᵀ exact).");
    };
  }

  private static String place(int row, int column) {
    return "(" + (row + 1) + ", " + (column + 1) + ")";
  }

  private static String show(Enclosure e) {
    return e.isPoint()
        ? shorten(e.lower().toString())
        : "[" + e.lower().doubleValue() + ", " + e.upper().doubleValue() + "]";
  }

  /** A number of hundreds of digits is in the file. */
  private static String shorten(String number) {
    return number.length() <= 60
        ? number
        : number.substring(0, 40) + "… (" + number.length() + " characters)";
  }
}
