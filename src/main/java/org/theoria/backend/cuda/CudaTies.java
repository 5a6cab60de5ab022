package org.theoria.backend.cuda;

import org.theoria.backend.DeviceTies;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Ties;

/**
 * Ties in the device's memory, as arrays of ints.
 *
 * @param owner the session that made them
 * @param index address of {@link Ties#index}
 * @param starts address of {@link Ties#starts}
 * @param positions address of {@link Ties#positions}
 * @param lifetime ends when the session frees the three
 */
record CudaTies(
    CudaSession owner, Ties ties, long index, long starts, long positions, Lifetime lifetime)
    implements DeviceTies {

  static CudaTies of(CudaSession owner, Ties ties) {
    Engine e = owner.engine();
    return new CudaTies(
        owner,
        ties,
        e.integers(ties.index()),
        e.integers(ties.starts()),
        e.integers(ties.positions()),
        new Lifetime());
  }
}
