/**
 * Counter-based streams and what is drawn from them: networks, data and boundary cases, each a pure
 * function of the proposition, the seed and the index.
 */
@NullMarked
package org.theoria.sampling;

import org.jspecify.annotations.NullMarked;
