package org.theoria.symbolic;

/** What our own computation, independent of the CAS, makes of a statement. */
sealed interface Confirmation {

  /** It holds: how that was found, and how sure it is. */
  record Proof(String how, ErrorBound error) implements Confirmation {}

  /** Not proved; this says nothing against the statement. */
  record Open(String why) implements Confirmation {}
}
