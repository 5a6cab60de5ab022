package org.theoria.proposition;

import java.util.List;
import java.util.Map;

/**
 * The symbols in which a reader may write a line of the proof of an entry, in the grammar of {@link
 * Justification}.
 *
 * <p>A name that ends with # stands for a family: w# for w1, w12, w2_11 and so on.
 *
 * @param symbols the variables
 * @param functions the uninterpreted functions
 * @param assumptions what holds of the symbols, each a relation of the grammar
 * @param aliases Greek letters that a reader may write for the beginning of a name: λ for l
 */
public record Notation(
    List<Symbol> symbols,
    List<Function> functions,
    List<String> assumptions,
    Map<String, String> aliases) {

  /** An entry without formulas of its own. */
  public static final Notation EMPTY = new Notation(List.of(), List.of(), List.of());

  public Notation {
    symbols = List.copyOf(symbols);
    functions = List.copyOf(functions);
    assumptions = List.copyOf(assumptions);
    aliases = Map.copyOf(aliases);
  }

  /** A notation without aliases. */
  public Notation(List<Symbol> symbols, List<Function> functions, List<String> assumptions) {
    this(symbols, functions, assumptions, Map.of());
  }

  /**
   * A variable, or a family of them.
   *
   * @param name as it is written in the grammar
   * @param meaning what it is
   * @param integer whether it ranges over the integers; otherwise over the reals
   */
  public record Symbol(String name, Text meaning, boolean integer) {
    public Symbol {
      if (integer && name.endsWith("#")) {
        throw new IllegalArgumentException("notation: a family ranges over the reals, got " + name);
      }
    }

    /** A real variable. */
    public static Symbol real(String name, String en, String fr) {
      return new Symbol(name, Text.of(en, fr), false);
    }

    /** An integer variable. */
    public static Symbol integer(String name, String en, String fr) {
      return new Symbol(name, Text.of(en, fr), true);
    }
  }

  /**
   * An uninterpreted smooth function, or a family of them.
   *
   * @param name as it is written in the grammar
   * @param arguments how many arguments it takes; {@link #ANY} for any number
   * @param meaning what it is
   */
  public record Function(String name, int arguments, Text meaning) {
    /** Any number of arguments. */
    public static final int ANY = 0;

    /** A function of this many arguments. */
    public static Function of(String name, int arguments, String en, String fr) {
      return new Function(name, arguments, Text.of(en, fr));
    }
  }
}
