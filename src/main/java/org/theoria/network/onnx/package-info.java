/** Fully connected networks in ONNX files: the messages, and the chain of layers in their graph. */
@NullMarked
package org.theoria.network.onnx;

import org.jspecify.annotations.NullMarked;
