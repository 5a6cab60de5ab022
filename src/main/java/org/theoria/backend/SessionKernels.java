package org.theoria.backend;

import java.util.List;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * What a backend implements: the operations of {@link Session} without its checks. Operands are of
 * this session and fit; {@link Session} says what each operation is.
 *
 * <p>Operations with a default are composed of others, or computed in doubles on the host: right on
 * every backend, fast only where it has its own.
 */
public abstract class SessionKernels {

  SessionKernels() {}

  /** Whether the matrix was made by this session. */
  protected abstract boolean owns(DeviceMatrix m);

  protected abstract DeviceMatrix doZeros(int rows, int columns);

  /** Gives back the memory of a matrix, which is not used afterwards. */
  protected abstract void doFree(DeviceMatrix m);

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

  /** The default reads and writes through the host. */
  protected void doGatherExamples(DeviceMatrix examples, int[] rows, DeviceMatrix target) {
    double[] from = doDownload(examples);
    int r = examples.columns();
    double[] to = new double[r * rows.length];
    for (int j = 0; j < rows.length; j++) {
      for (int i = 0; i < r; i++) {
        to[i * rows.length + j] = from[rows[j] * r + i];
      }
    }
    doWrite(to, target);
  }

  /** The default reads and writes through the host. */
  protected void doDropout(DropoutMask mask, DeviceMatrix m) {
    double[] entries = doDownload(m);
    for (int k = 0; k < entries.length; k++) {
      entries[k] = mask.apply(k, entries[k]);
    }
    doWrite(entries, m);
  }

  /** The default reads and writes through the host. */
  protected void doScaleRows(DeviceMatrix column, DeviceMatrix m) {
    double[] factors = doDownload(column);
    double[] entries = doDownload(m);
    for (int k = 0; k < entries.length; k++) {
      entries[k] *= factors[k / m.columns()];
    }
    doWrite(entries, m);
  }

  /** The default reads and writes through the host. */
  protected void doNormaliseRows(
      double epsilon, DeviceMatrix m, DeviceMatrix mean, DeviceMatrix scale) {
    HostRows rows = new HostRows(m.rows(), m.columns(), doDownload(m));
    HostRows.Moments moments = rows.normalise(epsilon);
    doWrite(rows.entries(), m);
    doWrite(moments.mean(), mean);
    doWrite(moments.scale(), scale);
  }

  /** The default reads and writes through the host. */
  protected void doPullBackNormalised(
      DeviceMatrix normalised, DeviceMatrix scale, DeviceMatrix delta) {
    HostRows rows = new HostRows(delta.rows(), delta.columns(), doDownload(delta));
    rows.pullBack(doDownload(normalised), doDownload(scale));
    doWrite(rows.entries(), delta);
  }

  /** The default keeps the ties on the host. */
  protected DeviceTies doTies(Ties ties) {
    return new HostTies(this, ties, new Lifetime());
  }

  /** The default is for ties on the host, which the garbage collector frees. */
  protected void doFree(DeviceTies ties) {}

  /** Whether the ties were made by this session. */
  protected boolean owns(DeviceTies ties) {
    return ties instanceof HostTies own && own.owner().equals(this);
  }

  /** The default reads and writes through the host. */
  protected void doSpread(DeviceMatrix source, DeviceTies ties, DeviceMatrix target) {
    doWrite(ties.ties().spread(doDownload(source)), target);
  }

  /** The default reads and writes through the host. */
  protected void doCollect(DeviceMatrix full, DeviceTies ties, DeviceMatrix out) {
    doWrite(ties.ties().collect(doDownload(full)), out);
  }

  /** The default is v ← μv + g, θ ← θ − ηg, θ ← θ − ημv, one after the other. */
  protected void doNesterov(
      Optimiser.Nesterov method, DeviceMatrix gradient, DeviceMatrix theta, DeviceMatrix state) {
    doScale(method.momentum(), state);
    doAxpy(1, gradient, state);
    doAxpy(-method.rate(), gradient, theta);
    doAxpy(-method.rate() * method.momentum(), state, theta);
  }

  protected abstract void doClose();
}
