package org.theoria.backend.model;

/**
 * What a layer sends on for one example: channels, each an image of height × width or, with height
 * 1, a signal. In memory one column, channel by channel, each row by row (slide "Réseaux
 * convolutifs": n_h = N × number of channels). A plain vector of ℝⁿ has n channels of 1 × 1.
 *
 * @param channels at least 1
 * @param height at least 1
 * @param width at least 1
 */
public record Shape(int channels, int height, int width) {

  public Shape {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "shape: channels, height and width must be at least 1, got "
              + channels
              + "×"
              + height
              + "×"
              + width);
    }
    if ((double) channels * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "shape: at most 2³¹ − 1 entries are allowed, got "
              + channels
              + "×"
              + height
              + "×"
              + width);
    }
  }

  /** Vectors of ℝⁿ. */
  public static Shape vector(int n) {
    return new Shape(n, 1, 1);
  }

  /** Signals of this length, one a channel. */
  public static Shape signals(int channels, int length) {
    return new Shape(channels, 1, length);
  }

  /** Images, one a channel. */
  public static Shape images(int channels, int height, int width) {
    return new Shape(channels, height, width);
  }

  /** Entries of one channel. */
  public int positions() {
    return height * width;
  }

  /** Entries of all. */
  public int size() {
    return channels * height * width;
  }

  /** Whether every channel is a single number. */
  public boolean isVector() {
    return positions() == 1;
  }

  /** "784", "3×32" (channels × length) or "3×28×28". */
  public String describe() {
    if (isVector()) {
      return String.valueOf(channels);
    }
    return height == 1 ? channels + "×" + width : channels + "×" + height + "×" + width;
  }
}
