/** Models made of layers, and how they are trained in the memory of a backend. */
@NullMarked
package org.theoria.backend.model;

import org.jspecify.annotations.NullMarked;
