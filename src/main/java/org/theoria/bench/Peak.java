package org.theoria.bench;

import java.util.Locale;

/**
 * What the processor reaches at best, measured ({@link PeakLoops}).
 *
 * @param flops multiply-adds in registers, flop/s
 * @param how in one line
 */
record Peak(double flops, String how) {

  Peak orLarger(Peak other) {
    return other.flops > flops ? other : this;
  }

  /**
   * A rate as its share of this peak. No program is faster than the processor: a larger rate says
   * that other programs slowed down every loop that looked for the peak, and is shown as a share of
   * at least 100 %.
   */
  String share(double rate) {
    return rate > flops ? "≥ 100 %" : String.format(Locale.ROOT, "%.0f %%", 100 * rate / flops);
  }
}
