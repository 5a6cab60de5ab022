/**
 * The compute service: device buffers and the operations that training and bulk evaluation need,
 * one sub-package for each implementation.
 */
@NullMarked
package org.theoria.backend;

import org.jspecify.annotations.NullMarked;
