package org.theoria.theorems.regularisation;

/**
 * One training of the gap experiment.
 *
 * @param sample what it was trained on
 * @param fill what it does in the gap
 * @param curve its values on {@link GapExhibits#GRID}
 * @param loss along the training
 */
record GapRun(GapSample sample, GapFill fill, double[] curve, LossCurve loss) {}
