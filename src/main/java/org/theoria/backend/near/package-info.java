/**
 * A critical point near a point W of a deep linear network that is not exactly critical: in doubles
 * where the eigenvectors of Σ are irrational (no rational critical point with that 𝒮 exists then,
 * unless 𝒮 is empty or everything), exactly where the projector onto them is rational. What
 * doubles find is a candidate, with the gaps that its discrete data rest on.
 */
@NullMarked
package org.theoria.backend.near;

import org.jspecify.annotations.NullMarked;
