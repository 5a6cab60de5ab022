package org.theoria.backend.openblas;

import org.theoria.backend.DeviceTies;
import org.theoria.backend.Lifetime;
import org.theoria.backend.Ties;

/**
 * Ties with the arrays that the loops read.
 *
 * @param owner the session that made them
 * @param index for each entry its variable, or a negative number
 * @param starts where the entries of each variable start in positions
 * @param positions the entries of the variables, one variable after the other
 * @param lifetime ends when the session frees them; the arrays are those of the ties
 */
record BlasTies(
    OpenBlasSession<?> owner,
    Ties ties,
    int[] index,
    int[] starts,
    int[] positions,
    Lifetime lifetime)
    implements DeviceTies {

  static BlasTies of(OpenBlasSession<?> owner, Ties ties) {
    return new BlasTies(owner, ties, ties.index(), ties.starts(), ties.positions(), new Lifetime());
  }
}
