package org.theoria.theorems.regularisation;

/**
 * One training of one width.
 *
 * @param noise the standard deviation of the noise in y
 * @param width of each hidden layer
 * @param parameters of the network
 * @param run its sample, from 0
 * @param finished whether its training came to its end
 * @param train the mean squared error on the examples
 * @param test the mean squared error on fresh examples
 * @param variance of y
 */
record WidthRun(
    double noise,
    int width,
    int parameters,
    int run,
    boolean finished,
    double train,
    double test,
    double variance) {}
