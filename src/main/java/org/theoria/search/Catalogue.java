package org.theoria.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
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
    List<Proposition<?>> found = new ArrayList<>();
    for (Proposition<?> p : ServiceLoader.load(Proposition.class, Services.loader(jars))) {
      found.add(p);
    }
    return new Catalogue(
        Services.inOrder(found, "entries", Proposition::citation, Proposition::id));
  }

  public List<String> ids() {
    return entries.stream().map(Proposition::id).toList();
  }

  /** The entry of this id; an unknown one throws, naming the nearest and listing all. */
  public Proposition<?> entry(String id) {
    return Services.named(id, entries, "proposition", Proposition::id);
  }
}
