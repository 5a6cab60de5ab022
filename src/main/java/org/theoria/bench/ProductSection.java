package org.theoria.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theoria.backend.Backend;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Precision;
import org.theoria.backend.Session;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.report.Doc;

/**
 * Rates of products n × n × n.
 *
 * @param precision of the matrices
 * @param sizes n
 * @param rates flop/s of each backend, one for each size
 * @param peak of the machine, tried again after every product
 */
record ProductSection(
    Precision precision, List<Integer> sizes, Map<String, List<Double>> rates, Peak peak)
    implements BenchSection {
  private static final String TASK = "products";

  /** A try of the peak and its warm-up last as long as the measurement of a product. */
  private static final int PEAK_PART = 8;

  static ProductSection measure(
      Precision precision,
      List<Integer> sizes,
      List<Backend> backends,
      Peak before,
      BenchTask.Settings settings) {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    try (PeakLoops loops =
        new PeakLoops(precision, settings.threads(), settings.seconds() / PEAK_PART)) {
      for (Backend b : backends) {
        rates.put(b.name(), measure(precision, sizes, b, loops, settings));
      }
      return new ProductSection(precision, sizes, rates, before.orLarger(loops.best()));
    }
  }

  /** The peak is tried after every product, for about as long. */
  private static List<Double> measure(
      Precision precision,
      List<Integer> sizes,
      Backend backend,
      PeakLoops loops,
      BenchTask.Settings settings) {
    List<Double> own = new ArrayList<>();
    try (Session session = backend.open(precision, settings.threads())) {
      Stopwatch stopwatch = new Stopwatch(session);
      for (int n : sizes) {
        DeviceMatrix x = Calibration.random(session, n, n);
        DeviceMatrix y = Calibration.random(session, n, n);
        DeviceMatrix z = session.zeros(n, n);
        Runnable product = () -> session.multiply(x, y, z);
        double seconds = settings.seconds() / 4;
        double cold = stopwatch.secondsOf(product, seconds / 2);
        double time = Math.min(cold, stopwatch.secondsOf(product, seconds));
        own.add(2.0 * n * n * n / time);
        loops.again();
      }
    }
    return own;
  }

  @Override
  public List<BenchRecord> records() {
    List<BenchRecord> records = new ArrayList<>();
    records.add(
        new Figure(
            TASK, "machine", "peak_" + precision.id(), peak.flops(), "flop/s, " + peak.how()));
    rates.forEach(
        (backend, own) -> {
          for (int k = 0; k < sizes.size(); k++) {
            String metric = "product_" + sizes.get(k) + "_" + precision.id();
            String by = Ours.named(backend);
            records.add(new Figure(TASK, by, metric, own.get(k), "flop/s"));
            records.add(
                new Figure(TASK, by, metric + "_share_of_peak", own.get(k) / peak.flops(), "1"));
          }
        });
    return records;
  }

  @Override
  public List<Doc> blocks() {
    List<Doc.Column> columns = new ArrayList<>(List.of(Doc.Column.right("n")));
    rates.keySet().forEach(b -> columns.add(Doc.Column.right(b)));
    List<Doc.Row> rows = new ArrayList<>();
    for (int k = 0; k < sizes.size(); k++) {
      List<String> cells = new ArrayList<>(List.of(sizes.get(k).toString()));
      for (List<Double> own : rates.values()) {
        double rate = own.get(k);
        cells.add(String.format(Locale.ROOT, "%.1f (%s)", rate * 1e-9, peak.share(rate)));
      }
      rows.add(BenchSection.row(cells));
    }
    return List.of(
        BenchSection.table(
            String.format(
                Locale.ROOT,
                "Products n × n × n in %s: GFLOP/s (share of the peak, %.1f: the best try before"
                    + " and between them)",
                precision.id(),
                peak.flops() * 1e-9),
            columns,
            rows));
  }
}
