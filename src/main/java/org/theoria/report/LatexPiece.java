package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.report.LatexNode.Kind;

/**
 * A part of a formula as text, with what its neighbours must know of it.
 *
 * @param text the text
 * @param kind what it is to its neighbours
 * @param scripted whether it ends in a script on the line ({@code _h}): a letter must not follow
 *     directly
 * @param fraction whether it is a fraction on the line
 * @param fence the sign of a {@link Kind#FENCE}, without its scripts; empty for the others
 */
record LatexPiece(String text, Kind kind, boolean scripted, boolean fraction, String fence) {

  static LatexPiece of(String text, Kind kind) {
    return new LatexPiece(text, kind, false, false, kind == Kind.FENCE ? text : "");
  }

  /** The same text as part of an expression: neither operator nor relation. */
  LatexPiece as(Kind other) {
    return new LatexPiece(text, other, scripted, fraction, fence);
  }

  /**
   * The pieces side by side, with the spaces that make them readable.
   *
   * @param tight whether to leave out the spaces around operators and relations (in a script)
   */
  static String join(List<LatexPiece> pieces, boolean tight) {
    StringBuilder text = new StringBuilder();
    List<String> openFences = new ArrayList<>();
    Optional<LatexPiece> previous = Optional.empty();
    boolean spaced = false;
    for (LatexPiece raw : pieces) {
      if (raw.kind() == Kind.SOURCE_SPACE) {
        spaced = true;
        continue;
      }
      LatexPiece piece = resolve(raw, previous, openFences);
      boolean apart = previous.isPresent() && gap(previous.get(), piece, tight, spaced);
      if (apart && !endsInSpace(text) && !piece.text().startsWith(" ")) {
        text.append(' ');
      }
      text.append(piece.text());
      previous = Optional.of(piece);
      spaced = false;
    }
    return text.toString();
  }

  private static boolean endsInSpace(StringBuilder text) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
  }

  /** A sign before its operand is no operator between two; a fence opens or closes. */
  private static LatexPiece resolve(
      LatexPiece piece, Optional<LatexPiece> previous, List<String> openFences) {
    boolean atStart =
        previous.isEmpty()
            || switch (previous.get().kind()) {
              case BINARY, RELATION, OPEN, PUNCTUATION, OPERATOR -> true;
              case ORDINARY, CLOSE, FENCE, SPACE, SOURCE_SPACE -> false;
            };
    if (piece.kind() == Kind.BINARY && atStart) {
      return piece.as(Kind.OPEN);
    }
    if (piece.kind() != Kind.FENCE) {
      return piece;
    }
    if (!atStart && openFences.remove(piece.fence())) {
      return piece.as(Kind.CLOSE);
    }
    openFences.add(piece.fence());
    return piece.as(Kind.OPEN);
  }

  private static boolean gap(LatexPiece left, LatexPiece right, boolean tight, boolean spaced) {
    if (left.kind() == Kind.SPACE || right.kind() == Kind.SPACE) {
      return false;
    }
    if (isConnective(left) || isConnective(right)) {
      return !tight;
    }
    if (left.kind() == Kind.PUNCTUATION) {
      return !tight;
    }
    if (right.kind() == Kind.PUNCTUATION
        || left.kind() == Kind.OPEN
        || right.kind() == Kind.CLOSE
        || left.text().endsWith(".")) {
      return false;
    }
    if (isEllipsis(left) || isEllipsis(right)) {
      return !tight;
    }
    if (left.kind() == Kind.OPERATOR) {
      return left.scripted() || !isBracket(right);
    }
    if (right.kind() == Kind.OPERATOR || left.fraction() || right.fraction()) {
      return true;
    }
    boolean letterFollows =
        !right.text().isEmpty() && Character.isLetterOrDigit(right.text().codePointAt(0));
    return (left.scripted() && letterFollows) || (spaced && !tight);
  }

  private static boolean isBracket(LatexPiece piece) {
    return !piece.text().isEmpty() && "([{".indexOf(piece.text().charAt(0)) >= 0;
  }

  private static boolean isEllipsis(LatexPiece piece) {
    return piece.text().equals("⋯") || piece.text().equals("…");
  }

  private static boolean isConnective(LatexPiece piece) {
    return piece.kind() == Kind.BINARY || piece.kind() == Kind.RELATION;
  }
}
