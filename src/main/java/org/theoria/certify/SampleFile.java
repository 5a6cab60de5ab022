package org.theoria.certify;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.ExampleRange;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.Mnist;
import org.theoria.network.file.NpzReader;

/**
 * A user's data, every number exact.
 *
 * <ul>
 *   <li>JSON {"x", "y"?}, alone or under "sample" (and that under "instance"); numbers as in {@link
 *       NetworkFile}.
 *   <li>{@code .npz} or safetensors with members X and Y (or x and y; a Y of one axis is one number
 *       an example), or {@code .npy} with X alone: doubles are the dyadic rationals that they are.
 *   <li>CSV, one example a line; numbers are the decimals that they are. A header names the columns
 *       that are targets.
 *   <li>IDX, one example an item of the first axis, its other axes made one.
 * </ul>
 *
 * In the first two the examples are the columns, or the rows where the caller says so.
 *
 * @param x n₀ × n
 * @param y n_H × n, where the file has targets
 * @param examplesAreRows whether an example is a row of the file, for messages
 */
public record SampleFile(RationalMatrix x, Optional<RationalMatrix> y, boolean examplesAreRows) {

  /**
   * How a file is read.
   *
   * @param examplesAreRows whether X is n × n₀ and Y is n × n_H where the format leaves it open
   * @param range the examples that are taken
   * @param scale by which every entry of X is multiplied, exactly
   */
  public record Layout(boolean examplesAreRows, ExampleRange range, Rational scale) {}

  /** Reads inputs and targets; what does not fit throws {@link FormatException}. */
  public static SampleFile withTargets(Path file, String name, Layout layout) {
    return read(file, name, layout, true);
  }

  /** The targets, n_H × n; {@link FormatException} where the format has none. */
  public RationalMatrix targets(String name) {
    return y.orElseThrow(
        () -> new FormatException(name, "inputs x and targets y", "the inputs alone"));
  }

  /**
   * Reads the inputs; targets, where the file has them, are not looked at. What does not fit throws
   * {@link FormatException}, naming file and member.
   */
  public static SampleFile inputs(Path file, String name, Layout layout) {
    return read(file, name, layout, false);
  }

