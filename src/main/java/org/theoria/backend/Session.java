package org.theoria.backend;

import java.util.List;
import java.util.Locale;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The dozen operations of a backend on matrices that stay in its memory. Examples are columns: X is
 * n₀ × n.
 *
 * <p>Every operation checks first that the session is open, that its operands are of this session,
 * that shapes fit and that the result is no operand it must not be; it throws before anything is
 * written. The checks are here, once; a backend implements the {@code do…} methods. NaN and ∞ are
 * ordinary values: they propagate as in IEEE 754.
 *
 * <p>A session serves one thread.
 */
public abstract class Session implements AutoCloseable {
  /** Entries of a matrix: what a Java array can hold. */
  public static final int LARGEST = Integer.MAX_VALUE - 8;

  private final Precision precision;
  private boolean closed;

  protected Session(Precision precision) {
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
              shape(target),
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
    requireShape("copy", "target", target, source.rows(), source.columns());
    doCopy(source, target);
  }

  /** The chosen columns: target[·, j] ← source[·, columns[j]]; target is not source. */
  public final void gather(DeviceMatrix source, int[] columns, DeviceMatrix target) {
    own("gather", "source", source);
    own("gather", "target", target);
    requireShape("gather", "target", target, source.rows(), columns.length);
    requireApart("gather", "target", target, "source", source);
    for (int c : columns) {
      if (c < 0 || c >= source.columns()) {
        throw new IllegalArgumentException(
            "gather: columns of a " + shape(source) + " source are asked for, got column " + c);
      }
    }
    doGather(source, columns, target);
  }

