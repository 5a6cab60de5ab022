package org.theoria.proposition;

/**
 * One step of a proof.
 *
 * @param id kebab-case identifier, unique in the proof
 * @param text what the step says
 * @param latex its formula
 * @param justification why it holds
 */
public record Step(String id, Text text, String latex, Justification justification) {}
