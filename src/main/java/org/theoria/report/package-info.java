/** One tree of a document, rendered to the terminal, HTML, Markdown, JSON and LaTeX. */
@NullMarked
package org.theoria.report;

import org.jspecify.annotations.NullMarked;
