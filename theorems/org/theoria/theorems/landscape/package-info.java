/** Propositions on the landscape of the error: critical points, ranks and dimensions. */
@NullMarked
package org.theoria.theorems.landscape;

import org.jspecify.annotations.NullMarked;
