package org.theoria.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.theoria.backend.Backend;
import org.theoria.backend.Precision;
import org.theoria.bench.BenchRecord.Unavailable;
import org.theoria.report.Doc;

/**
 * What each backend reaches here: products, epochs of the training task beside what {@link
 * CostModel} predicts, and what a datasheet predicts for a graphics processor.
 *
 * @param backends which to measure; those that cannot be used are said to be
 * @param sizes n of the products n × n × n
 * @param settings threads, and how long a measurement lasts
 */
public record BackendBench(
    List<Backend> backends, List<Integer> sizes, BenchTask.Settings settings) {
  /** Double precision first. */
  static final List<Precision> ORDER = List.of(Precision.FLOAT64, Precision.FLOAT32);

  private static final double SECONDS = 3;
  private static final long PEER_LIMIT_SECONDS = 600;

  public BackendBench {
    backends = List.copyOf(backends);
    sizes = List.copyOf(sizes);
  }

  /** The sizes and times of the command line. */
  public static BackendBench of(List<Backend> backends, int threads) {
    return new BackendBench(
        backends, List.of(256, 512, 1024, 2048), new BenchTask.Settings(threads, SECONDS));
  }

  /**
   * @param peers who trains the same, if wanted
   * @param out gets each part as soon as it is measured
   * @return the same numbers, for JSON
   */
  public List<BenchRecord> run(Optional<Peers> peers, Consumer<List<Doc>> out) {
    List<BenchRecord> records = new ArrayList<>();
    MachineSection machine = MachineSection.measure(settings.threads(), settings.seconds() / 2);
    add(machine, records, out);
    for (Precision p : ORDER) {
      add(
          ProductSection.measure(p, sizes, able(p, records, out), machine.best(p), settings),
          records,
          out);
    }
    TrainingData data = TrainingData.draw();
    for (Precision p : ORDER) {
      List<Epoch> epochs = new ArrayList<>();
      for (Backend b : backends) {
        if (Ours.missing(b, p).isEmpty()) {
          epochs.addAll(Epoch.measure(b, p, data, settings));
        }
      }
      List<BenchRecord> others =
          peers.map(x -> x.run("training-" + p.id(), PEER_LIMIT_SECONDS)).orElse(List.of());
      add(TrainingSection.of(p, epochs, others), records, out);
    }
    add(new DatasheetSection(Datasheet.H100), records, out);
    return List.copyOf(records);
  }

  private static void add(
      BenchSection section, List<BenchRecord> records, Consumer<List<Doc>> out) {
    records.addAll(section.records());
    out.accept(section.blocks());
  }

  /** Those that have the precision; of the others it is said why not. */
  private List<Backend> able(
      Precision precision, List<BenchRecord> records, Consumer<List<Doc>> out) {
    List<Backend> able = new ArrayList<>();
    for (Backend b : backends) {
      Ours.missing(b, precision)
          .ifPresentOrElse(
              why -> {
                records.add(new Unavailable("products", Ours.named(b.name()), why));
                out.accept(
                    List.of(
                        Doc.paragraph(
                            b.name() + ", " + precision.id() + ": not available: " + why)));
              },
              () -> able.add(b));
    }
    return able;
  }
}
