/** The measurements behind {@code theoria bench}: ours beside the peers, alternating in one run. */
@NullMarked
package org.theoria.bench;

import org.jspecify.annotations.NullMarked;
