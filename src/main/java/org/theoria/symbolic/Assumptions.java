package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a statement assumes of its symbols: all are real; some are integers; and the relations hold.
 *
 * @param relations the relations
 * @param integers the names of the symbols that range over the integers
 */
public record Assumptions(List<Comparison> relations, Set<String> integers) {
  public static final Assumptions NONE = new Assumptions(List.of(), Set.of());

  public Assumptions {
    relations = List.copyOf(relations);
    integers = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(integers));
  }

  /**
   * Reads the relations.
   *
   * @throws ExpressionSyntaxException when one is not in the grammar
   */
  public static Assumptions parse(List<String> relations, List<String> integers) {
    return new Assumptions(
        relations.stream().map(ExpressionParser::comparison).toList(), new TreeSet<>(integers));
  }

  /** These and one more. */
  Assumptions and(Comparison relation) {
    List<Comparison> more = new ArrayList<>(relations);
    more.add(relation);
    return new Assumptions(more, integers);
  }

  /** These and more. */
  Assumptions and(Collection<Comparison> others) {
    List<Comparison> more = new ArrayList<>(relations);
    more.addAll(others);
    return new Assumptions(more, integers);
  }

  /** "l > 0, H >= 2, H integer", or "no assumption". */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    relations.forEach(r -> words.add(r.toString()));
    integers.forEach(name -> words.add(name + " integer"));
    return words.isEmpty() ? "no assumption" : String.join(", ", words);
  }
}
