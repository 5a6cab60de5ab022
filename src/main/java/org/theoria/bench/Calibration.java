package org.theoria.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.Session;
import org.theoria.bench.Operation.Kind;
import org.theoria.bench.Operation.Pass;
import org.theoria.bench.Operation.Product;
import org.theoria.network.StandardActivation;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * Rates of a session for {@link CostModel}, measured on shapes that no epoch of the tasks has:
 *
 * <pre>
 *   product, for each form:  t = launch + flops/rate + bytes/bandwidth   (the bytes: operands read
 *                            and packed, result written), from {@link #SHAPES}
 *   pass, for each kind:     t = launch + bytes/bandwidth                from a small and a large one
 * </pre>
 *
 * <p>Each time is the median of several rounds, so that epochs can be timed between them and both
 * see the same machine.
 */
final class Calibration {
  /** Rows, columns and inner dimension of the measured products. */
  static final List<List<Integer>> SHAPES =
      List.of(
          List.of(320, 200, 600),
          List.of(200, 640, 240),
          List.of(160, 160, 160),
          List.of(96, 224, 300),
          List.of(12, 300, 200),
          List.of(150, 240, 12),
          List.of(48, 48, 48));

  /**
   * Entries that a step of the tasks touches between two uses of a matrix: parameters, gradient and
   * the two moments, 4·235,146; the batch, 200,704; pre-activation, output and error of every
   * layer, 3·394·256. Products and the optimiser find their operands as cold as that, so that they
   * are timed on copies in turn; other passes find theirs just written.
   */
  private static final int BETWEEN_USES = 1_440_000;

  private static final int FEW_ROWS = 12;
  private static final int COLUMNS = 200;
  private static final int SMALL = 16;

  /** Examples to gather from: as many bytes as those of the tasks. */
  private static final int GATHERED = 5000;

  private final Session session;
  private final Stopwatch stopwatch;
  private final Map<List<Integer>, List<DeviceMatrix>> copies = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();

  /** An operation, how to do it, and how long it took in each round. */
  private record Sample(Operation operation, Runnable work, List<Double> seconds) {}

  Calibration(Session session, Stopwatch stopwatch) {
    this.session = session;
    this.stopwatch = stopwatch;
    for (Form[] forms : forms()) {
      for (List<Integer> s : SHAPES) {
        add(new Product(s.get(0), s.get(1), s.get(2), forms[0], forms[1]));
      }
    }
    for (Kind kind : Kind.values()) {
      add(large(kind));
      add(new Pass(kind, FEW_ROWS, SMALL));
    }
  }

  /** About as many entries as the passes that take most of the time: the same caches serve both. */
  private static Pass large(Kind kind) {
    return switch (kind) {
      case BIAS, LOSS_GRADIENT -> new Pass(kind, FEW_ROWS, COLUMNS);
      case BIAS_RELU, PULL_BACK, ROW_SUMS -> new Pass(kind, 300, COLUMNS);
      case ADAM, GATHER -> new Pass(kind, 600, 300);
    };
  }

  /** The forms that an epoch has. */
  private static List<Form[]> forms() {
    return List.of(
        new Form[] {Form.PLAIN, Form.PLAIN},
        new Form[] {Form.PLAIN, Form.TRANSPOSED},
        new Form[] {Form.TRANSPOSED, Form.PLAIN});
  }

  private void add(Operation operation) {
    Runnable work =
        switch (operation) {
          case Product p -> product(p);
          case Pass p -> pass(p);
        };
    samples.add(new Sample(operation, work, new ArrayList<>()));
  }

  private DeviceMatrix random(int rows, int columns) {
    return random(session, rows, columns);
  }

  /** Entries uniform on the multiples of 2⁻²⁰ in [−1, 1]. */
  static DeviceMatrix random(Session session, int rows, int columns) {
    Stream stream = new Key("bench/calibration", rows).stream(columns);
    double[] entries = new double[rows * columns];
    for (int k = 0; k < entries.length; k++) {
      entries[k] = stream.nextInt(-(1 << 20), 1 << 20) * 0x1p-20;
    }
    return session.upload(rows, columns, entries);
  }

  /** So many matrices of one shape, which operations share. */
  private List<DeviceMatrix> copies(int count, int rows, int columns) {
    List<DeviceMatrix> own =
        copies.computeIfAbsent(List.of(rows, columns), shape -> new ArrayList<>());
    while (own.size() < count) {
      own.add(random(rows, columns));
    }
    return own;
  }

  /** How many copies of an operation's matrices {@link #BETWEEN_USES} is. */
  private static int count(long entries) {
    return (int) ((BETWEEN_USES + entries - 1) / entries);
  }

  private Runnable product(Product p) {
    int count = count(p.entries());
    List<DeviceMatrix> a =
        p.a() == Form.PLAIN
            ? copies(count, p.rows(), p.inner())
            : copies(count, p.inner(), p.rows());
    List<DeviceMatrix> b =
        p.b() == Form.PLAIN
            ? copies(count, p.inner(), p.columns())
            : copies(count, p.columns(), p.inner());
    List<DeviceMatrix> c = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      c.add(session.zeros(p.rows(), p.columns()));
    }
    return inTurn(count, k -> session.multiply(1, a.get(k), p.a(), b.get(k), p.b(), 0, c.get(k)));
  }

  /** Calls with 0, 1, …, count − 1, 0, …. */
  private static Runnable inTurn(int count, IntConsumer work) {
    AtomicInteger next = new AtomicInteger();
    return () -> work.accept(next.getAndUpdate(k -> (k + 1) % count));
  }

  private Runnable adam(Pass p) {
    int count = count(p.entries());
    List<List<DeviceMatrix>> matrices = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      matrices.add(
          List.of(
              random(p.rows(), p.columns()),
              random(p.rows(), p.columns()),
              session.zeros(p.rows(), p.columns()),
              session.zeros(p.rows(), p.columns())));
    }
    return inTurn(
        count,
        k -> {
          List<DeviceMatrix> m = matrices.get(k);
          session.update(TrainingRun.METHOD, 1, m.get(0), m.get(1), m.subList(2, 4));
        });
  }

  private Runnable pass(Pass p) {
    DeviceMatrix one = random(p.rows(), p.columns());
    DeviceMatrix two = random(p.rows(), p.columns());
    DeviceMatrix column = session.zeros(p.rows(), 1);
    return switch (p.kind()) {
      case BIAS_RELU ->
          () -> session.addColumnAndActivate(column, StandardActivation.RELU, one, two);
      case BIAS -> () -> session.addColumn(column, one);
      case LOSS_GRADIENT -> {
        DeviceMatrix out = session.zeros(p.rows(), p.columns());
        yield () -> session.softmaxCrossEntropyGradient(one, two, out);
      }
      case PULL_BACK -> () -> session.pullBack(StandardActivation.RELU, one, two);
      case ROW_SUMS -> () -> session.rowSums(one, column);
      case ADAM -> adam(p);
      case GATHER -> {
        DeviceMatrix examples = random(GATHERED, p.rows());
        int[] order = TrainingRun.permutation(GATHERED);
        AtomicInteger next = new AtomicInteger();
        yield () -> {
          // other rows each time, as in an epoch
          int from = next.getAndUpdate(f -> (f + p.columns()) % (GATHERED - p.columns()));
          session.gatherExamples(
              examples, Arrays.copyOfRange(order, from, from + p.columns()), one);
        };
      }
    };
  }

  /** Times every operation once more, each for so many seconds at least. */
  void round(double seconds) {
    for (Sample s : samples) {
      s.seconds().add(stopwatch.secondsOf(s.work(), seconds));
    }
  }

  /** Forgets the rounds so far, which warmed up. */
  void forget() {
    samples.forEach(s -> s.seconds().clear());
  }

  /** The rates by the medians of the rounds. */
  Measured rates() {
    int bytes = session.precision().bytes();
    Map<String, NonNegativeFit> products = new HashMap<>();
    Map<Kind, NonNegativeFit> passes = new EnumMap<>(Kind.class);
    Map<String, List<Sample>> byName = new HashMap<>();
    samples.forEach(
        s -> byName.computeIfAbsent(s.operation().name(), n -> new ArrayList<>()).add(s));
    for (List<Sample> same : byName.values()) {
      double[][] features =
          same.stream().map(s -> features(s.operation(), bytes)).toArray(double[][]::new);
      double[] times = same.stream().mapToDouble(s -> Median.of(s.seconds())).toArray();
      NonNegativeFit fit = NonNegativeFit.of(features, times);
      switch (same.getFirst().operation()) {
        case Product p -> products.put(p.name(), fit);
        case Pass p -> passes.put(p.kind(), fit);
      }
    }
    return new Measured(bytes, products, passes);
  }

  private static double[] features(Operation o, int bytes) {
    double moved = (double) o.entries() * bytes;
    return switch (o) {
      case Product p -> new double[] {1, p.flops(), moved};
      case Pass p -> new double[] {1, moved};
    };
  }

  /**
   * What was measured.
   *
   * @param bytes of an entry
   * @param products by name: launch, seconds a flop, seconds a byte
   * @param passes launch, seconds a byte
   */
  record Measured(int bytes, Map<String, NonNegativeFit> products, Map<Kind, NonNegativeFit> passes)
      implements CostModel.Rates {
    Measured {
      products = Map.copyOf(products);
      passes = Map.copyOf(passes);
    }

    @Override
    public double seconds(Operation o) {
      NonNegativeFit fit =
          switch (o) {
            case Product p -> products.get(p.name());
            case Pass p -> passes.get(p.kind());
          };
      if (fit == null) {
        throw new IllegalArgumentException("cost model: no rate was measured for " + o);
      }
      return fit.at(features(o, bytes));
    }

    /** How far the law for products is off at most, relatively, on the shapes that it is from. */
    double worstProduct() {
      return products.values().stream().mapToDouble(NonNegativeFit::worst).max().orElse(0);
    }
  }
}
