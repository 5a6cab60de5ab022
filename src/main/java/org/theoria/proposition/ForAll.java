package org.theoria.proposition;

/** A statement about every instance: one certified instance refutes it. */
public non-sealed interface ForAll<I extends Record> extends Proposition<I> {}
