package org.theoria.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.report.Doc;

/**
 * The ceilings of the machine.
 *
 * @param threads that were used
 * @param peaks of each format
 * @param bandwidth between processor and memory, B/s
 */
record MachineSection(int threads, Map<Precision, Peak> peaks, double bandwidth)
    implements BenchSection {
  private static final String TASK = "machine";
  private static final String TRIAD =
      "a ← b + s·c on arrays of 32 MiB in Java, 24 bytes an element";

  MachineSection {
    peaks = Map.copyOf(peaks);
  }

  static MachineSection measure(int threads, double seconds) {
    Map<Precision, Peak> peaks = new EnumMap<>(Precision.class);
    for (Precision p : Precision.values()) {
      peaks.put(p, PeakLoops.measure(p, threads, seconds));
    }
    return new MachineSection(threads, peaks, Machine.triadBytes(threads, seconds));
  }

  /** What was found in this format. */
  Peak best(Precision precision) {
    return peaks.getOrDefault(precision, new Peak(Double.NaN, ""));
  }

  private double peak(Precision precision) {
    return best(precision).flops();
  }

  @Override
  public List<BenchRecord> records() {
    List<BenchRecord> records = new ArrayList<>();
    for (Precision p : BackendBench.ORDER) {
      records.add(
          new Figure(TASK, TASK, "multiply_add_peak_" + p.id(), peak(p), "flop/s, " + how(p)));
    }
    records.add(new Figure(TASK, TASK, "triad_bandwidth", bandwidth, "B/s, " + TRIAD));
    return records;
  }

  private String how(Precision precision) {
    return best(precision).how();
  }

  @Override
  public List<Doc> blocks() {
    List<Doc.Row> rows = new ArrayList<>();
    for (Precision p : BackendBench.ORDER) {
      rows.add(
          BenchSection.row(
              "arithmetic, " + p.id(),
              String.format(Locale.ROOT, "%.1f GFLOP/s", peak(p) * 1e-9),
              how(p)));
    }
    rows.add(
        BenchSection.row(
            "memory", String.format(Locale.ROOT, "%.1f GB/s", bandwidth * 1e-9), TRIAD));
    return List.of(
        BenchSection.table(
            "The machine, measured with threads: " + threads,
            List.of(Doc.Column.left("peak"), Doc.Column.right("rate"), Doc.Column.flexible("how")),
            rows));
  }
}
