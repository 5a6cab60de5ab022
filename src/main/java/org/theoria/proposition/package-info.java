/**
 * The vocabulary of propositions: the five kinds of statement, hypotheses, claims, proofs and their
 * steps, samplers, mutants and citations. It says what is to be checked and knows nothing of how.
 */
@NullMarked
package org.theoria.proposition;

import org.jspecify.annotations.NullMarked;
