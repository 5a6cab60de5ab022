package org.theoria.symbolic;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What the child does before the first question, so that Symja can neither reach out nor change.
 */
final class Containment {
  private static final long SEED = 0x7468656f726961L;

  private Containment() {}

  /** Loads Symja, and closes the doors behind it. */
  static void loadAndSeal() {
    SymjaSetup.load();
  }

  /**
   * Symja's test for zero draws random points from the thread's generator, which Java seeds by the
   * clock: every question begins with the same seed.
   */
  static void resetRandomness() {
    Optional<Field> seed = SeedField.FIELD;
    if (seed.isPresent()) {
      ThreadLocalRandom.current(); // else the first use would seed it
      try {
        seed.get().setLong(Thread.currentThread(), SEED);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("the seed was accessible", e);
      }
    }
  }

  private static final class SeedField {
    static final Optional<Field> FIELD = find();

    private SeedField() {}

    private static Optional<Field> find() {
      try {
        Field field = Thread.class.getDeclaredField("threadLocalRandomSeed");
        field.setAccessible(true);
        return Optional.of(field);
      } catch (NoSuchFieldException | RuntimeException e) {
        // a Java without this field, or started without --add-opens
        return Optional.empty();
      }
    }
  }
}
