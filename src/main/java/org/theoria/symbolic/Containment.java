package org.theoria.symbolic;

import java.lang.reflect.Field;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.matheclipse.core.basic.Config;
import org.matheclipse.parser.client.ParserConfig;

/**
 * What the child does before the first question, so that Symja can neither reach out nor change.
 */
final class Containment {
  private static final long SEED = 0x7468656f726961L;

  private Containment() {}

  /** Applies Symja's settings, which are static, before its first use; then loads it. */
  static void loadAndSeal() {
    ParserConfig.PARSER_USE_LOWERCASE_SYMBOLS = false;
    Config.JAS_NO_THREADS = true;
    Config.UNPROTECT_ALLOWED = false;
    Config.FILESYSTEM_ENABLED = false;
    Config.FUZZY_PARSER = true; // leaves functions of files, Java and packages undefined
    Config.MAX_BIT_LENGTH = 1 << 20;
    Expression x = Expression.symbol("x");
    CasAnswer first = SymjaEvaluation.answer(new CasQuestion.IsZero(x.minus(x), Assumptions.NONE));
    if (!(first instanceof CasAnswer.Yes)) {
      throw new IllegalStateException("Symja does not see that x - x is 0: " + first.words());
    }
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
