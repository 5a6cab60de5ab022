package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;

final class BackendsTest {

  /** A backend that is nothing but a name. */
  private record Named(String name, int priority, BackendStatus probe) implements Backend {
    @Override
    public Session open(Precision precision) {
      throw new BackendException("open: " + name + " computes nothing");
    }

    @Override
    public NetworkBatch batch(
        Architecture architecture, List<Activation> activations, Loss loss, Precision precision) {
      throw new BackendException("batch: " + name + " computes nothing");
    }
  }

  private static final BackendStatus READY =
      new BackendStatus.Available("a device", Set.of(Precision.FLOAT32));
  private static final BackendStatus ABSENT = new BackendStatus.Unavailable("no device 0");

  private final Backends backends =
      new Backends(
          List.of(
              new EjmlBackend(), new Named("opencl", 10, READY), new Named("cuda", 20, ABSENT)));

  @Test
  void ejmlIsFoundByTheServiceLoader() {
    assertEquals("ejml", Backends.installed().named("ejml").name());
  }

  @Test
  void theyAreListedByPriorityAvailableOrNot() {
    assertEquals(
        List.of("cuda", "opencl", "ejml"),
        backends.probed().stream().map(Backends.Entry::name).toList());
    assertEquals(ABSENT, backends.probed().getFirst().status());
  }

  @Test
  void theDefaultIsTheFirstThatIsAvailableAndOffersThePrecision() {
    assertEquals("opencl", backends.preferred(Precision.FLOAT32).name());
    assertEquals("ejml", backends.preferred(Precision.FLOAT64).name());
  }

  private static void says(String message, Runnable action) {
    assertEquals(message, assertThrows(BackendException.class, action::run).getMessage());
  }

  @Test
  void anUnknownNameListsTheKnownOnesAndTheNearest() {
    says(
        "backend: \"opncl\" is unknown; known are cuda, opencl, ejml; did you mean opencl?",
        () -> backends.named("opncl"));
  }

  @Test
  void anUnavailableOneSaysWhy() {
    says("backend: cuda is unavailable: no device 0", () -> backends.named("cuda"));
  }

  @Test
  void anotherStandsInOnlyWhereThatIsAskedFor() {
    Backends.Choice asked = backends.choose("opencl", Precision.FLOAT32, true);
    assertEquals("opencl", asked.backend().name());
    assertEquals(Optional.empty(), asked.instead());
    says(
        "backend: cuda is unavailable: no device 0",
        () -> backends.choose("cuda", Precision.FLOAT32, false));
    says(
        "backend: opencl has no float64 on a device",
        () -> backends.choose("opencl", Precision.FLOAT64, false));
    Backends.Choice other = backends.choose("cuda", Precision.FLOAT32, true);
    assertEquals("opencl", other.backend().name());
    assertEquals(Optional.of("cuda is unavailable: no device 0; opencl instead"), other.instead());
    assertEquals(
        Optional.of("opencl has no float64 on a device; ejml instead"),
        backends.choose("opencl", Precision.FLOAT64, true).instead());
    says(
        "backend: \"gpu\" is unknown; known are cuda, opencl, ejml; did you mean cuda?",
        () -> backends.choose("gpu", Precision.FLOAT32, true));
  }

  @Test
  void nobodyOffersAPrecision() {
    Backends none = new Backends(List.of(new Named("opencl", 1, READY)));
    says(
        "backends: none that is available offers float64; known are opencl",
        () -> none.preferred(Precision.FLOAT64));
  }

  @Test
  void twoOfOneNameAreRefused() {
    says(
        "backends: two are named ejml",
        () -> new Backends(List.of(new EjmlBackend(), new EjmlBackend())));
  }
}
