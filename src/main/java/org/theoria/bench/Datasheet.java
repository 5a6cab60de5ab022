package org.theoria.bench;

import org.theoria.backend.Precision;

/**
 * What a maker promises of a processor: ceilings that no program passes and few come near. An
 * operation takes at least its launch, its flops at the peak, and its bytes at the full bandwidth
 * (roofline: Williams, Waterman and Patterson 2009, doi:10.1145/1498765.1498785); since the host
 * queues one operation while the device runs another, the largest of the three.
 *
 * @param name of the device
 * @param matrixFlops of products in float64 and in float32, flop/s
 * @param flops of everything else, flop/s
 * @param bandwidth of its memory, B/s
 * @param linkBandwidth between host and device in one direction, B/s
 * @param launch between two kernels, s
 */
record Datasheet(
    String name,
    ByPrecision matrixFlops,
    ByPrecision flops,
    double bandwidth,
    double linkBandwidth,
    double launch) {

  /** A number for each format. */
  record ByPrecision(double float64, double float32) {
    double of(Precision precision) {
      return precision == Precision.FLOAT64 ? float64 : float32;
    }
  }

  /**
   * NVIDIA H100 SXM, from NVIDIA's datasheet of the H100: 67 TFLOP/s in float64 on tensor cores, 34
   * without, 67 in float32 without (products in float32 proper use none), 3.35 TB/s, PCIe 5.0 with
   * 64 GB/s each way. The launch is no number of the datasheet: some 5 µs is usual.
   */
  static final Datasheet H100 =
      new Datasheet(
          "NVIDIA H100 SXM",
          new ByPrecision(67e12, 67e12),
          new ByPrecision(34e12, 67e12),
          3.35e12,
          64e9,
          5e-6);

  /** What keeps an operation from being faster. */
  enum Bound {
    LAUNCH("launch"),
    FLOPS("flops"),
    MEMORY("memory"),
    LINK("link to the host");

    private final String text;

    Bound(String text) {
      this.text = text;
    }

    /** In words. */
    String text() {
      return text;
    }
  }

  /** A time and what it is bounded by. */
  record Time(double seconds, Bound bound) {
    private Time atLeast(double other, Bound by) {
      return other > seconds ? new Time(other, by) : this;
    }
  }

  /** One launch of work with so many flops and bytes. */
  Time kernel(double work, double peak, double bytes) {
    return new Time(launch, Bound.LAUNCH)
        .atLeast(work / peak, Bound.FLOPS)
        .atLeast(bytes / bandwidth, Bound.MEMORY);
  }

  /** One operation of an epoch. */
  Time time(Operation o, Precision precision) {
    double peak =
        switch (o) {
          case Operation.Product p -> matrixFlops.of(precision);
          case Operation.Pass p -> flops.of(precision);
        };
    return kernel((double) o.flops(), peak, (double) o.bytes(precision));
  }

  CostModel.Rates rates(Precision precision) {
    return o -> time(o, precision).seconds();
  }
}
