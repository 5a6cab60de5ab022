package org.theoria.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.theoria.backend.BackendStatus.Available;
import org.theoria.backend.BackendStatus.Unavailable;

/**
 * The backends of this program and of the jars beside it.
 *
 * @param all every backend, the highest priority first, available or not
 */
public record Backends(List<Backend> all) {

  /** Names must differ. */
  public Backends {
    List<Backend> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt(Backend::priority).reversed().thenComparing(Backend::name));
    for (int i = 1; i < sorted.size(); i++) {
      String name = sorted.get(i).name();
      if (sorted.subList(0, i).stream().anyMatch(b -> b.name().equals(name))) {
        throw new BackendException("backends: two are named " + name);
      }
    }
    all = List.copyOf(sorted);
  }

  /** Those that {@link ServiceLoader} finds. */
  public static Backends installed() {
    return new Backends(
        ServiceLoader.load(Backend.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  /**
   * One line of a listing.
   *
   * @param name the backend's name
   * @param priority its priority
   * @param status what its probe found
   */
  public record Entry(String name, int priority, BackendStatus status) {}

  /** Every backend with what its probe finds, the highest priority first. */
  public List<Entry> probed() {
    return all.stream().map(b -> new Entry(b.name(), b.priority(), b.probe())).toList();
  }

  /** The available backend of the highest priority that offers the precision. */
  public Backend preferred(Precision precision) {
    return all.stream()
        .filter(b -> b.probe() instanceof Available a && a.precisions().contains(precision))
        .findFirst()
        .orElseThrow(
            () ->
                new BackendException(
                    "backends: none that is available offers " + precision.id() + "; " + names()));
  }

  /**
   * The backend of this name.
   *
   * @throws BackendException where there is none (the message lists those there and the nearest
   *     name) or it is unavailable (the message says why)
   */
  public Backend named(String name) {
    Optional<Backend> found = all.stream().filter(b -> b.name().equals(name)).findFirst();
    Backend backend = found.orElseThrow(() -> unknown(name));
    if (backend.probe() instanceof Unavailable(String reason)) {
      throw new BackendException("backend: " + name + " is unavailable: " + reason);
    }
    return backend;
  }

  /**
   * A backend to compute with.
   *
   * @param backend the backend
   * @param instead why it is not the one that was asked for; empty where it is
   */
  public record Choice(Backend backend, Optional<String> instead) {}

  /**
   * The backend of this name for this precision; another one only where that is asked for.
   *
   * @param fallback whether, where it is unavailable or lacks the precision, {@link #preferred} may
   *     stand in. An unknown name is refused in any case
   * @throws BackendException where the name is unknown, or nothing fits
   */
  public Choice choose(String name, Precision precision, boolean fallback) {
    Backend asked =
        all.stream()
            .filter(b -> b.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    String reason =
        switch (asked.probe()) {
          case Unavailable(String why) -> "is unavailable: " + why;
          case Available(String device, Set<Precision> precisions)
              when !precisions.contains(precision) ->
              "has no " + precision.id() + " on " + device;
          case Available a -> "";
        };
    if (reason.isEmpty()) {
      return new Choice(asked, Optional.empty());
    }
    if (!fallback) {
      throw new BackendException("backend: " + name + " " + reason);
    }
    Backend other = preferred(precision);
    return new Choice(other, Optional.of(name + " " + reason + "; " + other.name() + " instead"));
  }

  /**
   * The backend of this name, or {@link #preferred} where none is named.
   *
   * @throws BackendException where the name is unknown, or nothing fits
   */
  public Backend chosen(Optional<String> name, Precision precision) {
    return name.map(n -> choose(n, precision, false).backend())
        .orElseGet(() -> preferred(precision));
  }

  private BackendException unknown(String name) {
    return new BackendException("backend: \"" + name + "\" is unknown; " + names() + nearest(name));
  }

  private String names() {
    return "known are "
        + (all.isEmpty()
            ? "none"
            : all.stream().map(Backend::name).collect(Collectors.joining(", ")));
  }

  private String nearest(String given) {
    return all.stream()
        .map(Backend::name)
        .min(Comparator.comparingInt(known -> distance(given, known)))
        .map(n -> "; did you mean " + n + "?")
        .orElse("");
  }

  /** Levenshtein's distance; a long text is cut, since it is near to none. */
  private static int distance(String given, String known) {
    String a = given.length() > 100 ? given.substring(0, 100) : given;
    int[] row = new int[known.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == known.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[known.length()];
  }
}
