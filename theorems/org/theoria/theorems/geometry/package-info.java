/** Propositions on the geometry of the set of functions that an architecture implements. */
@NullMarked
package org.theoria.theorems.geometry;

import org.jspecify.annotations.NullMarked;
