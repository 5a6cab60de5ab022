package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Session;
import org.theoria.backend.WeightDecay;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * A {@link Model} in a session's memory: parameters, gradients, optimiser state, and buffers for
 * each number of columns that a batch has had. Nothing leaves the device but what is returned.
 * Closing gives back what the model has taken, before the session ends; matrices that were handed
 * to it are not its own.
 *
 * <pre>
 *   f₀ = X,  f_h = F_h(f_{h−1}; θ_h),  h = 1..H,   E(θ) = Σ_j L(f_H[·,j], Y[·,j]),
 *   δ_H = ∇L(f_H, Y),  ∂E/∂θ_h = (∂F_h/∂θ_h)ᵀ δ_h,  δ_{h−1} = (∂F_h/∂f_{h−1})ᵀ δ_h.
 * </pre>
 *
 * <p>Softmax followed by the cross-entropy is taken together, from the logits: no logarithm of a
 * softmax that underflowed.
 */
public final class DeviceModel implements AutoCloseable {
  private final Session session;
  private final ModelMemory memory;
  private final Model model;
  private final boolean fused;
  private final Chain chain;
  private final List<Tensor> tensors;
  private final Map<Integer, Buffers> buffers = new HashMap<>();
  private Optional<Optimiser> optimiser = Optional.empty();

  /** The model with all parameters 0. */
  public DeviceModel(Session session, Model model) {
    this.session = session;
    this.model = model;
    List<Layer> layers = model.layers();
    fused =
        model.loss() == StandardLoss.CROSS_ENTROPY
            && layers.getLast().equals(new Activated(StandardActivation.SOFTMAX));
    List<Layer> before = fused ? layers.subList(0, layers.size() - 1) : layers;
    memory = new ModelMemory(session, model.describe());
    chain = memory.allOrNothing(() -> Chain.of(memory, before, model.input(), 0));
    tensors = chain.tensors();
  }

  /** What belongs to batches of one number of columns. */
  private final class Buffers {
    final Stage.Pass pass;
    final int columns;
    Optional<DeviceMatrix> top = Optional.empty();

    Buffers(int columns) {
      this.columns = columns;
      pass = chain.pass(columns);
    }

    /** n_H × n: δ_H, or the softmax of a prediction. */
    DeviceMatrix top() {
      DeviceMatrix m = top.orElseGet(() -> memory.zeros(model.output().size(), columns));
      top = Optional.of(m);
      return m;
    }
  }

  /** What is on the device. */
  public Model model() {
    return model;
  }

  /** How many parameters there are, untrained ones included. */
  public int parameterCount() {
    return model.parameterCount();
  }

  /** θ ← these numbers, in the order of the layers, rounded to the precision. */
  public void write(double[] parameters) {
    memory.requireOpen();
    requireCount("parameters", parameterCount(), parameters.length);
    int from = 0;
    for (Tensor t : tensors) {
      t.write(Arrays.copyOfRange(parameters, from, from + t.count()));
      from += t.count();
    }
  }

  /** θ, in the order of the layers. */
  public double[] parameters() {
    return download(session, values());
  }

  private List<DeviceMatrix> values() {
    memory.requireOpen();
    return tensors.stream().map(Tensor::value).toList();
  }

  private List<DeviceMatrix> gradients() {
    memory.requireOpen();
    return tensors.stream().map(Tensor::gradient).toList();
  }

  /** The gradient of the last {@link #lossAndGradient}, in the order of the layers. */
  public double[] gradient() {
    return download(session, gradients());
  }

  /** ‖∇E‖² of the last {@link #lossAndGradient}. */
  public double gradientSquaredNorm() {
    return squaredNorm(session, gradients());
  }

  static double squaredNorm(Session session, List<DeviceMatrix> matrices) {
    double sum = 0;
    for (DeviceMatrix m : matrices) {
      sum += session.dot(m, m);
    }
    return sum;
  }

  /** A sum of gradients of this model, on the device. */
  public GradientSum gradientSum() {
    List<DeviceMatrix> gradients = gradients();
    return memory.allOrNothing(() -> new GradientSum(memory, gradients));
  }

  /**
   * All beside the parameters that a run needs to go on bit for bit: the optimiser's state and the
   * running statistics.
   */
  public double[] state() {
    return download(session, stateMatrices());
  }

  /** What {@link #state} returned, on a model with the same method {@link #start started}. */
  public void restore(double[] state) {
    List<DeviceMatrix> matrices = stateMatrices();
    int count = matrices.stream().mapToInt(m -> m.rows() * m.columns()).sum();
    requireCount("numbers of state", count, state.length);
    int from = 0;
    for (DeviceMatrix m : matrices) {
      int size = m.rows() * m.columns();
      session.write(Arrays.copyOfRange(state, from, from + size), m);
      from += size;
    }
    chain.statisticsChanged();
  }

  private List<DeviceMatrix> stateMatrices() {
    memory.requireOpen();
    List<DeviceMatrix> all = new ArrayList<>();
    tensors.forEach(t -> all.addAll(t.state()));
    all.addAll(chain.statistics());
    return all;
  }

  /** The model as it is now: parameters, optimiser state, running statistics. */
  public Snapshot snapshot() {
    return memory.allOrNothing(
        () -> new Snapshot(memory, values(), stateMatrices(), this::changed));
  }

