package org.theoria.symbolic;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Text that is not in the grammar of {@link ExpressionParser}: says the column (from 1), what was
 * expected and what was found.
 */
public final class ExpressionSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int column;
  private final transient @Nullable UnknownName unknown;

  /**
   * A name that is not declared.
   *
   * @param name as it was written
   * @param known the declared names of its kind
   */
  public record UnknownName(String name, List<String> known) {
    public UnknownName {
      known = List.copyOf(known);
    }
  }

  ExpressionSyntaxException(int column, String problem) {
    this(column, problem, null);
  }

  ExpressionSyntaxException(int column, String problem, @Nullable UnknownName unknown) {
    super(String.format(Locale.ROOT, "column %d: %s", column, problem));
    this.column = column;
    this.unknown = unknown;
  }

  /** The column of the first offending character, counted from 1. */
  public int column() {
    return column;
  }

  /** The name that is not declared, where that is the problem. */
  public Optional<UnknownName> unknown() {
    return Optional.ofNullable(unknown);
  }
}