  /**
   * c ← α·op(a)·op(b) + β·c; c is neither a nor b. With β = 0 the old c is not read (a NaN in it
   * disappears). An empty sum is 0.
   */
  public final void multiply(
      double alpha,
      DeviceMatrix a,
      Form formA,
      DeviceMatrix b,
      Form formB,
      double beta,
      DeviceMatrix c) {
    own("multiply", "a", a);
    own("multiply", "b", b);
    own("multiply", "c", c);
    int rows = formA == Form.PLAIN ? a.rows() : a.columns();
    int inner = formA == Form.PLAIN ? a.columns() : a.rows();
    int innerB = formB == Form.PLAIN ? b.rows() : b.columns();
    int columns = formB == Form.PLAIN ? b.columns() : b.rows();
    if (inner != innerB) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "multiply: op(a) is %d×%d, so op(b) must have %d rows, got %d×%d",
              rows,
              inner,
              inner,
              innerB,
              columns));
    }
    requireShape("multiply", "c", c, rows, columns);
    requireApart("multiply", "c", c, "a", a);
    requireApart("multiply", "c", c, "b", b);
    doMultiply(alpha, a, formA, b, formB, beta, c);
  }

  /** c ← alpha·a·b. */
  public final void multiply(DeviceMatrix a, DeviceMatrix b, DeviceMatrix c) {
    multiply(1, a, Form.PLAIN, b, Form.PLAIN, 0, c);
  }

  /** m ← m + column·𝟙ᵀ; m is r × c, column r × 1. */
  public final void addColumn(DeviceMatrix column, DeviceMatrix m) {
    own("addColumn", "column", column);
    own("addColumn", "m", m);
    requireShape("addColumn", "column", column, m.rows(), 1);
    requireApart("addColumn", "column", column, "m", m);
    doAddColumn(column, m);
  }

  /** out ← σ(z), one shape; out may be z. */
  public final void activate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    own("activate", "z", z);
    own("activate", "out", out);
    requireShape("activate", "out", out, z.rows(), z.columns());
    requireRows("activate", activation, z);
    doActivate(activation, z, out);
  }

  /**
   * z ← z + column·𝟙ᵀ, then out ← σ(z), in one pass where the backend has one: a layer after its
   * product. The column is r × 1; out is not z.
   */
  public final void addColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    String operation = "addColumnAndActivate";
    own(operation, "column", column);
    own(operation, "z", z);
    own(operation, "out", out);
    requireShape(operation, "column", column, z.rows(), 1);
    requireShape(operation, "out", out, z.rows(), z.columns());
    requireApart(operation, "column", column, "z", z);
    requireApart(operation, "column", column, "out", out);
    requireApart(operation, "out", out, "z", z);
    requireRows(operation, activation, z);
    doAddColumnAndActivate(column, activation, z, out);
  }

  /**
   * out ← σ'(z) entry by entry, with the conventions of {@link StandardActivation#slope}; out may
   * be z.
   */
  public final void slope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    own("slope", "z", z);
    own("slope", "out", out);
    requireShape("slope", "out", out, z.rows(), z.columns());
    requireRows("slope", activation, z);
    doSlope(activation, z, out);
  }

  /**
   * Backpropagation through σ: delta ← Dσ(z)ᵀ·delta, column by column. σ'(z)∘delta for a
   * coordinatewise σ, s∘(delta − ⟨s, delta⟩) for softmax with s = σ(z). delta is not z.
   */
  public final void pullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    own("pullBack", "z", z);
    own("pullBack", "delta", delta);
    requireShape("pullBack", "delta", delta, z.rows(), z.columns());
    requireApart("pullBack", "delta", delta, "z", z);
    requireRows("pullBack", activation, z);
    doPullBack(activation, z, delta);
  }

  /** out ← a∘b, entry by entry; out may be a or b. */
  public final void hadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    own("hadamard", "a", a);
    own("hadamard", "b", b);
    own("hadamard", "out", out);
    requireShape("hadamard", "b", b, a.rows(), a.columns());
    requireShape("hadamard", "out", out, a.rows(), a.columns());
    doHadamard(a, b, out);
  }

  /** y ← α·x + y; y may be x. */
  public final void axpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    own("axpy", "x", x);
    own("axpy", "y", y);
    requireShape("axpy", "y", y, x.rows(), x.columns());
    doAxpy(alpha, x, y);
  }

  /** m ← α·m. */
  public final void scale(double alpha, DeviceMatrix m) {
    own("scale", "m", m);
    doScale(alpha, m);
  }

  /** out ← the sums of the rows of m, r × 1; out is not m. */
  public final void rowSums(DeviceMatrix m, DeviceMatrix out) {
    own("rowSums", "m", m);
    own("rowSums", "out", out);
    requireShape("rowSums", "out", out, m.rows(), 1);
    requireApart("rowSums", "out", out, "m", m);
    doRowSums(m, out);
  }

  /** The sum of the entries; 0 for an empty matrix. */
  public final double sum(DeviceMatrix m) {
    own("sum", "m", m);
    return doSum(m);
  }

  /** Σ a_ij·b_ij; the shapes are the same. */
  public final double dot(DeviceMatrix a, DeviceMatrix b) {
    own("dot", "a", a);
    own("dot", "b", b);
    requireShape("dot", "b", b, a.rows(), a.columns());
    return doDot(a, b);
  }

  /** Σ over the columns of L(prediction, target) ({@link StandardLoss}). */
  public final double loss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    own("loss", "prediction", prediction);
    own("loss", "target", target);
    requireShape("loss", "target", target, prediction.rows(), prediction.columns());
    return doLoss(loss, prediction, target);
  }

  /** out ← ∇L in the prediction, column by column; out may be prediction or target. */
  public final void lossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    own("lossGradient", "prediction", prediction);
    own("lossGradient", "target", target);
    own("lossGradient", "out", out);
    requireShape("lossGradient", "target", target, prediction.rows(), prediction.columns());
    requireShape("lossGradient", "out", out, prediction.rows(), prediction.columns());
    doLossGradient(loss, prediction, target, out);
  }

  /**
   * −Σ over the columns of Σ_k y_k·log softmax(z)_k, from the logits z: log softmax(z)_k = z_k − m
   * − log Σ_j e^{z_j − m}, m = max z, so nothing overflows. A term with y_k = 0 is 0.
   */
  public final double softmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    own("softmaxCrossEntropy", "z", z);
    own("softmaxCrossEntropy", "target", target);
    requireShape("softmaxCrossEntropy", "target", target, z.rows(), z.columns());
    requireRows("softmaxCrossEntropy", StandardActivation.SOFTMAX, z);
    return doSoftmaxCrossEntropy(z, target);
  }

  /**
   * out ← its gradient in z: (Σ_k y_k)·softmax(z) − y, column by column; out may be z or target.
   */
  public final void softmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    own("softmaxCrossEntropyGradient", "z", z);
    own("softmaxCrossEntropyGradient", "target", target);
    own("softmaxCrossEntropyGradient", "out", out);
    requireShape("softmaxCrossEntropyGradient", "target", target, z.rows(), z.columns());
    requireShape("softmaxCrossEntropyGradient", "out", out, z.rows(), z.columns());
    requireRows("softmaxCrossEntropyGradient", StandardActivation.SOFTMAX, z);
    doSoftmaxCrossEntropyGradient(z, target, out);
  }

  /**
   * Both of the above in one pass where the backend has one; out may be z or target.
   *
   * @return the loss
   */
  public final double softmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    String operation = "softmaxCrossEntropyAndGradient";
    own(operation, "z", z);
    own(operation, "target", target);
    own(operation, "out", out);
    requireShape(operation, "target", target, z.rows(), z.columns());
    requireShape(operation, "out", out, z.rows(), z.columns());
    requireRows(operation, StandardActivation.SOFTMAX, z);
    return doSoftmaxCrossEntropyAndGradient(z, target, out);
  }

  /**
   * One step of a method, fused: changes theta and the state, not the gradient.
   *
   * @param step t = 1, 2, …
   * @param state {@link Optimiser#stateCount} matrices of the shape of theta, 0 before the first
   *     step
   */
  public final void update(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state) {
    own("update", "gradient", gradient);
    own("update", "theta", theta);
    requireShape("update", "gradient", gradient, theta.rows(), theta.columns());
    requireApart("update", "theta", theta, "gradient", gradient);
    if (step < 1 || state.size() != optimiser.stateCount()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "update: %s needs step ≥ 1 and %d matrices of state, got step %d and %d",
              optimiser.id(),
              optimiser.stateCount(),
              step,
              state.size()));
    }
    for (int i = 0; i < state.size(); i++) {
      DeviceMatrix s = state.get(i);
      own("update", "state " + i, s);
      requireShape("update", "state " + i, s, theta.rows(), theta.columns());
      requireApart("update", "state " + i, s, "theta", theta);
      requireApart("update", "state " + i, s, "gradient", gradient);
      for (int j = 0; j < i; j++) {
        requireApart("update", "state " + i, s, "state " + j, state.get(j));
      }
    }
    doUpdate(optimiser, step, gradient, theta, state);
  }

  /** Frees the session's memory; its matrices are gone. A second close does nothing. */
  @Override
  public final void close() {
    if (!closed) {
      closed = true;
      doClose();
    }
  }

  /** The standard loss behind an interface; an uninterpreted one is refused. */
  public static StandardLoss standard(Loss loss) {
    return switch (loss) {
      case StandardLoss s -> s;
      case FormalLoss f ->
          throw new IllegalArgumentException(
              "loss: one of the catalogue is needed, got the uninterpreted " + f.id());
    };
  }

  private void requireOpen(String operation) {
    if (closed) {
      throw new BackendException(operation + ": the session is closed");
    }
  }

  private void own(String operation, String operand, DeviceMatrix m) {
    requireOpen(operation);
    if (!owns(m)) {
      throw new IllegalArgumentException(
          operation + ": " + operand + " (" + shape(m) + ") is a matrix of another session");
    }
  }

  private static void requireShape(
      String operation, String operand, DeviceMatrix m, int rows, int columns) {
    if (m.rows() != rows || m.columns() != columns) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: %s must be %d×%d, got %s",
              operation,
              operand,
              rows,
              columns,
              shape(m)));
    }
  }

  @SuppressWarnings("ReferenceEquality") // two names of one piece of memory
  private static void requireApart(
      String operation, String one, DeviceMatrix m, String other, DeviceMatrix n) {
    if (m == n) {
      throw new IllegalArgumentException(
          operation + ": " + one + " and " + other + " must be two matrices, got the same");
    }
  }

  private static void requireRows(String operation, StandardActivation activation, DeviceMatrix z) {
    if (activation == StandardActivation.SOFTMAX && z.rows() == 0) {
      throw new IllegalArgumentException(
          operation + ": softmax needs at least one row, got " + shape(z));
    }
  }

  private static String shape(DeviceMatrix m) {
    return m.rows() + "×" + m.columns();
  }

  /** Whether the matrix was made by this session. */
  protected abstract boolean owns(DeviceMatrix m);

  protected abstract DeviceMatrix doZeros(int rows, int columns);

  protected abstract void doWrite(double[] rowMajor, DeviceMatrix target);

  protected abstract double[] doDownload(DeviceMatrix m);

  protected abstract void doCopy(DeviceMatrix source, DeviceMatrix target);

  protected abstract void doGather(DeviceMatrix source, int[] columns, DeviceMatrix target);

  protected abstract void doMultiply(
      double alpha,
      DeviceMatrix a,
      Form formA,
      DeviceMatrix b,
      Form formB,
      double beta,
      DeviceMatrix c);

  protected abstract void doAddColumn(DeviceMatrix column, DeviceMatrix m);

  protected abstract void doActivate(StandardActivation activation, DeviceMatrix z, DeviceMatrix o);

  /** The default is two passes. */
  protected void doAddColumnAndActivate(
      DeviceMatrix column, StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    doAddColumn(column, z);
    doActivate(activation, z, out);
  }

  protected abstract void doSlope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out);

  protected abstract void doPullBack(StandardActivation a, DeviceMatrix z, DeviceMatrix delta);

  protected abstract void doHadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out);

  protected abstract void doAxpy(double alpha, DeviceMatrix x, DeviceMatrix y);

  protected abstract void doScale(double alpha, DeviceMatrix m);

  protected abstract void doRowSums(DeviceMatrix m, DeviceMatrix out);

  protected abstract double doSum(DeviceMatrix m);

  protected abstract double doDot(DeviceMatrix a, DeviceMatrix b);

  protected abstract double doLoss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target);

  protected abstract void doLossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out);

  protected abstract double doSoftmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target);

  protected abstract void doSoftmaxCrossEntropyGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out);

  /** The default is two passes. */
  protected double doSoftmaxCrossEntropyAndGradient(
      DeviceMatrix z, DeviceMatrix target, DeviceMatrix out) {
    double loss = doSoftmaxCrossEntropy(z, target);
    doSoftmaxCrossEntropyGradient(z, target, out);
    return loss;
  }

  protected abstract void doUpdate(
      Optimiser optimiser,
      long step,
      DeviceMatrix gradient,
      DeviceMatrix theta,
      List<DeviceMatrix> state);

  protected abstract void doClose();
}
