/**
 * NVIDIA devices, by the driver's own interface called through the foreign-function API, kernels of
 * our own (src/main/cuda, shipped as PTX) and cuBLAS where it is found. What is computed stays in
 * the device's memory until it is downloaded.
 */
@NullMarked
package org.theoria.backend.cuda;

import org.jspecify.annotations.NullMarked;
