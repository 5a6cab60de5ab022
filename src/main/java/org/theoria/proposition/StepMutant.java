package org.theoria.proposition;

/**
 * A false variant of a step of a proof (a wrong exponent, a dropped transpose, an index off by
 * one). The symbolic side alone must find it wrong: a check that accepts it, or that gives up on
 * it, says nothing about the step either.
 *
 * @param id kebab-case identifier, unique among the step mutants of the proof
 * @param step the id of the step that it changes
 * @param text what is changed
 * @param justification what the step would claim
 */
public record StepMutant(String id, String step, Text text, Justification justification) {}
