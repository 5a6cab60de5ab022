package org.theoria.bench;

import org.theoria.backend.BatchedGradient;
import org.theoria.backend.Precision;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;

/**
 * The work of loss and gradient of many networks at once, tanh inside and the identity at the end,
 * squared loss, one sample for all. With w weights, w′ of them above the first layer, k hidden
 * neurons and m outputs, an example costs one network
 *
 * <pre>
 *   2w  forward: W·f + b             2w′  back: Wᵀ·Δ
 *   2w  Δ·fᵀ, added up               k + m  Δ, added up
 *   39k tanh and 1 − tanh², times Δ  4m   f − y, its square, added up, 2·(f − y)
 * </pre>
 *
 * <p>A launch reads the parameters and writes gradient and loss; everything else stays in registers
 * and caches.
 *
 * @param architecture of each network
 * @param networks how many
 * @param examples of the sample
 */
record BatchWork(Architecture architecture, int networks, int examples) {

  /** The task's batch. */
  static BatchWork ofTask() {
    return new BatchWork(SmallNetworks.ARCHITECTURE, SmallNetworks.COUNT, SmallNetworks.EXAMPLES);
  }

  /** Flops of a loss and gradient of every network. */
  long flops() {
    long weights = architecture.weightCount();
    long first = (long) architecture.width(0) * architecture.width(1);
    long outputs = architecture.outputs();
    long hidden = architecture.biasCount() - outputs;
    long tanh = BatchedGradient.tanhOperations(architecture) / architecture.biasCount();
    long example =
        4 * weights + 2 * (weights - first) + tanh * hidden + (hidden + outputs) + 4 * outputs;
    return (long) networks * examples * example;
  }

  /** Flops of a gradient step: the same, and a product and a difference for each parameter. */
  long stepFlops() {
    return flops() + 2L * networks * parameters();
  }

  /** Bytes up: the parameters. */
  long bytesUp(Precision precision) {
    return (long) networks * parameters() * precision.bytes();
  }

  /** Bytes down: gradients and losses. */
  long bytesDown(Precision precision) {
    return (long) networks * (parameters() + 1) * precision.bytes();
  }

  /** Flops for each byte of device memory that a launch moves. */
  double intensity(Precision precision) {
    return (double) flops() / (bytesUp(precision) + bytesDown(precision));
  }

  private int parameters() {
    return new Parameters(architecture).count();
  }

  /** One launch on a device, operands in its memory. */
  Datasheet.Time kernel(Datasheet device, Precision precision) {
    double bytes = bytesUp(precision) + bytesDown(precision);
    return device.kernel((double) flops(), device.flops().of(precision), bytes);
  }

  /** The same with parameters up and gradients down the link, one after the other. */
  Datasheet.Time withTransfers(Datasheet device, Precision precision) {
    double link = (bytesUp(precision) + bytesDown(precision)) / device.linkBandwidth();
    Datasheet.Time kernel = kernel(device, precision);
    return new Datasheet.Time(
        link + kernel.seconds(), link > kernel.seconds() ? Datasheet.Bound.LINK : kernel.bound());
  }

  /** A step among so many of one launch, parameters read and written once. */
  Datasheet.Time residentStep(Datasheet device, Precision precision, int steps) {
    Datasheet.Time all =
        device.kernel(
            (double) stepFlops() * steps, device.flops().of(precision), 2.0 * bytesUp(precision));
    return new Datasheet.Time(all.seconds() / steps, all.bound());
  }
}
