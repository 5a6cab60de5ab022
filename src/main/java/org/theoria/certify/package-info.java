/**
 * Exact verdicts, the certificates that carry them, and the replay that trusts nothing but the
 * certificate.
 */
@NullMarked
package org.theoria.certify;

import org.jspecify.annotations.NullMarked;
