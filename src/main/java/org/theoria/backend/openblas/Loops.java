package org.theoria.backend.openblas;

import org.theoria.backend.DropoutMask;
import org.theoria.backend.Precision;

/**
 * Loops over parts of Java arrays, once for each format: those that training spends its time in.
 * Each is one simple loop, so that the compiler turns it into vector instructions. What is not here
 * is computed in doubles and rounded once ({@link #toDoubles}, {@link #fromDoubles}).
 *
 * @param <A> double[] or float[]
 */
interface Loops<A> {

  Precision precision();

  /** An array of zeros. */
  A allocate(int size);

  /** into[0..count) ← a[from..from+count). */
  void toDoubles(A a, int from, double[] into, int count);

  /** a[at..at+count) ← from[0..count), each rounded to the format. */
  void fromDoubles(double[] from, A a, int at, int count);

  /** OpenBLAS's product in this format. */
  void multiply(
      Blas.Shape shape,
      double alpha,
      A a,
      Blas.Place placeA,
      A b,
      Blas.Place placeB,
      double beta,
      A c,
      Blas.Place placeC);

  /** target[k] ← source[indices[k]] within rows from..to: of {@code width} and indices.length. */
  void gather(A source, int width, int[] indices, A target, int from, int to);

  /** target[i, j] ← examples[rows[j], i], i of from..to; examples have {@code width} entries. */
  void gatherExamples(A examples, int width, int[] rows, A target, int from, int to);

  /** target[k] ← source[index[k]], or 0 where the index is negative. */
  void spread(A source, int[] index, A target, int from, int to);

  /** out[s] ← Σ full[positions[p]] over p of starts[s]..starts[s + 1], in doubles, in order. */
  void collect(A full, int[] starts, int[] positions, A out, int from, int to);

  /** m[k] ← what the mask makes of it. */
  void dropout(DropoutMask mask, A m, int from, int to);

  /** m[i, ·] ← column[i]·m[i, ·] in rows from..to. */
  void scaleRows(A column, A m, int columns, int from, int to);

  /** m[i, ·] += column[i] in rows from..to. */
  void addColumn(A column, A m, int columns, int from, int to);

  /** out ← max(0, z). */
  void positivePart(A z, A out, int from, int to);

  /** delta ← delta where z ≥ 0, 0·delta where z &lt; 0, NaN where z is. */
  void rampBack(A z, A delta, int from, int to);

  void hadamard(A a, A b, A out, int from, int to);

  void axpy(double alpha, A x, A y, int from, int to);

  /** m ← alpha·m. */
  void scale(double alpha, A m, int from, int to);

  /** Σ m, in doubles, in a fixed order. */
  double sum(A m, int from, int to);

  /** Σ a·b, in doubles, in a fixed order. */
  double dot(A a, A b, int from, int to);

  /** v ← μ·v + g. */
  void decayedSum(double decay, A g, A v, int from, int to);

  /** θ ← θ − η·(g + μ·v). */
  void nesterovStep(double rate, double momentum, A g, A v, A theta, int from, int to);

  /** m ← β·m + (1−β)·g. */
  void movingMean(double beta, A g, A m, int from, int to);

  /** v ← β·v + (1−β)·g². */
  void movingSquare(double beta, A g, A v, int from, int to);

  /** θ ← θ − rate·m/(√v·root + ε). */
  void adamStep(double rate, double root, double epsilon, A m, A v, A theta, int from, int to);
}