  /** The running statistics as they are now. */
  public Snapshot statisticsSnapshot() {
    return memory.allOrNothing(
        () -> new Snapshot(memory, List.of(), chain.statistics(), chain::statisticsChanged));
  }

  private void changed() {
    tensors.forEach(Tensor::changed);
    chain.statisticsChanged();
  }

  static double[] download(Session session, List<DeviceMatrix> matrices) {
    double[] all = new double[matrices.stream().mapToInt(m -> m.rows() * m.columns()).sum()];
    int from = 0;
    for (DeviceMatrix m : matrices) {
      double[] part = session.download(m);
      System.arraycopy(part, 0, all, from, part.length);
      from += part.length;
    }
    return all;
  }

  private void requireCount(String what, int expected, int got) {
    if (got != expected) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "model: %s has %d %s, got %d", model.describe(), expected, what, got));
    }
  }

  /**
   * E(θ) in training mode, and ∇E(θ) for {@link #gradient} and {@link #step}; running statistics
   * take the batch in.
   *
   * @param x n₀ × n, of the session
   * @param y n_H × n, of the session
   * @param maskKey decides which entries dropout drops; another one for each step
   */
  public double lossAndGradient(DeviceMatrix x, DeviceMatrix y, long maskKey) {
    Buffers b = buffers(x, y);
    DeviceMatrix out = b.pass.forward(x, new Mode.Training(maskKey));
    double value;
    if (fused) {
      value = session.softmaxCrossEntropyAndGradient(out, y, b.top());
    } else {
      value = session.loss(model.loss(), out, y);
      session.lossGradient(model.loss(), out, y, b.top());
    }
    backward(b, x);
    return value;
  }

  /**
   * The same without the loss: nothing has to be fetched from the device, so that it can run ahead.
   */
  public void backpropagate(DeviceMatrix x, DeviceMatrix y, long maskKey) {
    Buffers b = buffers(x, y);
    DeviceMatrix out = b.pass.forward(x, new Mode.Training(maskKey));
    if (fused) {
      session.softmaxCrossEntropyGradient(out, y, b.top());
    } else {
      session.lossGradient(model.loss(), out, y, b.top());
    }
    backward(b, x);
  }

  @SuppressWarnings("CheckReturnValue") // nobody asks for ∂E/∂X
  private void backward(Buffers b, DeviceMatrix x) {
    b.pass.backward(x, b.top(), false);
  }

  /** E(θ) in evaluation mode: no dropout, running statistics. */
  public double loss(DeviceMatrix x, DeviceMatrix y) {
    DeviceMatrix out = buffers(x, y).pass.forward(x, new Mode.Evaluation());
    return fused ? session.softmaxCrossEntropy(out, y) : session.loss(model.loss(), out, y);
  }

  /** f_θ(x) in evaluation mode, n_H × n row by row. */
  public double[] predict(DeviceMatrix x) {
    Buffers b = buffers(x);
    DeviceMatrix out = b.pass.forward(x, new Mode.Evaluation());
    if (!fused) {
      return session.download(out);
    }
    session.activate(StandardActivation.SOFTMAX, out, b.top());
    return session.download(b.top());
  }

  private Buffers buffers(DeviceMatrix x, DeviceMatrix y) {
    int outputs = model.output().size();
    if (y.rows() != outputs || y.columns() != x.columns()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model: y must be %d×%d, got %d×%d",
              outputs,
              x.columns(),
              y.rows(),
              y.columns()));
    }
    return buffers(x);
  }

  private Buffers buffers(DeviceMatrix x) {
    memory.requireOpen();
    if (x.rows() != model.input().size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "model: x must have %d rows (%s), got %d×%d",
              model.input().size(),
              model.input().describe(),
              x.rows(),
              x.columns()));
    }
    return buffers.computeIfAbsent(x.columns(), n -> memory.allOrNothing(() -> new Buffers(n)));
  }

  /** Takes this optimiser, with its state at 0; the memory of another's is given back first. */
  public void start(Optimiser method) {
    memory.requireOpen();
    optimiser = Optional.empty();
    tensors.forEach(Tensor::stop);
    List<List<DeviceMatrix>> states =
        memory.allOrNothing(() -> tensors.stream().map(t -> t.zeros(method)).toList());
    for (int i = 0; i < tensors.size(); i++) {
      tensors.get(i).start(states.get(i));
    }
    optimiser = Optional.of(method);
  }

  /**
   * Step t = 1, 2, … by the gradient of the last {@link #lossAndGradient}.
   *
   * @param rateFactor &gt; 0; the rate of this step is η times it
   * @param decay for the weights alone; {@link WeightDecay.L2} adds its part to the gradient, which
   *     {@link #gradient} then has
   */
  public void step(long t, double rateFactor, WeightDecay decay) {
    memory.requireOpen();
    Optimiser method =
        optimiser.orElseThrow(
            () -> new IllegalStateException("model: step needs an optimiser, start one first"));
    Optimiser scaled = rateFactor == 1 ? method : method.scaled(rateFactor);
    tensors.forEach(tensor -> tensor.step(scaled, t, decay));
  }

  /**
   * Gives back the memory of the model; it cannot be used any more. Does nothing a second time, or
   * where the session is closed.
   */
  @Override
  public void close() {
    buffers.clear();
    memory.close();
  }
}
