package org.theoria.symbolic;

/** A frame between the two processes that is not in the encoding. */
final class MalformedFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedFrameException(String what) {
    super("frame: " + what);
  }
}
