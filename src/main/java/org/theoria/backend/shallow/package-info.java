/**
 * Activation patterns and Jacobian ranks of many small shallow ReLU networks at once, in machine
 * integers.
 */
@NullMarked
package org.theoria.backend.shallow;

import org.jspecify.annotations.NullMarked;
