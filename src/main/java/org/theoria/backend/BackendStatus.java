package org.theoria.backend;

import java.util.Set;

/** What a backend finds on this machine. */
public sealed interface BackendStatus {

  /**
   * It can be used.
   *
   * @param device what computes, in words
   * @param precisions the formats that it offers
   */
  record Available(String device, Set<Precision> precisions) implements BackendStatus {
    public Available {
      precisions = Set.copyOf(precisions);
    }
  }

  /**
   * It cannot be used.
   *
   * @param reason why, in one line
   */
  record Unavailable(String reason) implements BackendStatus {}
}
