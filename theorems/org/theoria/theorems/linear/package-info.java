/** Propositions on linear networks. */
@NullMarked
package org.theoria.theorems.linear;

import org.jspecify.annotations.NullMarked;
