/** Propositions on the quantification of uncertainty. */
@NullMarked
package org.theoria.theorems.uncertainty;

import org.jspecify.annotations.NullMarked;
