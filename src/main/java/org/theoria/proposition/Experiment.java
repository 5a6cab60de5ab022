package org.theoria.proposition;

/** A seeded run that says what was seen; it has no verdict. */
public non-sealed interface Experiment<I extends Record> extends Proposition<I> {}
