/** Propositions on Bayesian methods. */
@NullMarked
package org.theoria.theorems.bayes;

import org.jspecify.annotations.NullMarked;
