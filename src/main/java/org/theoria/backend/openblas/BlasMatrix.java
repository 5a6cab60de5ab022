package org.theoria.backend.openblas;

import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Lifetime;

/**
 * A matrix in a Java array, row by row.
 *
 * @param <A> double[] or float[]
 */
final class BlasMatrix<A> implements DeviceMatrix {
  private final OpenBlasSession<A> owner;
  private final int rows;
  private final int columns;
  private final Lifetime lifetime = new Lifetime();
  private A entries;

  BlasMatrix(OpenBlasSession<A> owner, int rows, int columns, A entries) {
    this.owner = owner;
    this.rows = rows;
    this.columns = columns;
    this.entries = entries;
  }

  /** The session that made it. */
  OpenBlasSession<A> owner() {
    return owner;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  @Override
  public Lifetime lifetime() {
    return lifetime;
  }

  A entries() {
    return entries;
  }

  int size() {
    return rows * columns;
  }

  /** Lets go of the entries, for an array of none. */
  void drop(A empty) {
    entries = empty;
  }
}
