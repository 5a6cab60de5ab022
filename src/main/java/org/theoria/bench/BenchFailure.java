package org.theoria.bench;

/** A benchmark found a wrong result: the run ends, and the exit code says so. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String instance;

  /**
   * @param message one line: what is wrong
   * @param instance JSON of what it is wrong on
   */
  public BenchFailure(String message, String instance) {
    super(message);
    this.instance = instance;
  }

  /** JSON that {@code theoria replay} reads. */
  public String instance() {
    return instance;
  }
}
