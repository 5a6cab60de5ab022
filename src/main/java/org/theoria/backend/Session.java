package org.theoria.backend;

import java.util.List;
import java.util.Locale;
import org.theoria.network.FormalLoss;
import org.theoria.network.Loss;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The operations of a backend on matrices that stay in its memory. Examples are columns: X is n₀ ×
 * n.
 *
 * <p>Every operation checks first that the session is open, that its operands are of this session,
 * that shapes fit and that the result is no operand it must not be; it throws before anything is
 * written. The checks are here, once; a backend implements {@link SessionKernels}. NaN and ∞ are
 * ordinary values: they propagate as in IEEE 754.
 *
 * <p>A session serves one thread.
 */
public abstract class Session extends SessionMemory {

  protected Session(Precision precision) {
    super(precision);
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
    Operands.requireShape("multiply", "c", c, rows, columns);
    Operands.requireApart("multiply", "c", c, "a", a);
    Operands.requireApart("multiply", "c", c, "b", b);
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
    Operands.requireShape("addColumn", "column", column, m.rows(), 1);
    Operands.requireApart("addColumn", "column", column, "m", m);
    doAddColumn(column, m);
  }

  /** out ← σ(z), one shape; out may be z. */
  public final void activate(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    own("activate", "z", z);
    own("activate", "out", out);
    Operands.requireShape("activate", "out", out, z.rows(), z.columns());
    Operands.requireRows("activate", activation, z);
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
    Operands.requireShape(operation, "column", column, z.rows(), 1);
    Operands.requireShape(operation, "out", out, z.rows(), z.columns());
    Operands.requireApart(operation, "column", column, "z", z);
    Operands.requireApart(operation, "column", column, "out", out);
    Operands.requireApart(operation, "out", out, "z", z);
    Operands.requireRows(operation, activation, z);
    doAddColumnAndActivate(column, activation, z, out);
  }

  /**
   * out ← σ'(z) entry by entry, with the conventions of {@link StandardActivation#slope}; out may
   * be z.
   */
  public final void slope(StandardActivation activation, DeviceMatrix z, DeviceMatrix out) {
    own("slope", "z", z);
    own("slope", "out", out);
    Operands.requireShape("slope", "out", out, z.rows(), z.columns());
    Operands.requireRows("slope", activation, z);
    doSlope(activation, z, out);
  }

  /**
   * Backpropagation through σ: delta ← Dσ(z)ᵀ·delta, column by column. σ'(z)∘delta for a
   * coordinatewise σ, s∘(delta − ⟨s, delta⟩) for softmax with s = σ(z). delta is not z.
   */
  public final void pullBack(StandardActivation activation, DeviceMatrix z, DeviceMatrix delta) {
    own("pullBack", "z", z);
    own("pullBack", "delta", delta);
    Operands.requireShape("pullBack", "delta", delta, z.rows(), z.columns());
    Operands.requireApart("pullBack", "delta", delta, "z", z);
    Operands.requireRows("pullBack", activation, z);
    doPullBack(activation, z, delta);
  }

  /** out ← a∘b, entry by entry; out may be a or b. */
  public final void hadamard(DeviceMatrix a, DeviceMatrix b, DeviceMatrix out) {
    own("hadamard", "a", a);
    own("hadamard", "b", b);
    own("hadamard", "out", out);
    Operands.requireShape("hadamard", "b", b, a.rows(), a.columns());
    Operands.requireShape("hadamard", "out", out, a.rows(), a.columns());
    doHadamard(a, b, out);
  }

  /** y ← α·x + y; y may be x. */
  public final void axpy(double alpha, DeviceMatrix x, DeviceMatrix y) {
    own("axpy", "x", x);
    own("axpy", "y", y);
    Operands.requireShape("axpy", "y", y, x.rows(), x.columns());
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
    Operands.requireShape("rowSums", "out", out, m.rows(), 1);
    Operands.requireApart("rowSums", "out", out, "m", m);
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
    Operands.requireShape("dot", "b", b, a.rows(), a.columns());
    return doDot(a, b);
  }

  /** Σ over the columns of L(prediction, target) ({@link StandardLoss}). */
  public final double loss(StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target) {
    own("loss", "prediction", prediction);
    own("loss", "target", target);
    Operands.requireShape("loss", "target", target, prediction.rows(), prediction.columns());
    return doLoss(loss, prediction, target);
  }

  /** out ← ∇L in the prediction, column by column; out may be prediction or target. */
  public final void lossGradient(
      StandardLoss loss, DeviceMatrix prediction, DeviceMatrix target, DeviceMatrix out) {
    own("lossGradient", "prediction", prediction);
    own("lossGradient", "target", target);
    own("lossGradient", "out", out);
    Operands.requireShape(
        "lossGradient", "target", target, prediction.rows(), prediction.columns());
    Operands.requireShape("lossGradient", "out", out, prediction.rows(), prediction.columns());
    doLossGradient(loss, prediction, target, out);
  }

