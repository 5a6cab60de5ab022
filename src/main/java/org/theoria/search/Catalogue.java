package org.theoria.search;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.theoria.proposition.Proposition;

/**
 * The entries, found by {@link ServiceLoader}: the program's own and those of the user's jars.
 *
 * @param entries the entries, in the order of session, then slide, then id
 */
public record Catalogue(List<Proposition<?>> entries) {

  public Catalogue {
    entries = List.copyOf(entries);
  }

  /**
   * The program's own entries and those of these jars; a jar that is not a file throws, naming it.
   */
  public static Catalogue load(List<Path> jars) {
    ClassLoader loader = loader(jars);
    List<Proposition<?>> entries = new ArrayList<>();
    for (Proposition<?> p : ServiceLoader.load(Proposition.class, loader)) {
      entries.add(p);
    }
    entries.sort(
        Comparator.comparingInt((Proposition<?> p) -> p.citation().session())
            .thenComparing(p -> p.citation().slide())
            .thenComparing(Proposition::id));
    List<String> twice =
        entries.stream()
            .collect(Collectors.groupingBy(Proposition::id, Collectors.counting()))
            .entrySet()
            .stream()
            .filter(e -> e.getValue() > 1)
            .map(java.util.Map.Entry::getKey)
            .sorted()
            .toList();
    if (!twice.isEmpty()) {
      throw new IllegalArgumentException("classpath: two entries have the id " + twice.getFirst());
    }
    return new Catalogue(entries);
  }

  /** Finds services in the program and in these jars; a jar that is not a file throws. */
  static ClassLoader loader(List<Path> jars) {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      if (!Files.isReadable(jar)) {
        throw new IllegalArgumentException(
            "classpath: expected a readable jar or folder, got " + jar);
      }
      try {
        urls.add(jar.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(
            "classpath: expected a readable jar or folder, got " + jar, e);
      }
    }
    return new URLClassLoader(urls.toArray(new URL[0]), Catalogue.class.getClassLoader());
  }

  public List<String> ids() {
    return entries.stream().map(Proposition::id).toList();
  }

  /** The entry of this id; an unknown one throws, naming the nearest and listing all. */
  public Proposition<?> entry(String id) {
    Optional<Proposition<?>> found = entries.stream().filter(p -> p.id().equals(id)).findFirst();
    return found.orElseThrow(
        () ->
            new IllegalArgumentException(
                "proposition: unknown id \""
                    + id
                    + "\""
                    + Nearest.to(id, ids()).map(n -> ", did you mean " + n + "?").orElse("")
                    + " Known: "
                    + String.join(", ", ids())));
  }
}
