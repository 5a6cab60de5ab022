/**
 * The exact theory of deep linear networks, over ℚ: the risk E(W) = ‖W_H⋯W_1X − Y‖² with its
 * gradient and Hessian, the spectrum of Σ = Σ_YX Σ_XX⁻¹ Σ_XY, the normal form of a critical point,
 * its pivots, and its class, by the theorem of Achour, Malgouyres and Gerchinovitz and
 * independently by the Hessian (slides 91-103; "The loss landscape of deep linear neural networks:
 * a second-order analysis", JMLR 25, 2024). There is no tolerance anywhere.
 */
@NullMarked
package org.theoria.network.linear;

import org.jspecify.annotations.NullMarked;
