package org.theoria.symbolic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.theoria.proposition.Notation;

/**
 * A line of a reader's own proof: a relation in the symbols of an entry, with what the entry (and
 * the reader) assumes of the symbols that it uses.
 *
 * @param text as the reader wrote it
 * @param relation the relation
 * @param assumptions the assumptions that concern it
 */
public record ReaderStep(String text, Comparison relation, Assumptions assumptions) {

  /**
   * Reads the relation, in the entry's notation. Of the entry's assumptions those are taken that
   * are about the symbols used, or about symbols that these are compared with.
   *
   * @param more what the reader assumes besides, each a relation in the entry's notation
   * @throws ExpressionSyntaxException when the relation is not in the grammar or uses a name that
   *     the entry does not declare
   */
  public static ReaderStep read(Notation notation, String text, List<Comparison> more) {
    Comparison relation = ExpressionParser.comparison(text, Vocabulary.of(notation));
    SortedSet<String> used = relation.symbols();
    more.forEach(assumed -> used.addAll(assumed.symbols()));
    List<Comparison> declared =
        notation.assumptions().stream().map(ExpressionParser::comparison).toList();
    for (int round = 0; round <= declared.size(); round++) {
      declared.stream()
          .filter(assumed -> concerns(assumed, used))
          .forEach(assumed -> used.addAll(assumed.symbols()));
    }
    List<Comparison> relations = new ArrayList<>();
    declared.stream().filter(assumed -> concerns(assumed, used)).forEach(relations::add);
    relations.addAll(more);
    SortedSet<String> integers = new TreeSet<>();
    notation.symbols().stream()
        .filter(symbol -> symbol.integer() && used.contains(symbol.name()))
        .forEach(symbol -> integers.add(symbol.name()));
    return new ReaderStep(text.strip(), relation, new Assumptions(relations, integers));
  }

  private static boolean concerns(Comparison assumed, Set<String> used) {
    return assumed.symbols().stream().anyMatch(used::contains);
  }

  /**
   * Reads what a reader assumes, in the entry's notation.
   *
   * @throws ExpressionSyntaxException as {@link #read}
   */
  public static Comparison assumption(Notation notation, String text) {
    return ExpressionParser.comparison(text, Vocabulary.of(notation));
  }
}
