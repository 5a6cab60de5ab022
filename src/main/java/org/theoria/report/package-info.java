/**
 * Reports: one document tree ({@link org.theoria.report.Document}) and its renderings to a terminal,
 * HTML and Markdown, and the writing of finished files to disk.
 *
 * <p>The tree is general: it knows nothing of how a proposition is searched or certified. A formula
 * is LaTeX everywhere in the tree; each renderer decides how to show it.
 */
@NullMarked
package org.theoria.report;

import org.jspecify.annotations.NullMarked;
