/**
 * Bulk evaluation in double precision: the kernels that screens, training and benchmarks run on.
 * Results here <em>select</em>; they never decide.
 */
@NullMarked
package org.theoria.backend;

import org.jspecify.annotations.NullMarked;
