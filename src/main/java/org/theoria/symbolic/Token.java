package org.theoria.symbolic;

import java.util.List;
import org.theoria.arithmetic.Rational;

/** A word of the grammar, with the offset of its first character in the text. */
sealed interface Token {
  /** The offset of the first character, from 0. */
  int at();

  /** An exact number. */
  record Numeral(int at, Rational value) implements Token {}

  /**
   * A name, with the primes that follow it at once.
   *
   * @param text the name, subscript digits written as digits
   * @param primes for each prime the number of the argument after it, from 1; 0 where none is
   *     written
   */
  record Name(int at, String text, List<Integer> primes) implements Token {
    public Name {
      primes = List.copyOf(primes);
    }
  }

  /**
   * An operator, a relation, a bracket, or a character that has no meaning.
   *
   * @param text as the grammar writes it
   * @param written as it stands in the text
   */
  record Mark(int at, String text, String written) implements Token {}

  /** The end of the text. */
  record End(int at) implements Token {}

  /** Whether it is this operator, relation or bracket. */
  default boolean is(String mark) {
    return this instanceof Mark m && m.text().equals(mark);
  }

  /** How an error names it. */
  default String found() {
    return switch (this) {
      case Numeral n -> "a number";
      case Name n -> "\"" + n.text() + "\"";
      case Mark m -> "\"" + m.written() + "\"" + hint(m.written());
      case End e -> "the end";
    };
  }

  private static String hint(String written) {
    return switch (written) {
      case "=", ":" -> ": equality is written ==, and nothing can be defined here";
      case "²" -> " (write ^2)";
      case "³" -> " (write ^3)";
      case "√" -> " (write Sqrt(x))";
      case "[", "]", "{", "}" -> " (brackets are round here)";
      case "&", "|" -> " (one relation at a time)";
      case "**" -> " (a power is written ^)";
      default -> "";
    };
  }
}
