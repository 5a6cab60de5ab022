package org.theoria.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final int MANY_ROWS = 300;
  private static final int FEW_ROWS = 12;
  private static final int COLUMNS = 200;
  private static final int SMALL = 16;

  /** Examples to gather from, of {@link #MANY_ROWS} entries: more than a second-level cache. */
  private static final int GATHERED = 5000;

  private final Session session;
  private final Stopwatch stopwatch;
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
      boolean tall = kind != Kind.BIAS && kind != Kind.LOSS_GRADIENT;
      add(new Pass(kind, tall ? MANY_ROWS : FEW_ROWS, COLUMNS));
      add(new Pass(kind, FEW_ROWS, SMALL));
    }
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

  private Runnable product(Product p) {
    DeviceMatrix a =
        p.a() == Form.PLAIN ? random(p.rows(), p.inner()) : random(p.inner(), p.rows());
    DeviceMatrix b =
        p.b() == Form.PLAIN ? random(p.inner(), p.columns()) : random(p.columns(), p.inner());
    DeviceMatrix c = session.zeros(p.rows(), p.columns());
    return () -> session.multiply(1, a, p.a(), b, p.b(), 0, c);
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
      case ADAM -> {
        List<DeviceMatrix> state =
            List.of(session.zeros(p.rows(), p.columns()), session.zeros(p.rows(), p.columns()));
        yield () -> session.update(TrainingRun.METHOD, 1, one, two, state);
      }
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
  record Measured(
      int bytes, Map<String, NonNegativeFit> products, Map<Kind, NonNegativeFit> passes)
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

    /** The largest relative error of a measured product against the fit. */
    double worstProduct() {
      return products.values().stream().mapToDouble(NonNegativeFit::worst).max().orElse(0);
    }
  }
}
