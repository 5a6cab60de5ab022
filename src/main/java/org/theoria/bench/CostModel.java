package org.theoria.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predicts the time of an epoch: the sum over its operations ({@link EpochWork}) of the time that
 * the rates give each. The rates come from elsewhere, measured on other shapes ({@link
 * Calibration}) or printed in a datasheet ({@link Datasheet}); nothing here has seen an epoch.
 */
final class CostModel {
  private CostModel() {}

  /** How long an operation takes. */
  interface Rates {
    double seconds(Operation operation);
  }

  /**
   * The operations of one name in an epoch.
   *
   * @param name the kind of operation
   * @param calls how many
   * @param flops of all calls
   * @param entries moved by all calls
   * @param seconds predicted for all calls
   */
  record Line(String name, long calls, long flops, long entries, double seconds) {
    private Line plus(Line other) {
      return new Line(
          name,
          calls + other.calls,
          flops + other.flops,
          entries + other.entries,
          seconds + other.seconds);
    }
  }

  /**
   * A predicted epoch.
   *
   * @param lines by kind of operation, in the order of the epoch
   */
  record Prediction(List<Line> lines) {
    Prediction {
      lines = List.copyOf(lines);
    }

    /** Seconds of an epoch. */
    double seconds() {
      return lines.stream().mapToDouble(Line::seconds).sum();
    }

    /** By how much the prediction is off: predicted / measured − 1. */
    double deviation(double measured) {
      return seconds() / measured - 1;
    }
  }

  static Prediction predict(EpochWork work, Rates rates) {
    Map<String, Line> lines = new LinkedHashMap<>();
    for (Map.Entry<Operation, Integer> e : work.times().entrySet()) {
      Operation o = e.getKey();
      int n = e.getValue();
      Line line = new Line(o.name(), n, n * o.flops(), n * o.entries(), n * rates.seconds(o));
      lines.merge(line.name(), line, Line::plus);
    }
    return new Prediction(new ArrayList<>(lines.values()));
  }
}
