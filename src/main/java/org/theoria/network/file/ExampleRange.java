package org.theoria.network.file;

import java.util.OptionalInt;

/**
 * Which of a file's examples are taken.
 *
 * @param first the number of the first one, from 1
 * @param count how many; all that follow where it is absent
 */
public record ExampleRange(int first, OptionalInt count) {

  /** All of them. */
  public static final ExampleRange ALL = new ExampleRange(1, OptionalInt.empty());

  public ExampleRange {
    if (first < 1 || count.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "examples: expected a first one and a count of at least 1, got " + first + ", " + count);
    }
  }

  /** The index, from 0, of the first one. */
  int skipped() {
    return first - 1;
  }

  /** The index, from 0, of the first one among so many. */
  public int from(int available, String name) {
    requireWithin(available, name);
    return first - 1;
  }

  /** How many of so many. */
  public int count(int available, String name) {
    requireWithin(available, name);
    return count.orElse(available - first + 1);
  }

  private void requireWithin(int available, String name) {
    long last = (long) first - 1 + count.orElse(1);
    if (last > available) {
      throw new ArrayFileException(
          name,
          "at least " + last + " examples, for " + this,
          available + (available == 1 ? " example" : " examples"));
    }
  }

  /** "examples 3 to 7". */
  @Override
  public String toString() {
    return count.isPresent()
        ? "examples " + first + " to " + (first - 1L + count.getAsInt())
        : "examples from " + first;
  }
}
