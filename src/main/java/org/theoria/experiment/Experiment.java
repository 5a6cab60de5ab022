package org.theoria.experiment;

import java.util.Optional;
import org.theoria.proposition.Citation;
import org.theoria.proposition.Text;

/**
 * A seeded run of something that a slide shows. It has no verdict: it says what was seen. What is
 * exact in it may also be an entry of the catalogue, with the same id.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader} under this interface; they have a
 * public constructor without arguments.
 */
public interface Experiment {

  /** Kebab-case identifier, unique among the experiments. */
  String id();

  Text title();

  Citation citation();

  /** What the slide shows, with its own settings. */
  Text shown();

  /** How long it takes, with and without --quick. */
  Duration duration();

  /**
   * Runs it, on one thread: a function of the settings alone, on one backend. When the watch says
   * that the user has stopped it, it returns soon, with what there is and {@code complete} false.
   */
  Observations run(Settings settings, Watch watch);

  /** Whether it can run on any backend: whether settings may name one. */
  default boolean choosesBackend() {
    return false;
  }

  /**
   * How to run.
   *
   * @param quick whether to run a shorter version
   * @param seed the seed of every draw
   * @param backend the name of the backend to compute on; empty for the experiment's own choice,
   *     and where {@link #choosesBackend} is false
   */
  record Settings(boolean quick, long seed, Optional<String> backend) {

    /** On the backend of the experiment's choice. */
    public Settings(boolean quick, long seed) {
      this(quick, seed, Optional.empty());
    }
  }
}
