package org.theoria.bench;

import java.util.List;
import org.theoria.backend.BatchSamples;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Many networks (1,{@value #HIDDEN},1), tanh inside and the identity at the end, squared loss, and
 * one sample for all of them. Parameters, inputs and targets are multiples of 2⁻²⁰ in [−½, ½], [−1,
 * 1] and [−1, 1].
 *
 * @param parameters of shape [count][{@value #PARAMETERS}]: w, b, v, c of f(x) = v·tanh(w·x + b) +
 *     c
 * @param x of shape [examples]
 * @param y of shape [examples]
 */
record SmallNetworks(double[][] parameters, double[] x, double[] y) {
  static final int HIDDEN = 8;
  static final int PARAMETERS = 3 * HIDDEN + 1;
  static final int COUNT = 20_000;
  static final int EXAMPLES = 16;
  static final Architecture ARCHITECTURE = Architecture.of(1, HIDDEN, 1);
  static final List<Activation> ACTIVATIONS = List.of(Activation.TANH, Activation.IDENTITY);

  static SmallNetworks draw(int count) {
    Key key = new Key("bench/small-network-batch", 0);
    double[][] parameters = new double[count][PARAMETERS];
    for (int i = 0; i < count; i++) {
      fill(parameters[i], key.stream(1L + i), 1 << 19);
    }
    double[] x = new double[EXAMPLES];
    double[] y = new double[EXAMPLES];
    Stream sample = key.stream(0);
    fill(x, sample, 1 << 20);
    fill(y, sample, 1 << 20);
    return new SmallNetworks(parameters, x, y);
  }

  private static void fill(double[] entries, Stream stream, int most) {
    for (int k = 0; k < entries.length; k++) {
      entries[k] = stream.nextInt(-most, most) * 0x1p-20;
    }
  }

  BatchSamples samples() {
    return BatchSamples.shared(x.length, x, y);
  }
}
