/**
 * Checking of proof steps: our own grammar and expressions, the gateway to the computer algebra
 * system Symja, and the independent confirmation of each of its answers.
 *
 * <p>{@link org.theoria.symbolic.StepChecker} is the entrance. Symja is evaluated only in the child
 * process of {@link org.theoria.symbolic.SymjaGateway}, {@link org.theoria.symbolic.SymjaWorker};
 * text never reaches its parser.
 */
@NullMarked
package org.theoria.symbolic;

import org.jspecify.annotations.NullMarked;
