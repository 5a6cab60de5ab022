/**
 * Checking of proof steps: our own grammar and expressions, the gateway to the computer algebra
 * system Symja, and the independent confirmation of each of its answers.
 *
 * <p>{@link org.theoria.symbolic.StepChecker} is the entrance. Only {@link
 * org.theoria.symbolic.SymjaGateway} and its translator import Symja; text never reaches Symja's
 * parser.
 */
@NullMarked
package org.theoria.symbolic;

import org.jspecify.annotations.NullMarked;
