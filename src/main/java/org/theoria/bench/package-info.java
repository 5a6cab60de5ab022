/**
 * Our speed beside the peers', measured in one run: tasks, their runner, and what the machine
 * itself can do.
 */
@NullMarked
package org.theoria.bench;

import org.jspecify.annotations.NullMarked;
