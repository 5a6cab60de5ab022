package org.theoria.proposition;

/**
 * A statement about probabilities: exact enumeration on finite spaces decides, otherwise a
 * confidence interval of stated level says no more than inconsistent.
 */
public non-sealed interface Statistical<I extends Record> extends Proposition<I> {}
