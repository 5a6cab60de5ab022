/** Propositions on generalisation bounds. */
@NullMarked
package org.theoria.theorems.generalisation;

import org.jspecify.annotations.NullMarked;
