/** Propositions on architectures and what they compute. */
@NullMarked
package org.theoria.theorems.architectures;

import org.jspecify.annotations.NullMarked;
