package org.theoria.sampling;

import java.util.Arrays;
import org.theoria.network.Architecture;
import org.theoria.network.rank.bulk.Grid;
import org.theoria.network.rank.bulk.GridNetwork;
import org.theoria.network.rank.bulk.HiddenSlopes;

/**
 * Draws networks and inputs of a {@link GridProfile}, always into the same {@link GridNetwork}: no
 * memory is allocated for one. Half of them have the most examples, the others any number.
 */
public final class GridSampler {
  private final GridProfile profile;
  private final Architecture architecture;
  private final Grid grid;
  private final GridNetwork network;
  private final long[][] layers;
  private final long[] next;
  private final long[] biasUnits;

  /**
   * @param architecture of the networks
   * @param slopes of their hidden layers
   * @param mostExamples the most examples
   */
  public GridSampler(
      GridProfile profile, Architecture architecture, HiddenSlopes slopes, int mostExamples) {
    this.profile = profile;
    this.architecture = architecture;
    this.grid = profile.grid(architecture, slopes);
    this.network = new GridNetwork(grid, mostExamples);
    int widest = architecture.widths().stream().mapToInt(Integer::intValue).max().orElse(1);
    this.layers = new long[mostExamples][widest];
    this.next = new long[widest];
    this.biasUnits = new long[architecture.depth()];
    for (int h = 1; h < architecture.depth(); h++) {
      biasUnits[h] = grid.biasUnit(h);
    }
  }

  public Grid grid() {
    return grid;
  }

  /** The next network of the stream; overwritten by the one after it. */
  public GridNetwork draw(Stream s) {
    int most = network.mostExamples();
    network.setExamples(s.chance(1, 2) ? most : 1 + s.nextInt(most));
    switch (profile) {
      case COARSE -> coarse(s);
      case PLACED, FINE -> {
        uniform(s, network.inputs(), grid.input());
        weights(s);
        place(s);
      }
      case DEGENERATE -> {
        uniform(s, network.inputs(), grid.input());
        repeatExamples(s);
        weights(s);
        place(s);
      }
      case UNCENTRED -> {
        uncentred(s);
        weights(s);
        place(s);
      }
    }
    return network;
  }

  private void coarse(Stream s) {
    int zeros = s.nextInt(4);
    sparse(s, network.inputs(), grid.input(), zeros);
    for (int h = 1; h <= architecture.depth(); h++) {
      sparse(s, network.weights(h), grid.weights().get(h - 1), zeros);
      sparse(s, network.biases(h), grid.biases().get(h - 1), zeros);
    }
  }

  /** Each of them 0 with a probability of {@code zeros} quarters. */
  private static void sparse(Stream s, long[] values, long most, int zeros) {
    for (int i = 0; i < values.length; i++) {
      values[i] = s.chance(zeros, 4) ? 0 : uniform(s, -most, most);
    }
  }

  private static void uniform(Stream s, long[] values, long most) {
    for (int i = 0; i < values.length; i++) {
      values[i] = uniform(s, -most, most);
    }
  }

  /** Of [low, high], uniform to within 2⁻⁶⁴·(high − low). */
  private static long uniform(Stream s, long low, long high) {
    return low + Math.unsignedMultiplyHigh(s.nextLong(), high - low + 1);
  }

  private void weights(Stream s) {
    for (int h = 1; h <= architecture.depth(); h++) {
      uniform(s, network.weights(h), grid.weights().get(h - 1));
    }
  }

  /** A quarter of the examples are copies of others. */
  private void repeatExamples(Stream s) {
    int n0 = architecture.inputs();
    for (int j = 1; j < network.examples(); j++) {
      if (s.chance(1, 4)) {
        System.arraycopy(network.inputs(), s.nextInt(j) * n0, network.inputs(), j * n0, n0);
      }
    }
  }

  /** Each coordinate near a centre of its own; the spread is at most 2⁻⁴. */
  private void uncentred(Stream s) {
    int n0 = architecture.inputs();
    long spread = Math.max(1, 1L << Math.max(0, grid.exponent() - 4));
    for (int l = 0; l < n0; l++) {
      long centre = uniform(s, grid.input() / 2, grid.input() - spread);
      for (int j = 0; j < network.examples(); j++) {
        network.inputs()[j * n0 + l] = centre + uniform(s, -spread, spread);
      }
    }
  }

  /**
   * Biases by which each hidden neuron is 0, to within some units, half-way between two examples,
   * and what is particular to the profile.
   */
  private void place(Stream s) {
    int n0 = architecture.inputs();
    for (int j = 0; j < network.examples(); j++) {
      System.arraycopy(network.inputs(), j * n0, layers[j], 0, n0);
    }
    for (int h = 1; h <= architecture.depth(); h++) {
      for (int i = 0; i < architecture.width(h); i++) {
        network.biases(h)[i] = bias(s, h, i);
        if (profile == GridProfile.DEGENERATE) {
          degenerate(s, h, i);
        } else if (profile == GridProfile.UNCENTRED && i > 0 && s.chance(1, 6)) {
          copyBefore(h, i);
          network.weights(h)[i * architecture.width(h - 1)] += unitInside(h, i);
        }
      }
      if (h < architecture.depth()) {
        advance(h);
      }
    }
  }

  private long bias(Stream s, int h, int i) {
    long first = weighted(h, i, layers[s.nextInt(network.examples())]);
    long second = weighted(h, i, layers[s.nextInt(network.examples())]);
    if (h == architecture.depth()) {
      return s.nextInt(-4, 4);
    }
    long offset = s.nextInt((int) -GridProfile.OFFSET, (int) GridProfile.OFFSET);
    return -Math.floorDiv(first / 2 + second / 2, biasUnits[h]) + offset;
  }

  private void degenerate(Stream s, int h, int i) {
    int before = architecture.width(h - 1);
    long[] w = network.weights(h);
    switch (s.nextInt(8)) {
      case 0 -> network.biases(h)[i] = -grid.biases().get(h - 1);
      case 1 -> {
        if (i > 0) {
          copyBefore(h, i);
        }
      }
      case 2 -> Arrays.fill(w, i * before, (i + 1) * before, 0);
      default -> {}
    }
  }

  private void copyBefore(int h, int i) {
    int before = architecture.width(h - 1);
    long[] w = network.weights(h);
    System.arraycopy(w, (i - 1) * before, w, i * before, before);
    network.biases(h)[i] = network.biases(h)[i - 1];
  }

  /** 1 or −1, by which the first weight of neuron i may change without leaving the grid. */
  private long unitInside(int h, int i) {
    return network.weights(h)[i * architecture.width(h - 1)] > 0 ? -1 : 1;
  }

  /** Row i of W_h times a layer. */
  private long weighted(int h, int i, long[] layer) {
    int before = architecture.width(h - 1);
    long[] w = network.weights(h);
    long sum = 0;
    for (int l = 0; l < before; l++) {
      sum += w[i * before + l] * layer[l];
    }
    return sum;
  }

  private void advance(int h) {
    long unit = biasUnits[h];
    HiddenSlopes slopes = grid.slopes();
    for (int j = 0; j < network.examples(); j++) {
      for (int i = 0; i < architecture.width(h); i++) {
        long z = weighted(h, i, layers[j]) + network.biases(h)[i] * unit;
        next[i] = z * (z >= 0 ? slopes.positive() : slopes.negative());
      }
      System.arraycopy(next, 0, layers[j], 0, architecture.width(h));
    }
  }
}
