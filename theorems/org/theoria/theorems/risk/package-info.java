/** Propositions on risk and its minimisers. */
@NullMarked
package org.theoria.theorems.risk;

import org.jspecify.annotations.NullMarked;
