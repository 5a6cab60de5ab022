package org.theoria.network.linear;

/** What a first-order critical point of the risk of a deep linear network can be (slide 93). */
public enum CriticalClass {
  /** E(W) is the least value. */
  GLOBAL_MINIMISER("global-minimiser"),
  /** The Hessian has a negative eigenvalue. */
  STRICT_SADDLE("strict-saddle"),
  /** A saddle at which the Hessian is positive semidefinite. */
  NON_STRICT_SADDLE("non-strict-saddle");

  private final String id;

  CriticalClass(String id) {
    this.id = id;
  }

  /** The name in files and on the command line: "strict-saddle". */
  public String id() {
    return id;
  }
}
