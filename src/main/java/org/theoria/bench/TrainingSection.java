package org.theoria.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.report.Doc;

/**
 * Epochs of the training task: measured, predicted, and against each other and the peers.
 *
 * @param precision of the training
 * @param epochs one for each backend
 * @param peers what the peers' run gave; empty without one
 */
record TrainingSection(Precision precision, List<Epoch> epochs, List<BenchRecord> peers)
    implements BenchSection {
  /** How near a prediction has to be. */
  static final double ASKED = 0.3;

  TrainingSection {
    epochs = List.copyOf(epochs);
    peers = List.copyOf(peers);
  }

  private String task() {
    return "training-" + precision.id();
  }

  private Optional<Figure> bestPeer() {
    return peers.stream()
        .filter(r -> r instanceof Figure f && f.metric().equals(TrainingTask.METRIC))
        .map(Figure.class::cast)
        .max(Comparator.comparingDouble(Figure::value));
  }

  @Override
  public List<BenchRecord> records() {
    List<BenchRecord> records = new ArrayList<>();
    for (Epoch e : epochs) {
      String by = Ours.named(e.backend());
      double rate = 1 / e.measured();
      records.add(new Figure(task(), by, TrainingTask.METRIC, rate, "1/s"));
      records.add(new Figure(task(), by, "epoch_measured", e.measured(), "s"));
      records.add(new Figure(task(), by, "epoch_predicted", e.predicted().seconds(), "s"));
      records.add(new Figure(task(), by, "prediction_deviation", e.deviation(), "1"));
      for (CostModel.Line l : e.predicted().lines()) {
        records.add(new Figure(task(), by, "predicted " + l.name(), l.seconds(), "s an epoch"));
      }
      for (Epoch other : epochs) {
        if (!other.backend().equals(e.backend())) {
          records.add(
              new Figure(
                  task(),
                  by + " / " + Ours.named(other.backend()),
                  TrainingTask.METRIC + "_ratio",
                  other.measured() / e.measured(),
                  "1"));
        }
      }
      bestPeer()
          .ifPresent(
              p ->
                  records.add(
                      new Figure(
                          task(),
                          by + " / " + p.by(),
                          TrainingTask.METRIC + "_ratio",
                          rate / p.value(),
                          "1")));
    }
    records.addAll(peers);
    return records;
  }

  @Override
  public List<Doc> blocks() {
    List<Doc> blocks = new ArrayList<>();
    if (!epochs.isEmpty()) {
      blocks.add(table());
      blocks.add(work());
    }
    for (BenchRecord r : peers) {
      blocks.add(
          Doc.paragraph(
              switch (r) {
                case Figure f ->
                    BenchSection.text("%s: %.4g %s %s", f.by(), f.value(), f.metric(), f.unit());
                case BenchRecord.Unavailable u ->
                    BenchSection.text("%s: not available: %s", u.by(), u.why());
              }));
    }
    return blocks;
  }

  private Doc table() {
    Optional<Figure> peer = bestPeer();
    List<Doc.Column> columns =
        new ArrayList<>(
            List.of(
                Doc.Column.left("backend"),
                Doc.Column.right("ms an epoch"),
                Doc.Column.right("predicted"),
                Doc.Column.right("deviation"),
                Doc.Column.right("epochs/s")));
    epochs.forEach(e -> columns.add(Doc.Column.right("over " + e.backend())));
    peer.ifPresent(p -> columns.add(Doc.Column.right("over " + p.by())));
    List<Doc.Row> rows = new ArrayList<>();
    for (Epoch e : epochs) {
      List<String> cells = new ArrayList<>();
      cells.add(e.backend());
      cells.add(BenchSection.text("%.1f", 1e3 * e.measured()));
      cells.add(BenchSection.text("%.1f", 1e3 * e.predicted().seconds()));
      cells.add(
          BenchSection.text(
              "%+.0f %%%s",
              100 * e.deviation(),
              Math.abs(e.deviation()) <= ASKED ? "" : " (beyond 30 %)"));
      cells.add(BenchSection.text("%.2f", 1 / e.measured()));
      epochs.forEach(o -> cells.add(BenchSection.text("%.2f", o.measured() / e.measured())));
      peer.ifPresent(p -> cells.add(BenchSection.text("%.2f", 1 / e.measured() / p.value())));
      rows.add(BenchSection.row(cells));
    }
    return BenchSection.table(
        "Adam epochs of "
            + TrainingData.ARCHITECTURE.widths()
            + " in "
            + precision.id()
            + ": measured, predicted by the cost model, speed over the others",
        columns,
        rows);
  }

  /** The work of an epoch, with the time that each part is predicted to take. */
  private Doc work() {
    List<Doc.Column> columns =
        new ArrayList<>(
            List.of(
                Doc.Column.left("operation"),
                Doc.Column.right("calls"),
                Doc.Column.right("Mflop"),
                Doc.Column.right("MB")));
    epochs.forEach(e -> columns.add(Doc.Column.right(e.backend() + ", ms")));
    List<Doc.Row> rows = new ArrayList<>();
    List<CostModel.Line> lines = epochs.getFirst().predicted().lines();
    for (int k = 0; k < lines.size(); k++) {
      CostModel.Line l = lines.get(k);
      List<String> cells = new ArrayList<>();
      cells.add(l.name());
      cells.add(String.valueOf(l.calls()));
      cells.add(BenchSection.text("%.1f", 1e-6 * l.flops()));
      cells.add(BenchSection.text("%.1f", 1e-6 * l.entries() * precision.bytes()));
      for (Epoch e : epochs) {
        cells.add(BenchSection.text("%.2f", 1e3 * e.predicted().lines().get(k).seconds()));
      }
      rows.add(BenchSection.row(cells));
    }
    return BenchSection.table(
        "The work of an epoch in " + precision.id() + ", and its predicted time", columns, rows);
  }
}
