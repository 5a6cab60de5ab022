package org.theoria.cli;

import java.util.OptionalLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.theoria.search.SearchOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to search: for the commands that do. */
final class SearchFlags {
  private static final long MOST_TRIES = 1_000_000_000_000L;
  private static final int MOST_THREADS = 1024;

  @Option(
      names = "--tries",
      paramLabel = "N",
      converter = Tries.class,
      description = "Instances to try; default: what each sampler declares.")
  @Nullable Long tries;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      converter = Seed.class,
      description = "The seed; default 1. Same seed, same results.")
  long seed = 1;

  @Option(
      names = "--threads",
      paramLabel = "T",
      converter = Threads.class,
      description = "Threads; default: all processors. They change the time, never the results.")
  int threads = Runtime.getRuntime().availableProcessors();

  OptionalLong tries() {
    return tries == null ? OptionalLong.empty() : OptionalLong.of(tries);
  }

  SearchOptions options(Io io, LongConsumer progress) {
    return new SearchOptions(tries(), seed, threads, io.cancelled(), progress);
  }

  /** A number of tries. */
  static final class Tries implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return integer(text, 1, MOST_TRIES);
    }
  }

  /** A seed: any 64-bit integer. */
  static final class Seed implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
      return integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  /** A number of threads. */
  static final class Threads implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      return (int) integer(text, 1, MOST_THREADS);
    }
  }

  static long integer(String text, long least, long most) {
    String expected =
        "expected an integer from " + least + " to " + most + ", got \"" + text + "\"";
    long n;
    try {
      n = Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException(expected);
    }
    if (n < least || n > most) {
      throw new TypeConversionException(expected);
    }
    return n;
  }
}
