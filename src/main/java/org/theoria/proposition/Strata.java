package org.theoria.proposition;

import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * How the instances of a search are counted apart: a table with a row and a column for each. Both
 * sides of an equivalence, both truth values of each, or the classes of critical points are met or
 * they are not, and the report says how often.
 *
 * @param title what is counted
 * @param rowHead what the rows are
 * @param columns the columns, in order
 * @param rows the rows that every complete search should meet, in order; others come after them
 * @param required whether a complete search must meet this cell (row, index of the column): where
 *     it does not, that is not as the catalogue expects
 * @param place where an instance that meets the hypotheses belongs
 * @param <I> the instances
 */
public record Strata<I>(
    Text title,
    Text rowHead,
    List<Text> columns,
    List<String> rows,
    BiPredicate<String, Integer> required,
    Function<I, Place> place) {

  public Strata {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * A cell.
   *
   * @param row the name of the row, the same in both languages (a shape, a subset, a class)
   * @param column the index of the column, from 0
   */
  public record Place(String row, int column) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::row).thenComparingInt(Place::column);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Strata of an equivalence: the rows say where an instance comes from or what it is, the columns
   * whether the two sides hold. Every row must be met where {@code required} says so; both columns
   * must be.
   *
   * @param rows the rows, all required
   * @param row the row of an instance
   * @param holds whether the sides hold on an instance: the left side, by an exact predicate
   */
  public static <I> Strata<I> ofSides(
      Text title,
      Text rowHead,
      List<String> rows,
      BiPredicate<String, Integer> required,
      Function<I, String> row,
      Function<I, Boolean> holds) {
    return new Strata<>(
        title,
        rowHead,
        List.of(Text.of("both hold", "vraies"), Text.of("both fail", "fausses")),
        rows,
        required,
        i -> new Place(row.apply(i), holds.apply(i) ? 0 : 1));
  }
}
