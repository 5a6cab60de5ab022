package org.theoria.theorems.regularisation;

/**
 * How much is trained in the gap experiment.
 *
 * @param network six hidden layers of 40, as slide 12 has it
 * @param examples inputs of each target
 * @param runs starts for each target
 * @param epochs of each training
 * @param batch examples a step
 * @param rate of Adam
 */
record GapSettings(
    LineNetwork network, int examples, int runs, int epochs, int batch, double rate) {

  /** The ends of the gap (slide 12). */
  static final double GAP_FROM = 0.3;

  static final double GAP_TO = 0.7;

  private static final LineNetwork SLIDE = new LineNetwork(6, 40);

  static final GapSettings FULL = new GapSettings(SLIDE, 60, 8, 2000, 20, 0.001);
  static final GapSettings QUICK = new GapSettings(SLIDE, 60, 2, 500, 20, 0.001);
}
