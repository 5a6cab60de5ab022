package org.theoria.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads the lower-case name of a constant.
 *
 * @param <E> the constants
 */
abstract class OneOf<E extends Enum<E>> implements ITypeConverter<E> {
  private final List<E> constants;

  OneOf(E[] constants) {
    this.constants = List.of(constants);
  }

  @Override
  public final E convert(String text) {
    for (E constant : constants) {
      if (name(constant).equals(text)) {
        return constant;
      }
    }
    String expected = constants.stream().map(OneOf::name).collect(Collectors.joining(" or "));
    throw new TypeConversionException("expected " + expected + ", got \"" + text + "\"");
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
