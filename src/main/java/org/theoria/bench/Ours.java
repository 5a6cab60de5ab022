package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus.Available;
import org.theoria.backend.BackendStatus.Unavailable;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;

/** How our several ways are named in results: {@code ours}, or {@code ours-NAME}. */
final class Ours {
  private static final String OURS = "ours";

  private Ours() {}

  static String named(String name) {
    return OURS + "-" + name;
  }

  static boolean is(String by) {
    return by.equals(OURS) || by.startsWith(OURS + "-");
  }

  /** Why a backend cannot be measured in this precision; empty where it can. */
  static Optional<String> missing(Backend backend, Precision precision) {
    return switch (backend.probe()) {
      case Unavailable(String reason) -> Optional.of(reason);
      case Available a when !a.precisions().contains(precision) ->
          Optional.of("no " + precision.id() + " on " + a.device());
      case Available a -> Optional.empty();
    };
  }

  /** A measurement of one backend. */
  interface Measurement {
    List<BenchRecord> of(Backend backend);
  }

  /** The measurement of every backend, or why it cannot be made. */
  static List<BenchRecord> each(
      String task, Backends backends, Precision precision, Measurement measurement) {
    List<BenchRecord> records = new ArrayList<>();
    for (Backend b : backends.all()) {
      missing(b, precision)
          .ifPresentOrElse(
              why -> records.add(new BenchRecord.Unavailable(task, named(b.name()), why)),
              () -> records.addAll(measurement.of(b)));
    }
    return records;
  }
}
