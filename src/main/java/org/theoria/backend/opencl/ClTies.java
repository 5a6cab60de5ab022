package org.theoria.backend.opencl;

import org.theoria.backend.DeviceTies;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Ties;

/**
 * Ties in three buffers of integers.
 *
 * @param owner the session that made them
 * @param index the buffer of the variable of each entry
 * @param starts the buffer of where the entries of each variable start in positions
 * @param positions the buffer of the entries of the variables, one variable after the other
 * @param lifetime ends when the session frees the buffers
 */
record ClTies(
    OpenClSession owner, Ties ties, long index, long starts, long positions, Lifetime lifetime)
    implements DeviceTies {

  static ClTies of(OpenClSession owner, Ties ties) {
    Engine e = owner.engine();
    return new ClTies(
        owner,
        ties,
        e.integers(ties.index()),
        e.integers(ties.starts()),
        e.integers(ties.positions()),
        new Lifetime());
  }
}
