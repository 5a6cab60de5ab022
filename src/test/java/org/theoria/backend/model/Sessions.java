package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;
import org.theoria.backend.Backend;
import org.theoria.backend.BackendStatus.Available;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;

/** Every backend that is available here, in each precision that it offers. */
record Sessions(String backend, Precision precision) {

  static List<Sessions> available() {
    List<Sessions> all = new ArrayList<>();
    for (Backend b : Backends.installed().all()) {
      if (b.probe() instanceof Available available) {
        available.precisions().forEach(p -> all.add(new Sessions(b.name(), p)));
      }
    }
    return all;
  }

  Session open() {
    return Backends.installed().named(backend).open(precision);
  }

  @Override
  public String toString() {
    return backend + " " + precision.id();
  }
}
