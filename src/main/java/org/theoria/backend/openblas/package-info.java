/**
 * Dense products by OpenBLAS, whose native library comes in a jar (bytedeco's), and everything else
 * by vectorised loops on Java arrays.
 */
@NullMarked
package org.theoria.backend.openblas;

import org.jspecify.annotations.NullMarked;
