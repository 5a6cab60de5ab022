/**
 * The vocabulary of experiments: a seeded run, and what it shows as sentences, tables and figures.
 * How these are drawn and written is not its business.
 */
@NullMarked
package org.theoria.experiment;

import org.jspecify.annotations.NullMarked;
