package org.theoria.theorems.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.theoria.experiment.Watch;
import org.theoria.sampling.Key;

/**
 * Networks of one kind and depth, each with its own draw.
 *
 * @param kind which networks
 * @param depth H
 * @param runs the networks, at least one
 */
record DepthRuns(DepthCase kind, int depth, List<DepthNetwork> runs) {

  DepthRuns {
    runs = List.copyOf(runs);
  }

  /** Draws them; fewer where the watch says stop. */
  static DepthRuns of(DepthCase kind, int width, int depth, int count, long seed, Watch watch) {
    Key key = new Key("vanishing-exploding " + kind.id() + " " + depth, seed);
    List<DepthNetwork> runs = new ArrayList<>();
    for (int i = 0; i < count && !watch.stopped(); i++) {
      runs.add(DepthNetwork.of(kind, width, depth, key.stream(i)));
      watch.advance(depth);
    }
    return new DepthRuns(kind, depth, runs);
  }

  /** The median of a quantity; the upper one of two. */
  double median(ToDoubleFunction<DepthNetwork> value) {
    double[] all = runs.stream().mapToDouble(value).toArray();
    Arrays.sort(all);
    return all[all.length / 2];
  }

  double least(ToDoubleFunction<DepthNetwork> value) {
    return runs.stream().mapToDouble(value).min().orElse(Double.NaN);
  }

  double largest(ToDoubleFunction<DepthNetwork> value) {
    return runs.stream().mapToDouble(value).max().orElse(Double.NaN);
  }

  /** Whether the first hypothesis of slide 47 holds in every run. */
  boolean contracts() {
    return runs.stream().allMatch(DepthNetwork::contracts);
  }

  /** Whether the second one does. */
  boolean expands() {
    return runs.stream().allMatch(DepthNetwork::expands);
  }

  /** ‖Δ_1‖/‖Δ_H‖, for residual blocks ‖Δ_2‖/‖Δ_H‖; the median of the runs. */
  double ratio() {
    return median(r -> r.ratio(kind.lowest()));
  }

  /** ‖∂E/∂W_1‖/‖∂E/∂W_H‖, the median of the runs. */
  double gradientRatio() {
    return median(n -> n.gradients()[0] / n.gradients()[n.depth() - 1]);
  }

  /** The layers, over all runs, at which a bound of the theorem is exceeded. */
  int exceeded() {
    return runs.stream().mapToInt(DepthNetwork::exceeded).sum();
  }
}
