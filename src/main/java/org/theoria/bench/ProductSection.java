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
 * @param peak of the machine, flop/s
 */
record ProductSection(
    Precision precision, List<Integer> sizes, Map<String, List<Double>> rates, double peak)
    implements BenchSection {
  private static final String TASK = "products";

  static ProductSection measure(
      Precision precision,
      List<Integer> sizes,
      List<Backend> backends,
      double peak,
      BenchTask.Settings settings) {
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (Backend b : backends) {
      List<Double> own = new ArrayList<>();
      try (Session session = b.open(precision, settings.threads())) {
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
        }
      }
      rates.put(b.name(), own);
    }
    return new ProductSection(precision, sizes, rates, peak);
  }

  @Override
  public List<BenchRecord> records() {
    List<BenchRecord> records = new ArrayList<>();
    rates.forEach(
        (backend, own) -> {
          for (int k = 0; k < sizes.size(); k++) {
            String metric = "product_" + sizes.get(k) + "_" + precision.id();
            String by = Ours.named(backend);
            records.add(new Figure(TASK, by, metric, own.get(k), "flop/s"));
            records.add(new Figure(TASK, by, metric + "_share_of_peak", own.get(k) / peak, "1"));
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
        cells.add(String.format(Locale.ROOT, "%.1f (%.0f %%)", rate * 1e-9, 100 * rate / peak));
      }
      rows.add(BenchSection.row(cells));
    }
    return List.of(
        BenchSection.table(
            "Products n × n × n in " + precision.id() + ": GFLOP/s (share of the measured peak)",
            columns,
            rows));
  }
}
