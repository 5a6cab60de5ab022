/**
 * Propositions on the first properties of networks and their error: coercivity, convexity,
 * gradients, rescaling.
 */
@NullMarked
package org.theoria.theorems.firstproperties;

import org.jspecify.annotations.NullMarked;
