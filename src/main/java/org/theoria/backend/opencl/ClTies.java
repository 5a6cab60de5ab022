package org.theoria.backend.opencl;

import org.theoria.backend.DeviceTies;
import org.theoria.backend.Ties;

/**
 * Ties in three buffers of integers.
 *
 * @param owner the session that made them
 * @param index the buffer of the variable of each entry
 * @param starts the buffer of where the entries of each variable start in positions
 * @param positions the buffer of the entries of the variables, one variable after the other
 */
record ClTies(OpenClSession owner, Ties ties, long index, long starts, long positions)
    implements DeviceTies {}
