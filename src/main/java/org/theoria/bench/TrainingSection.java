package org.theoria.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.report.Doc;

/**
 * Epochs of the training task: measured, predicted, and against each other and the peers.
 *
 * @param precision of the training
 * @param consecutive the epochs of peers.py, one for each backend
 * @param random the same with batches that are gathered, for the same backends
 * @param peers what the peers' run gave; empty without one
 */
record TrainingSection(
    Precision precision, List<Epoch> consecutive, List<Epoch> random, List<BenchRecord> peers)
    implements BenchSection {
  /** How near a prediction has to be. */
  static final double ASKED = 0.3;

  TrainingSection {
    consecutive = List.copyOf(consecutive);
    random = List.copyOf(random);
    peers = List.copyOf(peers);
  }

  static TrainingSection of(Precision precision, List<Epoch> epochs, List<BenchRecord> peers) {
    return new TrainingSection(
        precision,
        epochs.stream().filter(e -> e.order() == TrainingRun.Order.CONSECUTIVE).toList(),
        epochs.stream().filter(e -> e.order() == TrainingRun.Order.RANDOM).toList(),
        peers);
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
    for (Epoch e : consecutive) {
      String by = Ours.named(e.backend());
      double rate = 1 / e.measured();
      records.add(new Figure(task(), by, TrainingTask.METRIC, rate, "1/s"));
      for (CostModel.Line l : e.predicted().lines()) {
        records.add(new Figure(task(), by, "predicted " + l.name(), l.seconds(), "s an epoch"));
      }
      for (Epoch other : consecutive) {
        if (!other.backend().equals(e.backend())) {
          String to = Ours.named(other.backend());
          records.add(ratio(by, to, other.measured() / e.measured()));
        }
      }
      bestPeer().ifPresent(p -> records.add(ratio(by, p.by(), rate / p.value())));
    }
    for (Epoch e : all()) {
      String by = Ours.named(e.backend());
      String order = e.order() == TrainingRun.Order.RANDOM ? ", random batches" : "";
      double predicted = e.predicted().seconds();
      records.add(new Figure(task(), by, "epoch_measured" + order, e.measured(), "s"));
      records.add(new Figure(task(), by, "epoch_predicted" + order, predicted, "s"));
      records.add(new Figure(task(), by, "prediction_deviation" + order, e.deviation(), "1"));
      records.add(new Figure(task(), by, "law_of_products_within" + order, e.fit(), "1"));
    }
    records.addAll(peers);
    return records;
  }

  private Figure ratio(String by, String other, double value) {
    return new Figure(task(), by + " / " + other, TrainingTask.METRIC + "_ratio", value, "1");
  }

  private List<Epoch> all() {
    return Stream.concat(consecutive.stream(), random.stream()).toList();
  }

  @Override
  public List<Doc> blocks() {
    List<Doc> blocks = new ArrayList<>();
    if (!consecutive.isEmpty()) {
      blocks.add(speeds());
      blocks.add(predictions());
      blocks.add(work());
    }
    for (BenchRecord r : peers) {
      blocks.add(
          Doc.paragraph(
              switch (r) {
                case Figure f -> f.by() + ": " + f.text();
                case BenchRecord.Unavailable u ->
                    String.format(Locale.ROOT, "%s: not available: %s", u.by(), u.why());
              }));
    }
    return blocks;
  }

  private Doc speeds() {
    List<Doc.Column> columns =
        new ArrayList<>(List.of(Doc.Column.left("backend"), Doc.Column.right("epochs/s")));
    consecutive.forEach(e -> columns.add(Doc.Column.right("over " + e.backend())));
    bestPeer().ifPresent(p -> columns.add(Doc.Column.right("over " + p.by())));
    List<Doc.Row> rows = new ArrayList<>();
    for (Epoch e : consecutive) {
      List<String> cells = new ArrayList<>();
      cells.add(e.backend());
      cells.add(String.format(Locale.ROOT, "%.2f", 1 / e.measured()));
      consecutive.forEach(
          o -> cells.add(String.format(Locale.ROOT, "%.2f", o.measured() / e.measured())));
      bestPeer()
          .ifPresent(
              p -> cells.add(String.format(Locale.ROOT, "%.2f", 1 / e.measured() / p.value())));
      rows.add(BenchSection.row(cells));
    }
    return BenchSection.table(
        "Adam epochs of "
            + TrainingData.ARCHITECTURE.widths()
            + " in "
            + precision.id()
            + ", and how many times as fast as the others",
        columns,
        rows);
  }

  private Doc predictions() {
    List<Doc.Row> rows = new ArrayList<>();
    for (Epoch e : all()) {
      rows.add(
          BenchSection.row(
              e.backend(),
              e.order() == TrainingRun.Order.RANDOM ? "random, gathered" : "consecutive",
              String.format(Locale.ROOT, "%.1f", 1e3 * e.measured()),
              String.format(Locale.ROOT, "%.1f", 1e3 * e.predicted().seconds()),
              String.format(Locale.ROOT, "%+.0f %%", 100 * e.deviation()),
              String.format(Locale.ROOT, "%.0f %%", 100 * e.fit()),
              Math.abs(e.deviation()) <= ASKED ? "" : "beyond 30 %"));
    }
    return BenchSection.table(
        "Epoch in " + precision.id() + ", ms: measured, and predicted by the cost model",
        List.of(
            Doc.Column.left("backend"),
            Doc.Column.left("batches"),
            Doc.Column.right("measured"),
            Doc.Column.right("predicted"),
            Doc.Column.right("deviation"),
            Doc.Column.right("law of products within"),
            Doc.Column.left("")),
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
    random.forEach(e -> columns.add(Doc.Column.right(e.backend() + ", ms")));
    List<Doc.Row> rows = new ArrayList<>();
    List<CostModel.Line> lines = random.getFirst().predicted().lines();
    for (int k = 0; k < lines.size(); k++) {
      CostModel.Line l = lines.get(k);
      List<String> cells = new ArrayList<>();
      cells.add(l.name());
      cells.add(String.valueOf(l.calls()));
      cells.add(String.format(Locale.ROOT, "%.1f", 1e-6 * l.flops()));
      cells.add(String.format(Locale.ROOT, "%.1f", 1e-6 * l.entries() * precision.bytes()));
      for (Epoch e : random) {
        cells.add(String.format(Locale.ROOT, "%.2f", 1e3 * e.predicted().lines().get(k).seconds()));
      }
      rows.add(BenchSection.row(cells));
    }
    return BenchSection.table(
        "The work of an epoch in " + precision.id() + ", and its predicted time", columns, rows);
  }
}
