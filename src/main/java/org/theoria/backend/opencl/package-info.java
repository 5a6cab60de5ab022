/**
 * Any OpenCL device, by LWJGL's bindings and kernels of our own (resources {@code *.cl}). What is
 * computed stays in the device's memory until it is downloaded.
 */
@NullMarked
package org.theoria.backend.opencl;

import org.jspecify.annotations.NullMarked;
