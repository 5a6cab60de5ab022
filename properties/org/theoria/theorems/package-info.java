/** What every entry of the catalogue must satisfy, whatever it says. */
@NullMarked
package org.theoria.theorems;

import org.jspecify.annotations.NullMarked;
