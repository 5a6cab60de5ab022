/**
 * The hunt: the fast sweep, shrinking, ablation, mutants and sharpness. What it finds is a suspect
 * until {@code certify} has decided it exactly.
 */
@NullMarked
package org.theoria.search;

import org.jspecify.annotations.NullMarked;
