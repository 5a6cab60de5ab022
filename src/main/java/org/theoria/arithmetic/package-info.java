/**
 * Ordered arithmetics and fields, and matrices over them: doubles with an error bound, exact
 * rationals, intervals with outward rounding, prime fields. A claim is written once over these and
 * evaluated in each.
 */
@NullMarked
package org.theoria.arithmetic;

import org.jspecify.annotations.NullMarked;
