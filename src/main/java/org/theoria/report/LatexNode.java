package org.theoria.report;

import java.util.List;
import java.util.Optional;

/** A formula as {@link LatexParser} reads it: only as much structure as a line of text can show. */
sealed interface LatexNode {

  /** What a symbol is to its neighbours; it decides the spaces around it. */
  enum Kind {
    ORDINARY,
    /** A named function or a large operator. */
    OPERATOR,
    BINARY,
    RELATION,
    OPEN,
    CLOSE,
    /** A delimiter that opens and closes with the same sign: | and ‖. */
    FENCE,
    PUNCTUATION,
    /** A space that the author asked for. */
    SPACE,
    /** A space between two atoms of the source, without meaning in TeX but a help to a reader. */
    SOURCE_SPACE
  }

  /** A sign, a letter, a digit, a function's name. */
  record Symbol(String text, Kind kind) implements LatexNode {}

  /** Text within the formula, spaces included. */
  record Words(String text) implements LatexNode {}

  /** {@code {…}}. */
  record Group(List<LatexNode> children) implements LatexNode {}

  /**
   * A base with what hangs on it.
   *
   * @param base an empty group where the source has none
   * @param primes the number of primes
   */
  record Scripts(LatexNode base, int primes, Optional<LatexNode> sub, Optional<LatexNode> sup)
      implements LatexNode {}

  /** {@code \frac{a}{b}}. */
  record Fraction(LatexNode over, LatexNode under) implements LatexNode {}

  /** {@code \sqrt[degree]{body}}. */
  record Root(Optional<LatexNode> degree, LatexNode body) implements LatexNode {}

  /**
   * A command whose argument is shown in another alphabet or with a mark: {@code \mathbb}, {@code
   * \hat}.
   */
  record Styled(String command, LatexNode body) implements LatexNode {}

  /** A command that is not known here: its name and its arguments are kept as they are. */
  record Unknown(String command, List<LatexNode> arguments) implements LatexNode {}

  /** {@code \begin{name} … \end{name}}: rows of cells. */
  record Environment(String name, List<List<List<LatexNode>>> rows) implements LatexNode {}
}
