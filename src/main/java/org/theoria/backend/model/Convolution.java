package org.theoria.backend.model;

import java.util.List;
import org.theoria.backend.Session;
import org.theoria.backend.Ties;

/**
 * Circular convolution and sampling (slides "Réseaux convolutifs"): with kernels v and stride s
 *
 * <pre>
 *   y[o, i, j] = b_o + Σ_c Σ_{p, q} v[o, c, p, q]·x[c, (s·i − p) mod H, (s·j − q) mod W],
 *   i = 0 … ⌈H/s⌉ − 1,  j = 0 … ⌈W/s⌉ − 1,
 * </pre>
 *
 * that is W·x + b with the rows s·i, s·j of a matrix W of circulant blocks (block-circulant with
 * circulant blocks for images), one block for each pair of channels. It is computed as this
 * product. For signals H = 1. Parameters: v by o, c, p, q, the last the fastest; then b.
 *
 * @param channels of the output, at least 1
 * @param kernelHeight p = 0 … kernelHeight − 1; 1 for signals
 * @param kernelWidth q = 0 … kernelWidth − 1
 * @param stride s, at least 1
 * @param trainsBiases whether steps change b; if not it stays as it was written
 */
public record Convolution(
    int channels, int kernelHeight, int kernelWidth, int stride, boolean trainsBiases)
    implements Layer {

  public Convolution {
    if (channels < 1 || kernelHeight < 1 || kernelWidth < 1 || stride < 1) {
      throw new IllegalArgumentException(
          "convolution: channels, kernel and stride must be at least 1, got "
              + channels
              + " of "
              + kernelHeight
              + "×"
              + kernelWidth
              + ", stride "
              + stride);
    }
  }

  /** Of signals, with trained biases. */
  public static Convolution signals(int channels, int kernelLength, int stride) {
    return new Convolution(channels, 1, kernelLength, stride, true);
  }

  /** Of images, with square kernels and trained biases. */
  public static Convolution images(int channels, int kernelSize, int stride) {
    return new Convolution(channels, kernelSize, kernelSize, stride, true);
  }

  @Override
  public Shape output(String where, Shape input) {
    if (kernelHeight > input.height() || kernelWidth > input.width()) {
      throw new IllegalArgumentException(
          where
              + ": the kernel must fit into "
              + input.height()
              + "×"
              + input.width()
              + ", got "
              + kernelHeight
              + "×"
              + kernelWidth);
    }
    Shape out = new Shape(channels, sampled(input.height()), sampled(input.width()));
    if ((long) out.size() * input.size() > Session.LARGEST) {
      throw new IllegalArgumentException(
          where
              + ": its matrix may have at most "
              + Session.LARGEST
              + " entries, got "
              + out.size()
              + "×"
              + input.size());
    }
    return out;
  }

  private int sampled(int length) {
    return (length - 1) / stride + 1;
  }

  /** The fans are those of a convolution without stride. */
  @Override
  public List<ParameterBlock> parameters(Shape input) {
    int kernel = kernelHeight * kernelWidth;
    int fanIn = input.channels() * kernel;
    return List.of(
        new ParameterBlock(
            ParameterBlock.Role.WEIGHT, channels, fanIn, fanIn, channels * kernel, true),
        ParameterBlock.bias(channels, trainsBiases));
  }

  /** Which entry of the kernels stands where in the matrix W, {@code out.size() × input.size()}. */
  Ties weightTies(Shape input) {
    Shape out = output("convolution", input);
    int[] index = new int[out.size() * input.size()];
    int k = 0;
    for (int o = 0; o < channels; o++) {
      for (int row = 0; row < out.positions(); row++) {
        int i = stride * (row / out.width());
        int j = stride * (row % out.width());
        for (int c = 0; c < input.channels(); c++) {
          for (int column = 0; column < input.positions(); column++) {
            int p = Math.floorMod(i - column / input.width(), input.height());
            int q = Math.floorMod(j - column % input.width(), input.width());
            int kernel = (o * input.channels() + c) * kernelHeight * kernelWidth;
            index[k++] =
                p < kernelHeight && q < kernelWidth ? kernel + p * kernelWidth + q : Ties.NONE;
          }
        }
      }
    }
    return new Ties(channels * input.channels() * kernelHeight * kernelWidth, index);
  }

  /** Which bias is added to which entry of the output. */
  Ties biasTies(Shape input) {
    Shape out = output("convolution", input);
    int[] index = new int[out.size()];
    for (int k = 0; k < index.length; k++) {
      index[k] = k / out.positions();
    }
    return new Ties(channels, index);
  }

  @Override
  public String describe() {
    return "convolution "
        + channels
        + " of "
        + kernelHeight
        + "×"
        + kernelWidth
        + (stride == 1 ? "" : " stride " + stride)
        + (trainsBiases ? "" : " fixed-biases");
  }
}
