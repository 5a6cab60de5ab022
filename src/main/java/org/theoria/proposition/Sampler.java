package org.theoria.proposition;

import org.theoria.sampling.Stream;

/**
 * Draws instances: a pure function of the stream.
 *
 * @param <I> the instances
 */
public interface Sampler<I> {

  /** The instance of this stream. */
  I draw(Stream stream);

  /** The distribution, for the report. */
  Text distribution();

  /** How many instances a default search tries. */
  default int defaultTries() {
    return 100_000;
  }
}
