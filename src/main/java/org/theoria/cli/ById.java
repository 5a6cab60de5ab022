package org.theoria.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.theoria.search.Nearest;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a thing of the catalogue by its name in reports.
 *
 * @param <T> the things
 */
abstract class ById<T> implements ITypeConverter<T> {
  private final List<T> things;
  private final Function<T, String> id;

  ById(List<T> things, Function<T, String> id) {
    this.things = List.copyOf(things);
    this.id = id;
  }

  @Override
  public final T convert(String text) {
    for (T thing : things) {
      if (id.apply(thing).equals(text)) {
        return thing;
      }
    }
    List<String> known = things.stream().map(id).toList();
    throw new TypeConversionException(
        "expected one of "
            + known.stream().collect(Collectors.joining(", "))
            + ", got \""
            + text
            + "\""
            + Nearest.to(text, known).map(n -> "; did you mean " + n + "?").orElse(""));
  }
}
