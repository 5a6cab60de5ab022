package org.theoria.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.backend.Form;
import org.theoria.bench.Operation.Kind;
import org.theoria.bench.Operation.Pass;
import org.theoria.bench.Operation.Product;
import org.theoria.network.Architecture;

/**
 * The operations of an epoch of {@link TrainingRun}, counted from the shapes alone. A batch of n
 * examples through widths n₀, …, n_H (ReLU inside, softmax at the end) is
 *
 * <pre>
 *   where batches are random:        gather n₀ × n and n_H × n
 *   for h = 1..H:  W_h f_{h−1}       product n_h × n × n_{h−1}, then bias and σ_h on n_h × n
 *   once:          Δ_H               on n_H × n (softmax too, which is not taken before)
 *   for h = H..1:  Δ_h f_{h−1}ᵀ      product n_h × n_{h−1} × n, row sums on n_h × n
 *     where h > 1: W_hᵀ Δ_h          product n_{h−1} × n × n_h, then σ'_{h−1} on n_{h−1} × n
 *   for h = 1..H:  Adam              on n_h × n_{h−1} and on n_h × 1
 * </pre>
 *
 * so that an epoch of N examples has Σ_h (4 + 2·[h &gt; 1])·n_h·n_{h−1}·N flops in products.
 *
 * @param times how often each operation is done, in the order of the first time
 */
record EpochWork(Map<Operation, Integer> times) {

  EpochWork {
    times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
  }

  static EpochWork of(Architecture architecture, int examples, int batch, TrainingRun.Order order) {
    Map<Operation, Integer> times = new LinkedHashMap<>();
    int whole = examples / batch;
    int rest = examples % batch;
    if (whole > 0) {
      step(times, architecture, batch, whole, order);
    }
    if (rest > 0) {
      step(times, architecture, rest, 1, order);
    }
    return new EpochWork(times);
  }

  /** The epoch of the training tasks. */
  static EpochWork ofTasks(TrainingRun.Order order) {
    return of(TrainingData.ARCHITECTURE, TrainingData.EXAMPLES, TrainingData.BATCH, order);
  }

  /** The epoch of this data. */
  static EpochWork of(TrainingData data, TrainingRun.Order order) {
    return of(data.architecture(), data.examples(), data.batches().getFirst().examples(), order);
  }

  private static void step(
      Map<Operation, Integer> times, Architecture a, int n, int steps, TrainingRun.Order order) {
    int depth = a.depth();
    if (order == TrainingRun.Order.RANDOM) {
      add(times, new Pass(Kind.GATHER, a.inputs(), n), steps);
      add(times, new Pass(Kind.GATHER, a.outputs(), n), steps);
    }
    for (int h = 1; h <= depth; h++) {
      add(times, product(a.width(h), n, a.width(h - 1), Form.PLAIN, Form.PLAIN), steps);
      Kind layer = h < depth ? Kind.BIAS_RELU : Kind.BIAS;
      add(times, new Pass(layer, a.width(h), n), steps);
    }
    add(times, new Pass(Kind.LOSS_GRADIENT, a.outputs(), n), steps);
    for (int h = depth; h >= 1; h--) {
      add(times, product(a.width(h), a.width(h - 1), n, Form.PLAIN, Form.TRANSPOSED), steps);
      add(times, new Pass(Kind.ROW_SUMS, a.width(h), n), steps);
      if (h > 1) {
        add(times, product(a.width(h - 1), n, a.width(h), Form.TRANSPOSED, Form.PLAIN), steps);
        add(times, new Pass(Kind.PULL_BACK, a.width(h - 1), n), steps);
      }
    }
    for (int h = 1; h <= depth; h++) {
      add(times, new Pass(Kind.ADAM, a.width(h), a.width(h - 1)), steps);
      add(times, new Pass(Kind.ADAM, a.width(h), 1), steps);
    }
  }

  private static Product product(int rows, int columns, int inner, Form a, Form b) {
    return new Product(rows, columns, inner, a, b);
  }

  private static void add(Map<Operation, Integer> times, Operation operation, int count) {
    times.merge(operation, count, Integer::sum);
  }

  /** Flops of an epoch. */
  long flops() {
    return times.entrySet().stream().mapToLong(e -> e.getKey().flops() * e.getValue()).sum();
  }

  /** Entries that an epoch moves. */
  long entries() {
    return times.entrySet().stream().mapToLong(e -> e.getKey().entries() * e.getValue()).sum();
  }

  /** Operations of an epoch, each one launch on a device. */
  long launches() {
    return times.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** The different shapes of products, which no rate may be measured on. */
  List<Product> products() {
    return times.keySet().stream()
        .filter(Product.class::isInstance)
        .map(Product.class::cast)
        .toList();
  }
}
