/**
 * Experiments of the slides on implicit regularisation: what networks of one variable that are
 * trained on few examples do where there are no examples.
 */
@NullMarked
package org.theoria.theorems.regularisation;

import org.jspecify.annotations.NullMarked;
