package org.theoria.symbolic;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.theoria.proposition.Notation;

/**
 * The names that a text may use. A declared name that ends with # stands for a family: w# for w1,
 * w12, w2_11.
 *
 * @param symbols the declared symbols; empty: every name may be a symbol
 * @param functions the declared uninterpreted functions, each with the number of its arguments or
 *     {@link Notation.Function#ANY}; empty: every name may be a function
 * @param aliases other ways to write the beginning of a name: λ for l
 */
public record Vocabulary(
    Optional<SortedSet<String>> symbols,
    Optional<SortedMap<String, Integer>> functions,
    Map<String, String> aliases) {

  public Vocabulary {
    aliases = Map.copyOf(aliases);
  }

  /** Every name is allowed: the text declares its own symbols by using them. */
  public static Vocabulary open() {
    return new Vocabulary(Optional.empty(), Optional.empty(), Map.of());
  }

  /** Only these names; the functions take any number of arguments. */
  public static Vocabulary of(Set<String> symbols, Set<String> functions) {
    SortedMap<String, Integer> any = new TreeMap<>();
    functions.forEach(name -> any.put(name, Notation.Function.ANY));
    return closed(new TreeSet<>(symbols), any, Map.of());
  }

  /** The names that an entry declares. */
  public static Vocabulary of(Notation notation) {
    SortedSet<String> symbols = new TreeSet<>();
    SortedMap<String, Integer> functions = new TreeMap<>();
    notation.symbols().forEach(symbol -> symbols.add(symbol.name()));
    notation.functions().forEach(f -> functions.put(f.name(), f.arguments()));
    return closed(symbols, functions, notation.aliases());
  }

  private static Vocabulary closed(
      SortedSet<String> symbols,
      SortedMap<String, Integer> functions,
      Map<String, String> aliases) {
    return new Vocabulary(
        Optional.of(Collections.unmodifiableSortedSet(symbols)),
        Optional.of(Collections.unmodifiableSortedMap(functions)),
        aliases);
  }

  /** The name with its alias, if it begins with one, put in Latin letters. */
  String resolved(String name) {
    int end = 0;
    while (end < name.length() && ExpressionLexer.isGreek(name.charAt(end))) {
      end++;
    }
    String latin = aliases.get(name.substring(0, end));
    return latin == null ? name : latin + name.substring(end);
  }

  /** Whether the name may be a symbol. */
  boolean isSymbol(String name) {
    return symbols.isEmpty() || symbols.get().stream().anyMatch(known -> matches(known, name));
  }

  /** Whether the name may be a function. */
  boolean isFunction(String name) {
    return functions.isEmpty()
        || functions.get().keySet().stream().anyMatch(known -> matches(known, name));
  }

  /** The number of arguments that the function takes; empty where any number is right. */
  Optional<Integer> arguments(String name) {
    return functions.stream()
        .flatMap(declared -> declared.entrySet().stream())
        .filter(declared -> matches(declared.getKey(), name))
        .map(Map.Entry::getValue)
        .filter(count -> count != Notation.Function.ANY)
        .findFirst();
  }

  /** Whether the name is the declared one, or of its family. */
  static boolean matches(String declared, String name) {
    if (!declared.endsWith("#")) {
      return declared.equals(name);
    }
    String prefix = declared.substring(0, declared.length() - 1);
    return name.startsWith(prefix) && name.substring(prefix.length()).matches("[0-9]+(_[0-9]+)*");
  }

  /** The declared names for a reader: "l, w1, w2, …". */
  static String listed(List<String> declared) {
    return declared.isEmpty()
        ? "none"
        : String.join(", ", declared.stream().map(Vocabulary::example).toList());
  }

  /** "w1, w2, …" for the family w#. */
  public static String example(String declared) {
    if (!declared.endsWith("#")) {
      return declared;
    }
    String prefix = declared.substring(0, declared.length() - 1);
    return prefix + "1, " + prefix + "2, …";
  }

  /** The declared name; of a family the member that has the index of another name, or the first. */
  public static String member(String declared, String other) {
    if (!declared.endsWith("#")) {
      return declared;
    }
    String index = other.replaceFirst("^[^0-9]*", "");
    return declared.substring(0, declared.length() - 1)
        + (index.matches("[0-9]+(_[0-9]+)*") ? index : "1");
  }
}
