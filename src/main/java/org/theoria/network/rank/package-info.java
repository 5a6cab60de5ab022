/**
 * The local dimension rank D f_θ(X) of a piecewise linear network, decided exactly: activation
 * patterns proven, the Jacobian matrix kept as its factors, ranks modulo primes as proven lower
 * bounds, and upper bounds from vectors of its kernel.
 */
@NullMarked
package org.theoria.network.rank;

import org.jspecify.annotations.NullMarked;
