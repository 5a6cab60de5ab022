package org.theoria.cli;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest by which a checkpoint knows what it belongs to. */
final class Sha256 {

  private Sha256() {}

  /** A digest of nothing yet. */
  static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
