package org.theoria.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.backend.BatchedGradient;
import org.theoria.backend.GradientBlock;
import org.theoria.backend.GradientSweep;
import org.theoria.backend.NetworkBlock;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * The batch of backprop-sweep: {@value #BATCH} networks (4,16,16,3), tanh on every layer, as in
 * peers.py, with entries uniform on the multiples of 2⁻²⁰ in [−2, 2] (the time does not depend on
 * the values).
 *
 * @param blocks the networks
 * @param results where their gradients go
 */
record SweepData(List<NetworkBlock> blocks, List<GradientBlock> results) {
  static final Architecture ARCHITECTURE = Architecture.of(4, 16, 16, 3);
  static final int BATCH = 2000;

  static SweepData draw() {
    int lanes = BatchedGradient.DEFAULT_LANES;
    Key key = new Key("bench/backprop-sweep", 0);
    List<NetworkBlock> blocks = new ArrayList<>();
    List<GradientBlock> results = new ArrayList<>();
    for (int first = 0; first < BATCH; first += lanes) {
      NetworkBlock block = new NetworkBlock(ARCHITECTURE, lanes);
      for (int l = 0; l < lanes && first + l < BATCH; l++) {
        Stream stream = key.stream(first + l);
        for (double[][] rows : List.of(block.parameters(), block.inputs(), block.targets())) {
          for (double[] row : rows) {
            row[l] = stream.nextInt(-(1 << 21), 1 << 21) * 0x1p-20;
          }
        }
      }
      blocks.add(block);
      results.add(new GradientBlock(ARCHITECTURE, lanes));
    }
    return new SweepData(List.copyOf(blocks), List.copyOf(results));
  }

  /** Gradients a second. */
  double rate(int threads, double seconds) {
    List<Activation> tanh = Collections.nCopies(ARCHITECTURE.depth(), Activation.TANH);
    try (GradientSweep sweep =
        new GradientSweep(ARCHITECTURE, tanh, BatchedGradient.DEFAULT_LANES, threads)) {
      return BATCH * Rate.of(() -> sweep.run(blocks, results), seconds);
    }
  }

  /**
   * Bytes of one network that must be read (parameters, input, target) plus written (gradient,
   * loss).
   */
  static int bytesPerGradient() {
    int p = new Parameters(ARCHITECTURE).count();
    return Double.BYTES * (2 * p + ARCHITECTURE.inputs() + ARCHITECTURE.outputs() + 1);
  }
}
