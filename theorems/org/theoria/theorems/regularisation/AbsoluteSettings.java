package org.theoria.theorems.regularisation;

/**
 * How much is trained in the experiment on |x|.
 *
 * @param network six hidden layers of 20, as slide 68 has it
 * @param examples inputs, 10 on the slide
 * @param runs networks, each with inputs and a start of its own
 * @param epochs 500 on the slide
 * @param batch 5 on the slide
 * @param rate of Adam, 0.002 on the slide
 * @param between epochs between two ranks; there are more at the beginning
 */
record AbsoluteSettings(
    LineNetwork network, int examples, int runs, int epochs, int batch, double rate, int between) {

  private static final LineNetwork SLIDE = new LineNetwork(6, 20);

  static final AbsoluteSettings FULL = new AbsoluteSettings(SLIDE, 10, 10, 500, 5, 0.002, 25);
  static final AbsoluteSettings QUICK = new AbsoluteSettings(SLIDE, 10, 2, 500, 5, 0.002, 250);

  /** Whether the rank is computed after this epoch. */
  boolean looksAt(int epoch) {
    boolean early = epoch < between && (epoch <= 2 || epoch == 5 || epoch == 10);
    return early || epoch % between == 0 || epoch == epochs;
  }
}
