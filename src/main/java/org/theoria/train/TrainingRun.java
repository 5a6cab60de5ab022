package org.theoria.train;

import org.theoria.network.Network;

/**
 * Where training began and ended, as the backend's arithmetic saw it: nothing here is certified but
 * that the network's parameters are exactly the numbers that training ended with.
 *
 * @param network the last parameters whose loss and gradient are finite, as exact dyadic rationals
 * @param steps the steps that led there
 * @param startLoss E(θ₀)
 * @param loss E(θ)
 * @param startGradientNorm ‖∇E(θ₀)‖
 * @param gradientNorm ‖∇E(θ)‖
 */
public record TrainingRun(
    Network network,
    int steps,
    double startLoss,
    double loss,
    double startGradientNorm,
    double gradientNorm) {}
