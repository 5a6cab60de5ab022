/**
 * Feed-forward networks: architectures, activations, parameters, samples, activation patterns,
 * forward passes and Jacobians.
 */
@NullMarked
package org.theoria.network;

import org.jspecify.annotations.NullMarked;
