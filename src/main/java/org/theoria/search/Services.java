package org.theoria.search;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.theoria.proposition.Citation;

/** What entries and experiments have in common: where they are found, their order, their ids. */
final class Services {

  private Services() {}

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
    return new URLClassLoader(urls.toArray(new URL[0]), Services.class.getClassLoader());
  }

  /**
   * In the order of session, then slide, then id; two of one id throw.
   *
   * @param found what was found
   * @param what what they are, in the plural
   */
  static <T> List<T> inOrder(
      List<T> found, String what, Function<T, Citation> citation, Function<T, String> id) {
    Set<String> ids = new HashSet<>();
    found.stream()
        .map(id)
        .sorted()
        .filter(i -> !ids.add(i))
        .findFirst()
        .ifPresent(
            twice -> {
              throw new IllegalArgumentException(
                  "classpath: two " + what + " have the id " + twice);
            });
    return found.stream()
        .sorted(
            Comparator.comparingInt((T t) -> citation.apply(t).session())
                .thenComparing(t -> citation.apply(t).slide())
                .thenComparing(id))
        .toList();
  }

  /** The one of this id; an unknown one throws, naming the nearest and listing all. */
  static <T> T named(String given, List<T> all, String what, Function<T, String> id) {
    List<String> ids = all.stream().map(id).toList();
    return all.stream()
        .filter(t -> id.apply(t).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    what
                        + ": unknown id \""
                        + given
                        + "\""
                        + Nearest.to(given, ids).map(n -> ", did you mean " + n + "?").orElse("")
                        + " Known: "
                        + String.join(", ", ids)));
  }
}
