package org.theoria.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.model.Model;
import org.theoria.certify.NetworkFile;
import org.theoria.network.Network;
import org.theoria.network.file.FileArray;
import org.theoria.network.file.NpzWriter;
import org.theoria.report.ReportJson;
import org.theoria.search.WholeFile;

/**
 * The file of a trained network, as {@code theoria rank} and {@code classify} read it.
 *
 * @param file where
 * @param name what the user calls it; its ending says the format
 * @param biases whether the network has biases: if not, the file has none
 */
record TrainOutput(Path file, String name, boolean biases) {

  /** Refuses before the run what could not be written after it. */
  void require(Model model) {
    if (!name.endsWith(".npz") && !name.endsWith(".json")) {
      throw new UsageException(
          "--out: expected a file that ends in .npz or .json, got \"" + name + "\"");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new UsageException(
          "--out: expected a file in a folder that is there, got \"" + name + "\"");
    }
    try {
      model.network(new double[model.parameterCount()]);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--out: " + ModelFlags.withoutModel(e), e);
    }
    try {
      WholeFile.requireWritable(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private UsageException unwritable(IOException e) {
    return new UsageException(
        "--out: expected a file that can be written, got " + name + " (" + IoReason.of(e) + ")", e);
  }

  /** Writes the whole file, or leaves what is there. */
  void write(Network network) {
    try {
      if (name.endsWith(".npz")) {
        WholeFile.write(file, out -> NpzWriter.write(out, arrays(network)));
      } else {
        ObjectNode node = NetworkFile.json(network);
        if (!biases) {
          node.remove("biases");
        }
        byte[] text = ReportJson.pretty(node).getBytes(StandardCharsets.UTF_8);
        WholeFile.write(file, out -> out.write(text));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** W1, b1, …, WH, bH; the biases where there are some. */
  private SequencedMap<String, FileArray> arrays(Network network) {
    SequencedMap<String, FileArray> arrays = new LinkedHashMap<>();
    for (int h = 1; h <= network.depth(); h++) {
      RationalMatrix w = network.weight(h);
      put(arrays, "W" + h, List.of(w.rows(), w.columns()), w);
      if (biases) {
        put(arrays, "b" + h, List.of(w.rows()), network.bias(h));
      }
    }
    return arrays;
  }

  /** The parameters are doubles: nothing is rounded. */
  private static void put(
      SequencedMap<String, FileArray> arrays, String name, List<Integer> shape, RationalMatrix m) {
    double[] values = new double[m.rows() * m.columns()];
    for (int k = 0; k < values.length; k++) {
      values[k] = m.get(k / m.columns(), k % m.columns()).doubleValue();
    }
    arrays.put(name, new FileArray(name, shape, values));
  }
}
