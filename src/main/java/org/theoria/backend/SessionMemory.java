package org.theoria.backend;

import java.util.Locale;

/**
 * The matrices of a session: making, moving, freeing them, and the checks of what belongs to it.
 * The public part is that of {@link Session}.
 */
public abstract class SessionMemory extends SessionKernels implements AutoCloseable {
  /** Entries of a matrix: what a Java array can hold. */
  public static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Precision precision;
  private boolean closed;

  SessionMemory(Precision precision) {
    this.precision = precision;
  }

  public final Precision precision() {
    return precision;
  }

  /** A rows × columns matrix of zeros. */
  public final DeviceMatrix zeros(int rows, int columns) {
    requireOpen("zeros");
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException(
          "zeros: rows and columns must be at least 0, got " + rows + "×" + columns);
    }
    if ((long) rows * columns > LARGEST) {
      throw new IllegalArgumentException(
          "zeros: a matrix has at most " + LARGEST + " entries, got " + rows + "×" + columns);
    }
    return doZeros(rows, columns);
  }

  /**
   * Gives back the memory of a matrix before the session ends; the matrix cannot be used any more.
   * Does nothing where it is freed already, or where the session is closed.
   */
  public final void free(DeviceMatrix m) {
    if (!closed && !m.lifetime().isOver()) {
      own("free", "matrix", m);
      m.lifetime().end();
      doFree(m);
    }
  }

  /** The same for ties. */
  public final void free(DeviceTies ties) {
    if (!closed && !ties.lifetime().isOver()) {
      requireTies("free", ties);
      ties.lifetime().end();
      doFree(ties);
    }
  }

  /** A new matrix of these entries, row by row, rounded to the session's precision. */
  public final DeviceMatrix upload(int rows, int columns, double... rowMajor) {
    DeviceMatrix m = zeros(rows, columns);
    write(rowMajor, m);
    return m;
  }

  /** target ← these entries, row by row, rounded to the session's precision. */
  public final void write(double[] rowMajor, DeviceMatrix target) {
    own("write", "target", target);
    if (rowMajor.length != target.rows() * target.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "write: a %s target takes %d entries, got %d",
              Operands.shape(target),
              target.rows() * target.columns(),
              rowMajor.length));
    }
    doWrite(rowMajor, target);
  }

  /** The entries, row by row. */
  public final double[] download(DeviceMatrix m) {
    own("download", "matrix", m);
    return doDownload(m);
  }

  /** target ← source; of one shape. */
  public final void copy(DeviceMatrix source, DeviceMatrix target) {
    own("copy", "source", source);
    own("copy", "target", target);
    Operands.requireShape("copy", "target", target, source.rows(), source.columns());
    doCopy(source, target);
  }

  /** The chosen columns: target[·, j] ← source[·, columns[j]]; target is not source. */
  public final void gather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    own("gather", "source", source);
    own("gather", "target", target);
    Operands.requireShape("gather", "target", target, source.rows(), columns.length);
    Operands.requireApart("gather", "target", target, "source", source);
    for (int c : columns) {
      if (c < 0 || c >= source.columns()) {
        throw new IllegalArgumentException(
            "gather: columns of a "
                + Operands.shape(source)
                + " source are asked for, got column "
                + c);
      }
    }
    doGather(source, columns, target);
  }

  /**
   * The chosen examples of a matrix with one example a row, as columns: target[·, j] ← examples[
   * rows[j], ·]; examples is n × r, target r × c. Examples lie together in memory, so a random
   * mini-batch reads no more than it needs.
   */
  public final void gatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    own("gatherExamples", "examples", examples);
    own("gatherExamples", "target", target);
    Operands.requireShape("gatherExamples", "target", target, examples.columns(), rows.length);
    Operands.requireApart("gatherExamples", "target", target, "examples", examples);
    for (int r : rows) {
      if (r < 0 || r >= examples.rows()) {
        throw new IllegalArgumentException(
            "gatherExamples: rows of a "
                + Operands.shape(examples)
                + " matrix are asked for, got row "
                + r);
      }
    }
    doGatherExamples(examples, rows, target);
  }

  /** Brings ties to the backend, for {@link #spread} and {@link #collect} of this session. */
  public final DeviceTies ties(Ties ties) {
    requireOpen("ties");
    return doTies(ties);
  }

  /** target_k ← source_{index[k]}, or 0 where the index is {@link Ties#NONE}; row by row. */
  public final void spread(DeviceMatrix source, DeviceTies ties, DeviceMatrix target) {
    own("spread", "source", source);
    own("spread", "target", target);
    requireTies("spread", ties);
    Operands.requireEntries("spread", "source", source, ties.ties().sources());
    Operands.requireEntries("spread", "target", target, ties.ties().size());
    Operands.requireApart("spread", "target", target, "source", source);
    doSpread(source, ties, target);
  }

  /**
   * The adjoint of {@link #spread}: out_s ← the sum, in the order of k, of full_k over the k with
   * index[k] = s; row by row.
   */
  public final void collect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    own("collect", "full", full);
    own("collect", "out", out);
    requireTies("collect", ties);
    Operands.requireEntries("collect", "full", full, ties.ties().size());
    Operands.requireEntries("collect", "out", out, ties.ties().sources());
    Operands.requireApart("collect", "out", out, "full", full);
    doCollect(full, ties, out);
  }

  private void requireTies(String operation, DeviceTies ties) {
    if (!owns(ties)) {
      throw new IllegalArgumentException(operation + ": the ties are of another session");
    }
    if (ties.lifetime().isOver()) {
      throw new IllegalArgumentException(operation + ": the ties were freed");
    }
  }

  /** Frees the session's memory; its matrices are gone. A second close does nothing. */
  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      doClose();
    }
  }

  final void requireOpen(String operation) {
    if (closed) {
      throw new BackendException(operation + ": the session is closed");
    }
  }

  final void own(String operation, String operand, DeviceMatrix m) {
    requireOpen(operation);
    if (!owns(m)) {
      throw new IllegalArgumentException(
          operation
              + ": "
              + operand
              + " ("
              + Operands.shape(m)
              + ") is a matrix of another session");
    }
    if (m.lifetime().isOver()) {
      throw new IllegalArgumentException(
          operation + ": " + operand + " (" + Operands.shape(m) + ") was freed");
    }
  }
}
