package org.theoria.network;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A finite set of indices, numbered from 1 as on the slides: 𝒮 ⊂ {1, …, d}.
 *
 * @param elements the indices, strictly increasing, each at least 1
 */
public record Subset(List<Integer> elements) {
  public Subset {
    elements = List.copyOf(elements);
    for (int i = 0; i < elements.size(); i++) {
      int before = i == 0 ? 0 : elements.get(i - 1);
      if (elements.get(i) <= before) {
        throw new IllegalArgumentException(
            "subset: indices must increase strictly from 1 on, got " + elements);
      }
    }
  }

  /** The set of these indices. */
  public static Subset of(int... elements) {
    return new Subset(IntStream.of(elements).boxed().toList());
  }

  /** {1, …, size}. */
  public static Subset first(int size) {
    return new Subset(IntStream.rangeClosed(1, size).boxed().toList());
  }

  public int size() {
    return elements.size();
  }

  public boolean contains(int index) {
    return elements.contains(index);
  }

  /** Whether it is {1, …, size}. */
  public boolean isInitial() {
    return elements.isEmpty() || elements.getLast() == elements.size();
  }

  /** The largest index, 0 of the empty set. */
  public int largest() {
    return elements.isEmpty() ? 0 : elements.getLast();
  }

  /** {1,3}. */
  @Override
  public String toString() {
    return elements.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }
}
