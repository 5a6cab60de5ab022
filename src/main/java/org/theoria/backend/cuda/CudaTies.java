package org.theoria.backend.cuda;

import org.theoria.backend.DeviceTies;
import org.theoria.backend.Ties;

/**
 * Ties in the device's memory, as arrays of ints.
 *
 * @param owner the session that made them
 * @param index address of {@link Ties#index}
 * @param starts address of {@link Ties#starts}
 * @param positions address of {@link Ties#positions}
 */
record CudaTies(CudaSession owner, Ties ties, long index, long starts, long positions)
    implements DeviceTies {}
