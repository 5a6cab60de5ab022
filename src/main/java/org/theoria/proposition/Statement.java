package org.theoria.proposition;

/**
 * The statement of a proposition.
 *
 * @param latex the formula, in LaTeX (display mode, no dollar signs)
 * @param text the statement as a sentence
 */
public record Statement(String latex, Text text) {}
