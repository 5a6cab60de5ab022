package org.theoria.proposition;

/**
 * A statement that two sides agree on every instance: a certified instance on which they differ
 * refutes it.
 */
public non-sealed interface Equivalence<I extends Record> extends Proposition<I> {}
