package org.theoria.proposition;

import java.util.List;

/**
 * The symbols in which a reader may write a line of the proof of an entry, in the grammar of {@link
 * Justification}.
 *
 * @param symbols the variables
 * @param functions the uninterpreted functions
 * @param assumptions what holds of the symbols, each a relation of the grammar
 */
public record Notation(List<Symbol> symbols, List<Function> functions, List<String> assumptions) {

  /** An entry without formulas of its own. */
  public static final Notation EMPTY = new Notation(List.of(), List.of(), List.of());

  public Notation {
    symbols = List.copyOf(symbols);
    functions = List.copyOf(functions);
    assumptions = List.copyOf(assumptions);
  }

  /**
   * A variable.
   *
   * @param name as it is written in the grammar
   * @param meaning what it is
   * @param integer whether it ranges over the integers; otherwise over the reals
   */
  public record Symbol(String name, Text meaning, boolean integer) {}

  /**
   * An uninterpreted smooth function.
   *
   * @param name as it is written in the grammar
   * @param arguments how many arguments it takes
   * @param meaning what it is
   */
  public record Function(String name, int arguments, Text meaning) {}
}
