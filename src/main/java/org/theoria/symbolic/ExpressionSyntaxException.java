package org.theoria.symbolic;

import java.util.Locale;

/**
 * Text that is not in the grammar of {@link ExpressionParser}: says the column (from 1), what was
 * expected and what was found.
 */
public final class ExpressionSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;

  ExpressionSyntaxException(int column, String problem) {
    super(String.format(Locale.ROOT, "column %d: %s", column, problem));
    this.column = column;
  }

  /** The column of the first offending character, counted from 1. */
  public int column() {
    return column;
  }
}
