/** Losses, optimisers and solvers for critical points, written once against the compute service. */
@NullMarked
package org.theoria.train;

import org.jspecify.annotations.NullMarked;
