/** The embedded backend, on EJML: the default and the reference. */
@NullMarked
package org.theoria.backend.ejml;

import org.jspecify.annotations.NullMarked;
