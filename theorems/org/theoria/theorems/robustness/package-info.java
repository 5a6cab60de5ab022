/** Propositions on robustness and Lipschitz bounds. */
@NullMarked
package org.theoria.theorems.robustness;

import org.jspecify.annotations.NullMarked;
