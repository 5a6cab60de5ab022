package org.theoria.theorems.linear;

import java.util.List;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Justification;
import org.theoria.proposition.Step;
import org.theoria.proposition.Text;

/** What the entries on deep linear networks cite, and their steps in short form. */
final class DeepLinearTexts {

  /** The paper of the slides (arXiv:2107.13289). */
  static final String PAPER =
      "E. M. Achour, F. Malgouyres, S. Gerchinovitz, The Loss Landscape of Deep Linear Neural Networks: a Second-Order Analysis,"
          + " JMLR 25(242), 2024, 1-76";

  private DeepLinearTexts() {}

  /** These slides of the third session. */
  static Citation slides(String slides) {
    return Citation.slide(3, slides);
  }

  static Step identity(String id, Text text, String latex, Text range, String... equations) {
    return new Step(
        id,
        text,
        latex,
        new Justification.Identity(List.of(equations), List.of(), List.of(), range));
  }

  static Step implication(
      String id, Text text, String latex, List<String> given, String conclusion, Text range) {
    return new Step(id, text, latex, new Justification.Implication(given, conclusion, range));
  }

  static Step from(String id, Text text, String latex, String... ids) {
    return new Step(id, text, latex, new Justification.From(List.of(ids)));
  }
}