  /** The digits of {@link Mnist}; the targets are 1 in the row of the digit and 0 elsewhere. */
  public static SampleFile mnist(Layout layout) {
    try {
      return new SampleFile(
          scaled(Mnist.images(layout.range()).matrix().transpose(), layout),
          Optional.of(Mnist.labels(layout.range()).matrix().transpose()),
          true);
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Labels in a file of their own, 1 × n: IDX or {@code .npy} of one axis, or CSV of one column.
   * What does not fit throws {@link FormatException}.
   */
  public static RationalMatrix labels(Path file, String name, ExampleRange range) {
    UserFile content = UserFile.read(file, name, range);
    try {
      return switch (content) {
        case UserFile.Idx i when i.examples().shape().size() == 1 ->
            row(i.examples().values(), 0, i.examples().values().length);
        case UserFile.OneArray a when a.array().shape().size() == 1 -> {
          double[] all = a.array().values();
          yield row(all, range.from(all.length, name), range.count(all.length, name));
        }
        case UserFile.Csv c when c.table().rows().getFirst().size() == 1 ->
            RationalMatrix.of(
                1,
                c.table().rows().size(),
                c.table().rows().stream().map(List::getFirst).toArray(Rational[]::new));
        default ->
            throw new FormatException(
                name, "one label an example: IDX, .npy or CSV", content.format() + " of others");
      };
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    }
  }

  private static RationalMatrix row(double[] values, int from, int count) {
    return RationalMatrix.of(
        1,
        count,
        Arrays.stream(values, from, from + count)
            .mapToObj(Rational::ofDouble)
            .toArray(Rational[]::new));
  }

  private static SampleFile read(Path file, String name, Layout layout, boolean targets) {
    UserFile content = UserFile.read(file, name, layout.range());
    try {
      SampleFile read =
          switch (content) {
            case UserFile.Json j -> json(j.reader(), layout, targets);
            case UserFile.Arrays a -> arrays(a.arrays(), name, layout, targets);
            case UserFile.OneArray a ->
                new SampleFile(
                    matrix(a.array(), layout), Optional.empty(), layout.examplesAreRows());
            case UserFile.Idx i ->
                new SampleFile(i.examples().flat().matrix().transpose(), Optional.empty(), true);
            case UserFile.Csv c ->
                new SampleFile(
                    c.table().inputs().transpose(),
                    targets ? Optional.of(c.table().targets().transpose()) : Optional.empty(),
                    true);
            case UserFile.Onnx o -> throw new FormatException(name, "data", "an ONNX network");
          };
      requireEqual(name, read);
      return new SampleFile(scaled(read.x(), layout), read.y(), read.examplesAreRows());
    } catch (ArrayFileException e) {
      throw new FormatException(String.valueOf(e.getMessage()));
    }
  }

  private static RationalMatrix scaled(RationalMatrix x, Layout layout) {
    return layout.scale().equals(Rational.ONE) ? x : x.scale(layout.scale());
  }

  private static SampleFile json(JsonReader file, Layout layout, boolean targets) {
    JsonReader outer = file.has("instance") ? file.at("instance") : file;
    JsonReader r = outer.has("sample") ? outer.at("sample") : outer;
    RationalMatrix x = block(r.at("x"), layout);
    return new SampleFile(
        x,
        targets ? Optional.of(block(r.at("y"), layout)) : Optional.empty(),
        layout.examplesAreRows());
  }

  private static RationalMatrix block(JsonReader reader, Layout layout) {
    RationalMatrix all = reader.numbers();
    RationalMatrix m = layout.examplesAreRows() ? all.transpose() : all;
    int from = layout.range().from(m.columns(), reader.path());
    return m.block(0, from, m.rows(), layout.range().count(m.columns(), reader.path()));
  }

  private static SampleFile arrays(
      Map<String, FileArray> arrays, String name, Layout layout, boolean targets) {
    return new SampleFile(
        matrix(member(arrays, "X", name), layout),
        targets ? Optional.of(targets(member(arrays, "Y", name), layout)) : Optional.empty(),
        layout.examplesAreRows());
  }

  /** Targets of one axis are one number an example, wherever the examples stand in X. */
  private static RationalMatrix targets(FileArray y, Layout layout) {
    if (y.shape().size() != 1) {
      return matrix(y, layout);
    }
    return new FileArray(y.name(), List.of(1, y.shape().getFirst()), y.values())
        .columns(layout.range())
        .matrix();
  }

  private static FileArray member(Map<String, FileArray> arrays, String name, String file) {
    String lower = name.equals("X") ? "x" : "y";
    return NpzReader.member(arrays, arrays.containsKey(lower) ? lower : name, file);
  }

  /** One example a column, of the range alone. */
  private static RationalMatrix matrix(FileArray a, Layout layout) {
    if (layout.examplesAreRows()) {
      return a.flat().rows(layout.range()).matrix().transpose();
    }
    if (a.shape().size() != 2) {
      throw new ArrayFileException(
          a.name(),
          "an array of 2 axes (or the examples on its first axis: --examples rows)",
          "shape " + a.shape());
    }
    return a.columns(layout.range()).matrix();
  }

  private static void requireEqual(String name, SampleFile read) {
    read.y()
        .filter(y -> y.columns() != read.x().columns())
        .ifPresent(
            y -> {
              boolean rows = read.examplesAreRows();
              boolean hint = !rows && read.x().rows() == y.rows();
              throw new FormatException(
                  name + ", Y",
                  read.x().columns() + " examples (" + (rows ? "rows" : "columns") + "), as X has",
                  y.columns()
                      + (hint
                          ? "; where the examples are the rows, say so (--examples rows)"
                          : ""));
            });
  }
}
