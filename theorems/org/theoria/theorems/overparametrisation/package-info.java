/** Propositions on overparametrised networks. */
@NullMarked
package org.theoria.theorems.overparametrisation;

import org.jspecify.annotations.NullMarked;
