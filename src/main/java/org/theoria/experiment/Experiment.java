package org.theoria.experiment;

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

  /** How long it takes, with and without --quick: "seconds", "a minute". */
  Text duration();

  /**
   * Runs it, on one thread: a function of the settings alone, on one backend. When the watch says
   * that the user has stopped it, it returns soon, with what there is and {@code complete} false.
   */
  Observations run(Settings settings, Watch watch);

  /**
   * How to run.
   *
   * @param quick whether to run a shorter version
   * @param seed the seed of every draw
   */
  record Settings(boolean quick, long seed) {}
}
