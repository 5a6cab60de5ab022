/**
 * Checking the steps of a proof by computer algebra, with independent confirmation. The only
 * package that imports Symja.
 */
@NullMarked
package org.theoria.symbolic;

import org.jspecify.annotations.NullMarked;
