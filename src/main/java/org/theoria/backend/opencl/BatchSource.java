package org.theoria.backend.opencl;

import java.util.List;
import java.util.Locale;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * The kernels of a batch of small networks of one architecture, written out for it: every loop has
 * constant bounds, so that the compiler unrolls them and keeps a network in registers. A work-item
 * runs {@code LANES} networks side by side in vectors of type T, one network in each lane.
 *
 * <p>Buffers hold lane after lane: entry p of network i is at p·STRIDE + i.
 */
final class BatchSource {
  private final Architecture architecture;
  private final List<StandardActivation> activations;
  private final StandardLoss loss;
  private final Parameters layout;
  private final StringBuilder text = new StringBuilder();

  private BatchSource(
      Architecture architecture, List<StandardActivation> activations, StandardLoss loss) {
    this.architecture = architecture;
    this.activations = activations;
    this.loss = loss;
    this.layout = new Parameters(architecture);
  }

  /** The source; {@code batch.cl} has what surrounds it. */
  static String of(
      Architecture architecture, List<StandardActivation> activations, StandardLoss loss) {
    BatchSource source = new BatchSource(architecture, activations, loss);
    source.example();
    return source.text.toString();
  }

  /** A line, each # of which is the next value. */
  private void line(String template, Object... values) {
    int next = 0;
    for (int k = 0; k < template.length(); k++) {
      char c = template.charAt(k);
      if (c == '#') {
        text.append(values[next++]);
      } else {
        text.append(c);
      }
    }
    text.append('\n');
  }

  /** Loss of one example, its gradient added to g: f₀ is x, the target is y. */
  private void example() {
    int depth = architecture.depth();
    line("inline T example(const T *w, T *g, const T *f0, const T *y) {");
    for (int h = 1; h <= depth; h++) {
      forward(h);
    }
    int top = architecture.width(depth);
    line("T total = ZERO;");
    line("T d#[#];", depth, top);
    if (activations.getLast() == StandardActivation.SOFTMAX && loss == StandardLoss.CROSS_ENTROPY) {
      line("{ T weight = ZERO; T m = z#[0]; T sum = ZERO;", depth);
      line("UNROLL for (int i = 1; i < #; i++) m = LARGER(m, z#[i]);", top, depth);
      line("UNROLL for (int i = 0; i < #; i++) sum += exp(z#[i] - m);", top, depth);
      line("T logarithm = log(sum);");
      line("UNROLL for (int i = 0; i < #; i++) {", top);
      line("weight += y[i];");
      line("total -= y[i] == ZERO ? ZERO : y[i] * (z#[i] - m - logarithm); }", depth);
      line(
          "UNROLL for (int i = 0; i < #; i++) d#[i] = weight * f#[i] - y[i]; }", top, depth, depth);
    } else {
      String name = loss.name().toLowerCase(Locale.ROOT);
      line("UNROLL for (int i = 0; i < #; i++) {", top);
      line("total += loss_#(f#[i], y[i]);", name, depth);
      line("d#[i] = dloss_#(f#[i], y[i]); }", depth, name, depth);
      back(depth);
    }
    for (int h = depth; h >= 1; h--) {
      backward(h);
    }
    line("return total; }");
  }

  private void forward(int h) {
    int rows = architecture.width(h);
    int fan = architecture.width(h - 1);
    line("T z#[#]; T f#[#];", h, rows, h, rows);
    line("UNROLL for (int i = 0; i < #; i++) {", rows);
    line("T t = w[# + i];", layout.bias(h, 0));
    line(
        "UNROLL for (int j = 0; j < #; j++) t += w[# + i * # + j] * f#[j];",
        fan,
        layout.weight(h, 0, 0),
        fan,
        h - 1);
    line("z#[i] = t; }", h);
    StandardActivation activation = activations.get(h - 1);
    if (activation == StandardActivation.SOFTMAX) {
      line("SOFTMAX(z#, f#, #)", h, h, rows);
    } else {
      line(
          "UNROLL for (int i = 0; i < #; i++) f#[i] = value_#(z#[i]);",
          rows,
          h,
          name(activation),
          h);
    }
  }

  private static String name(StandardActivation activation) {
    return activation.name().toLowerCase(Locale.ROOT);
  }

  /** d_h ← Dσ_h(z_h)ᵀ d_h. */
  private void back(int h) {
    int rows = architecture.width(h);
    StandardActivation activation = activations.get(h - 1);
    if (activation == StandardActivation.SOFTMAX) {
      line("{ T inner = ZERO;");
      line("UNROLL for (int i = 0; i < #; i++) inner += f#[i] * d#[i];", rows, h, h);
      line("UNROLL for (int i = 0; i < #; i++) d#[i] = f#[i] * (d#[i] - inner); }", rows, h, h, h);
    } else {
      line("UNROLL for (int i = 0; i < #; i++) d#[i] *= #;", rows, h, slope(activation, h));
    }
  }

  /** Where no exponential is needed once more, by the layer's output. */
  private static String slope(StandardActivation activation, int h) {
    return switch (activation) {
      case TANH -> String.format(Locale.ROOT, "(ONE - f%1$d[i]) * (ONE + f%1$d[i])", h);
      case SIGMOID -> String.format(Locale.ROOT, "f%1$d[i] * (ONE - f%1$d[i])", h);
      default -> String.format(Locale.ROOT, "slope_%s(z%d[i])", name(activation), h);
    };
  }

  private void backward(int h) {
    int rows = architecture.width(h);
    int fan = architecture.width(h - 1);
    line("UNROLL for (int i = 0; i < #; i++) {", rows);
    line("g[# + i] += d#[i];", layout.bias(h, 0), h);
    line(
        "UNROLL for (int j = 0; j < #; j++) g[# + i * # + j] += d#[i] * f#[j]; }",
        fan,
        layout.weight(h, 0, 0),
        fan,
        h,
        h - 1);
    if (h > 1) {
      line("T d#[#];", h - 1, fan);
      line("UNROLL for (int j = 0; j < #; j++) {", fan);
      line("T t = ZERO;");
      line(
          "UNROLL for (int i = 0; i < #; i++) t += w[# + i * # + j] * d#[i];",
          rows,
          layout.weight(h, 0, 0),
          fan,
          h);
      line("d#[j] = t; }", h - 1);
      back(h - 1);
    }
  }
}
