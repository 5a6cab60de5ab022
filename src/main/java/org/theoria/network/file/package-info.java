/** Arrays as NumPy writes them ({@code .npy}, {@code .npz}), read without NumPy and exactly. */
@NullMarked
package org.theoria.network.file;

import org.jspecify.annotations.NullMarked;
