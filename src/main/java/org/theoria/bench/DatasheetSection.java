package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.report.Doc;

/**
 * What a datasheet predicts; nothing here is measured.
 *
 * @param device the datasheet
 */
record DatasheetSection(Datasheet device) implements BenchSection {
  private static final String TASK = "datasheet-prediction";
  private static final int STEPS = 256;

  /** A line of the table. */
  private record Line(String metric, Precision precision, double intensity, Datasheet.Time time) {}

  private List<Line> lines() {
    EpochWork epoch = EpochWork.ofTasks(TrainingRun.Order.CONSECUTIVE);
    BatchWork batch = BatchWork.ofTask();
    List<Line> lines = new ArrayList<>();
    for (Precision p : BackendBench.ORDER) {
      double intensity = epoch.flops() / ((double) epoch.entries() * p.bytes());
      lines.add(new Line("epoch of the training task", p, intensity, epoch(epoch, p)));
      double small = batch.intensity(p);
      lines.add(new Line("small networks, resident", p, small, batch.kernel(device, p)));
      lines.add(
          new Line(
              "small networks, a step of " + STEPS,
              p,
              (double) STEPS * batch.stepFlops() / (2.0 * batch.bytesUp(p)),
              batch.residentStep(device, p, STEPS)));
      lines.add(new Line("small networks, transfers", p, small, batch.withTransfers(device, p)));
    }
    return lines;
  }

  /** Bounded by what most of its time is. */
  private Datasheet.Time epoch(EpochWork work, Precision precision) {
    double[] seconds = new double[Datasheet.Bound.values().length];
    double total = 0;
    Datasheet.Bound most = Datasheet.Bound.LAUNCH;
    List<Datasheet.Bound> bounds = List.of(Datasheet.Bound.values());
    for (Map.Entry<Operation, Integer> e : work.times().entrySet()) {
      Datasheet.Time t = device.time(e.getKey(), precision);
      int index = bounds.indexOf(t.bound());
      seconds[index] += e.getValue() * t.seconds();
      total += e.getValue() * t.seconds();
      most = seconds[index] > seconds[bounds.indexOf(most)] ? t.bound() : most;
    }
    return new Datasheet.Time(total, most);
  }

  @Override
  public List<BenchRecord> records() {
    List<BenchRecord> records = new ArrayList<>();
    for (Line l : lines()) {
      records.add(
          new Figure(
              TASK,
              "prediction for " + device.name(),
              l.metric() + ", " + l.precision().id(),
              l.time().seconds(),
              "s, bound by " + l.time().bound().text()));
    }
    return records;
  }

  @Override
  public List<Doc> blocks() {
    List<Doc.Row> rows = new ArrayList<>();
    for (Line l : lines()) {
      rows.add(
          BenchSection.row(
              l.metric(),
              l.precision().id(),
              String.format(Locale.ROOT, "%.1f", l.intensity()),
              l.time().bound().text(),
              String.format(Locale.ROOT, "%.4g ms", 1e3 * l.time().seconds())));
    }
    return List.of(
        BenchSection.table(
            "PREDICTION, not measured: "
                + device.name()
                + " by its datasheet (launch "
                + String.format(Locale.ROOT, "%.0f µs", 1e6 * device.launch())
                + ", roofline)",
            List.of(
                Doc.Column.left("work"),
                Doc.Column.left("format"),
                Doc.Column.right("flop/B"),
                Doc.Column.left("bound by"),
                Doc.Column.right("time")),
            rows));
  }
}