  /**
   * −Σ over the columns of Σ_k y_k·log softmax(z)_k, from the logits z: log softmax(z)_k = z_k − m
   * − log Σ_j e^{z_j − m}, m = max z, so nothing overflows. A term with y_k = 0 is 0.
   */
  public final double softmaxCrossEntropy(DeviceMatrix z, DeviceMatrix target) {
    own("softmaxCrossEntropy", "z", z);
    own("softmaxCrossEntropy", "target", target);
    Operands.requireShape("softmaxCrossEntropy", "target", target, z.rows(), z.columns());
    Operands.requireRows("softmaxCrossEntropy", StandardActivation.SOFTMAX, z);
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
    Operands.requireShape("softmaxCrossEntropyGradient", "target", target, z.rows(), z.columns());
    Operands.requireShape("softmaxCrossEntropyGradient", "out", out, z.rows(), z.columns());
    Operands.requireRows("softmaxCrossEntropyGradient", StandardActivation.SOFTMAX, z);
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
    Operands.requireShape(operation, "target", target, z.rows(), z.columns());
    Operands.requireShape(operation, "out", out, z.rows(), z.columns());
    Operands.requireRows(operation, StandardActivation.SOFTMAX, z);
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
    Operands.requireShape("update", "gradient", gradient, theta.rows(), theta.columns());
    Operands.requireApart("update", "theta", theta, "gradient", gradient);
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
      Operands.requireShape("update", "state " + i, s, theta.rows(), theta.columns());
      Operands.requireApart("update", "state " + i, s, "theta", theta);
      Operands.requireApart("update", "state " + i, s, "gradient", gradient);
      for (int j = 0; j < i; j++) {
        Operands.requireApart("update", "state " + i, s, "state " + j, state.get(j));
      }
    }
    doUpdate(optimiser, step, gradient, theta, state);
  }

  /**
   * Dropout (Srivastava et al. 2014, JMLR 15, 1929-1958), with the factor in training: entry k, row
   * by row, ← m_k/keep where {@link DropoutMask} keeps it, else 0, also where it was not finite.
   * The backward pass is the same operation with the same key.
   *
   * @param key the mask's key: with the number of the entry all that it depends on
   * @param keep the probability of (0, 1] with which an entry is kept
   */
  public final void dropout(long key, double keep, DeviceMatrix m) {
    own("dropout", "m", m);
    doDropout(DropoutMask.of(key, keep), m);
  }

  /** m ← diag(column)·m; m is r × c, column r × 1. */
  public final void scaleRows(DeviceMatrix column, DeviceMatrix m) {
    own("scaleRows", "column", column);
    own("scaleRows", "m", m);
    Operands.requireShape("scaleRows", "column", column, m.rows(), 1);
    Operands.requireApart("scaleRows", "column", column, "m", m);
    doScaleRows(column, m);
  }

  /**
   * Normalises each row (Ioffe and Szegedy 2015, arXiv:1502.03167, Algorithm 1, without γ and β):
   * mean ← (1/c)·Σ_j m_j, scale ← 1/√((1/c)·Σ_j (m_j − mean)² + ε), m_j ← (m_j − mean)·scale.
   *
   * @param epsilon ε &gt; 0
   * @param m r × c; with c = 0 mean and scale are those of an empty sum: 0 and 1/√ε
   * @param mean r × 1, written
   * @param scale r × 1, written
   */
  public final void normaliseRows(
      double epsilon, DeviceMatrix m, DeviceMatrix mean, DeviceMatrix scale) {
    String operation = "normaliseRows";
    own(operation, "m", m);
    own(operation, "mean", mean);
    own(operation, "scale", scale);
    Operands.requireShape(operation, "mean", mean, m.rows(), 1);
    Operands.requireShape(operation, "scale", scale, m.rows(), 1);
    Operands.requireApart(operation, "mean", mean, "m", m);
    Operands.requireApart(operation, "scale", scale, "m", m);
    Operands.requireApart(operation, "scale", scale, "mean", mean);
    if (!(epsilon > 0 && epsilon <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "normaliseRows: epsilon must be positive and finite, got " + epsilon);
    }
    doNormaliseRows(epsilon, m, mean, scale);
  }

  /**
   * Backpropagation through {@link #normaliseRows}, whose mean and scale depend on the row too: row
   * by row delta ← scale·(delta − mean(delta) − normalised·mean(delta∘normalised)).
   *
   * @param normalised r × c, what normaliseRows made
   * @param scale r × 1, what it wrote
   * @param delta r × c, changed
   */
  public final void pullBackNormalised(
      DeviceMatrix normalised, DeviceMatrix scale, DeviceMatrix delta) {
    String operation = "pullBackNormalised";
    own(operation, "normalised", normalised);
    own(operation, "scale", scale);
    own(operation, "delta", delta);
    Operands.requireShape(operation, "scale", scale, normalised.rows(), 1);
    Operands.requireShape(operation, "delta", delta, normalised.rows(), normalised.columns());
    Operands.requireApart(operation, "delta", delta, "normalised", normalised);
    Operands.requireApart(operation, "delta", delta, "scale", scale);
    doPullBackNormalised(normalised, scale, delta);
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
}
