/**
 * The commands of {@code theoria}: they read arguments, call the packages below and print. No
 * mathematics here.
 */
@NullMarked
package org.theoria.cli;

import org.jspecify.annotations.NullMarked;
