package org.theoria.proposition;

/**
 * A statement that an object exists: a constructor builds it and the product is checked exactly;
 * only a proof of non-existence refutes it, a failing constructor refutes nothing.
 */
public non-sealed interface Exists<I extends Record> extends Proposition<I> {}
