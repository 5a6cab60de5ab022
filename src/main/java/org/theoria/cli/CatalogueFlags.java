package org.theoria.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Function;
import org.theoria.proposition.Proposition;
import org.theoria.search.Catalogue;
import org.theoria.search.ExperimentCatalogue;
import picocli.CommandLine.Option;

/** Which entries there are. */
final class CatalogueFlags {

  @Option(
      names = "--classpath",
      paramLabel = "JAR",
      description = "A jar or folder with further entries; may be repeated.")
  List<Path> classpath = new ArrayList<>();

  Catalogue catalogue(Io io) {
    return load(io, Catalogue::load);
  }

  ExperimentCatalogue experiments(Io io) {
    return load(io, ExperimentCatalogue::load);
  }

  private <T> T load(Io io, Function<List<Path>, T> from) {
    try {
      return from.apply(classpath.stream().map(io.directory()::resolve).toList());
    } catch (IllegalArgumentException | ServiceConfigurationError e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }

  Proposition<?> entry(Io io, String id) {
    return entry(catalogue(io), id);
  }

  static Proposition<?> entry(Catalogue catalogue, String id) {
    try {
      return catalogue.entry(id);
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()), e);
    }
  }
}
