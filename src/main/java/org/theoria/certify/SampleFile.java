package org.theoria.certify;

import java.nio.file.Path;
import java.util.Map;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.NpyArray;
import org.theoria.network.file.NpzReader;

/**
 * A user's data, every number exact: JSON {"x", "y"}, alone or under "sample" (and that under
 * "instance"), or {@code .npz} with members X and Y (or x and y). Numbers are read as in {@link
 * NetworkFile}. X is d_x × n and Y is d_y × n, one example a column; where the examples are the
 * rows, the caller says so.
 */
public final class SampleFile {
  private SampleFile() {}

  /**
   * Reads a file; what does not fit throws {@link FormatException}, naming file and member.
   *
   * @param examplesAreRows whether X is n × d_x and Y is n × d_y in the file
   */
  public static Sample read(Path file, String name, boolean examplesAreRows) {
    RationalMatrix x;
    RationalMatrix y;
    switch (UserFile.read(file, name)) {
      case UserFile.Json j -> {
        JsonReader outer = j.reader().has("instance") ? j.reader().at("instance") : j.reader();
        JsonReader r = outer.has("sample") ? outer.at("sample") : outer;
        x = r.at("x").numbers();
        y = r.at("y").numbers();
      }
      case UserFile.Arrays a -> {
        try {
          x = member(a.arrays(), "X", name);
          y = member(a.arrays(), "Y", name);
        } catch (ArrayFileException e) {
          throw new FormatException(String.valueOf(e.getMessage()));
        }
      }
    }
    String hint =
        !examplesAreRows && x.columns() != y.columns() && x.rows() == y.rows()
            ? "; where the examples are the rows, say so (--examples rows)"
            : "";
    if (examplesAreRows) {
      x = x.transpose();
      y = y.transpose();
    }
    if (x.columns() != y.columns()) {
      throw new FormatException(
          name + ", Y",
          x.columns() + " examples (" + (examplesAreRows ? "rows" : "columns") + "), as X has",
          y.columns() + hint);
    }
    return new Sample(x, y);
  }

  /**
   * The inputs alone, n₀ × n; targets, where the file has them, are not looked at.
   *
   * @param examplesAreRows whether X is n × n₀ in the file
   */
  public static RationalMatrix inputs(Path file, String name, boolean examplesAreRows) {
    RationalMatrix x =
        switch (UserFile.read(file, name)) {
          case UserFile.Json j -> {
            JsonReader outer = j.reader().has("instance") ? j.reader().at("instance") : j.reader();
            JsonReader r = outer.has("sample") ? outer.at("sample") : outer;
            yield r.at("x").numbers();
          }
          case UserFile.Arrays a -> {
            try {
              yield member(a.arrays(), "X", name);
            } catch (ArrayFileException e) {
              throw new FormatException(String.valueOf(e.getMessage()));
            }
          }
        };
    return examplesAreRows ? x.transpose() : x;
  }

  private static RationalMatrix member(Map<String, NpyArray> arrays, String name, String file) {
    String lower = name.equals("X") ? "x" : "y";
    return NpzReader.member(arrays, arrays.containsKey(lower) ? lower : name, file).matrix();
  }
}
