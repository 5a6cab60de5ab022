/**
 * Ranks of many small networks whose weights lie on a grid: pre-activations and Jacobian matrices
 * in machine integers, patterns as bit masks, and three ranks by unrelated ways: certified in
 * floating point, modulo a prime, and over ℚ.
 */
@NullMarked
package org.theoria.network.rank.bulk;

import org.jspecify.annotations.NullMarked;
