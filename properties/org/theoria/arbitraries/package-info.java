/**
 * jqwik's arbitraries for architectures, exact weights, networks and samples: independent of the
 * samplers of the entries.
 */
@NullMarked
package org.theoria.arbitraries;

import org.jspecify.annotations.NullMarked;
