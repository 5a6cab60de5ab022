package org.theoria.network.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * 10,000 digits of MNIST (Y. LeCun, C. Cortes, C. Burges), shipped in IDX form: images of 28 × 28
 * grey values p of 0..255, and their labels. They are not in the order of MNIST's own test set.
 */
public final class Mnist {

  /** n₀ = 28 · 28. */
  public static final int INPUTS = 784;

  /** The digits. */
  public static final int CLASSES = 10;

  private static final String IMAGES = "mnist/mnist-10k-images-idx3-ubyte.gz";
  private static final String LABELS = "mnist/mnist-10k-labels-idx1-ubyte.gz";

  private Mnist() {}

  /**
   * Images, n × 784, row by row from the top left; each entry the double p/255.0, as NumPy and
   * PyTorch divide in float64.
   */
  public static FileArray images(ExampleRange range) {
    FileArray grey = read(IMAGES, "mnist", range).flat();
    double[] scaled = Arrays.stream(grey.values()).map(p -> p / 255.0).toArray();
    return new FileArray(grey.name(), grey.shape(), scaled);
  }

  /** Labels, n × 10: row i has 1 in the column of its digit and 0 elsewhere. */
  public static FileArray labels(ExampleRange range) {
    double[] digits = read(LABELS, "mnist labels", range).values();
    double[] ones = new double[digits.length * CLASSES];
    for (int i = 0; i < digits.length; i++) {
      ones[i * CLASSES + (int) digits[i]] = 1;
    }
    return new FileArray("mnist labels", List.of(digits.length, CLASSES), ones);
  }

  /** Copies the two IDX files, for programs that are not ours. */
  public static void copyTo(Path folder) throws IOException {
    for (String resource : List.of(IMAGES, LABELS)) {
      try (@Nullable InputStream file = Mnist.class.getResourceAsStream(resource)) {
        if (file == null) {
          throw new IOException("the resource " + resource + " is missing: a broken build");
        }
        Files.copy(
            file,
            folder.resolve(resource.substring(resource.lastIndexOf('/') + 1)),
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static FileArray read(String resource, String name, ExampleRange range) {
    try (@Nullable InputStream file = Mnist.class.getResourceAsStream(resource)) {
      if (file == null) {
        throw new ArrayFileException(name, "the resource " + resource, "none: a broken build");
      }
      return IdxReader.read(new BufferedInputStream(new GZIPInputStream(file)), name, range);
    } catch (IOException e) {
      throw new ArrayFileException(name, "the resource " + resource, String.valueOf(e));
    }
  }
}
