/** Propositions on what networks can express. */
@NullMarked
package org.theoria.theorems.expressivity;

import org.jspecify.annotations.NullMarked;
