/**
 * The compute service ({@link org.theoria.backend.Backend}, {@link org.theoria.backend.Session})
 * and the kernels of bulk evaluation that screens, training and benchmarks run on.
 * Results here <em>select</em>; they never decide.
 */
@NullMarked
package org.theoria.backend;

import org.jspecify.annotations.NullMarked;
