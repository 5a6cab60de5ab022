package org.theoria.cli;

import java.util.concurrent.Callable;
import org.theoria.certify.Problem;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.report.SampleLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Drawn instances with every computed quantity. */
@Command(
    name = "sample",
    header = "Drawn instances with every computed quantity, as JSON lines.",
    description = {
      "Exact numbers are strings \"p/q\" or \"p\", intervals {\"lo\":\"p/q\",\"hi\":\"p/q\"};"
          + " instance i of seed s",
      "is the one that verify draws."
    },
    footer = {
      "",
      "Examples:",
      "  theoria sample gradient-rescaling --count 100 --seed 7",
      "  theoria sample relu-non-convex --count 3 --variant without:s-positive"
    })
final class SampleCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(paramLabel = "ID", description = "The entry.")
  String id = "";

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "10",
      converter = SearchFlags.Tries.class,
      description = "How many; default 10.")
  long count = 10;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      converter = SearchFlags.Seed.class,
      description = "The seed; default 1.")
  long seed = 1;

  @Option(
      names = "--variant",
      paramLabel = "VARIANT",
      defaultValue = "stated",
      converter = VariantName.class,
      description = "stated (default), corrected, without:HYPOTHESIS or mutant:ID.")
  Variant variant = new Variant.Stated();

  @Mixin CatalogueFlags catalogueFlags = new CatalogueFlags();
  @Mixin Common common = new Common();
  @Mixin HelpOption help = new HelpOption();

  SampleCommand(Io io) {
    this.io = io;
  }

  /** A variant's text form. */
  static final class VariantName implements ITypeConverter<Variant> {
    @Override
    public Variant convert(String text) {
      try {
        return Variant.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public Integer call() {
    return sample(catalogueFlags.entry(io, id));
  }

  private <I extends Record> int sample(Proposition<I> p) {
    Problem<I> problem = Problems.of(p, variant);
    for (long index = 0; index < count; index++) {
      if (io.cancelled().getAsBoolean()) {
        return ExitCode.INTERRUPTED;
      }
      io.out().print(SampleLine.of(problem, seed, index) + "\n");
      if (io.out().checkError()) {
        return ExitCode.AS_EXPECTED; // the reader has seen enough: `sample … | head`
      }
    }
    return ExitCode.AS_EXPECTED;
  }
}
