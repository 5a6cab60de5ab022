package org.theoria.symbolic;

import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that a text may use.
 *
 * @param symbols the declared symbols; empty: every name may be a symbol
 * @param functions the declared uninterpreted functions; empty: every name may be a function
 */
public record Vocabulary(
    Optional<SortedSet<String>> symbols, Optional<SortedSet<String>> functions) {

  /** Every name is allowed: the text declares its own symbols by using them. */
  public static Vocabulary open() {
    return new Vocabulary(Optional.empty(), Optional.empty());
  }

  /** Only these names. */
  public static Vocabulary of(Set<String> symbols, Set<String> functions) {
    return new Vocabulary(
        Optional.of(new TreeSet<>(symbols)), Optional.of(new TreeSet<>(functions)));
  }
}
