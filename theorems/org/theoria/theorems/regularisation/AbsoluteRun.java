package org.theoria.theorems.regularisation;

/**
 * One training on |x|.
 *
 * @param end what came of it
 * @param curve values of f on {@link AbsoluteExhibits#GRID}
 * @param loss along the training
 */
record AbsoluteRun(AbsoluteSample sample, AbsoluteEnd end, double[] curve, LossCurve loss) {}
