package org.theoria.bench;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.BatchedGradient;
import org.theoria.bench.BenchRecord.Figure;

/**
 * Gradients a second, and how near that is to what the machine can do: the share of its
 * multiply-add peak (products of matrices alone, and with the operations inside tanh) and of its
 * read-and-write bandwidth on arrays of the same size, all measured in the same run on as many
 * threads.
 */
public final class BackpropSweep implements BenchTask {

  @Override
  public String id() {
    return "backprop-sweep";
  }

  @Override
  public String description() {
    return "Loss and gradient of "
        + SweepData.BATCH
        + " networks (4,16,16,3), tanh on every layer, one example each, in double precision;"
        + " parameters read from memory, gradients written to it.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "gradients_per_s", true));
  }

  @Override
  public List<Figure> run(Settings settings) {
    int threads = settings.threads();
    double seconds = settings.seconds();
    double rate = SweepData.draw().rate(threads, seconds);
    double peak = Machine.peakOperations(threads, seconds / 2);
    int perGradient = SweepData.bytesPerGradient();
    double stream =
        Machine.streamBytes(
            SweepData.BATCH * perGradient / (2 * Double.BYTES), threads, seconds / 2);
    long products = BatchedGradient.productOperations(SweepData.ARCHITECTURE);
    long tanh = BatchedGradient.tanhOperations(SweepData.ARCHITECTURE);
    return List.of(
        ours("gradients_per_s", rate, "1/s"),
        ours("product_operations_per_gradient", (double) products, "1"),
        ours("tanh_operations_per_gradient", (double) tanh, "1"),
        ours("product_rate", rate * products, "flop/s"),
        machine("multiply_add_peak", peak, "flop/s"),
        ours("share_of_peak_products", rate * products / peak, "1"),
        ours("share_of_peak_with_tanh", rate * (products + tanh) / peak, "1"),
        ours("memory_traffic", rate * perGradient, "B/s"),
        machine("stream_bandwidth", stream, "B/s"),
        ours("share_of_bandwidth", rate * perGradient / stream, "1"));
  }

  private Figure machine(String metric, double value, String unit) {
    return new Figure(id(), "machine", metric, value, unit);
  }
}
