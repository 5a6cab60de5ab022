/** Propositions on optimisation algorithms. */
@NullMarked
package org.theoria.theorems.optimisation;

import org.jspecify.annotations.NullMarked;
