package org.theoria.proposition;

import java.util.function.Function;
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

  /** A sampler from a function and its description. */
  static <I> Sampler<I> of(Text distribution, Function<Stream, I> draw) {
    return new Sampler<>() {
      @Override
      public I draw(Stream stream) {
        return draw.apply(stream);
      }

      @Override
      public Text distribution() {
        return distribution;
      }
    };
  }
}
