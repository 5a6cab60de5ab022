/** Files of numbers (NumPy, safetensors, IDX, CSV), read exactly, each with a reader of its own. */
@NullMarked
package org.theoria.network.file;

import org.jspecify.annotations.NullMarked;
