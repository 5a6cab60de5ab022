/**
 * JMH benchmarks of the inner loops. Compiled with the tests; run by
 *
 * <pre>mvn -q -Pjmh -DskipTests -Djmh.args="BackpropSweep -f 1" test</pre>
 *
 * <p>where {@code jmh.args} are JMH's own arguments ({@code -h} lists them). For comparisons with
 * other programs see {@code theoria bench}, which runs both sides alternately.
 */
@NullMarked
package org.theoria.jmh;

import org.jspecify.annotations.NullMarked;
