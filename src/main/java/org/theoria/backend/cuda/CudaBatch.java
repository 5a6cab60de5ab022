package org.theoria.backend.cuda;

import java.util.List;
import java.util.Optional;
import org.theoria.backend.BackendException;
import org.theoria.backend.BatchConstants;
import org.theoria.backend.BatchLanes;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * All networks in one launch: one upload, any number of steps on the device, one download. Small
 * networks only ({@link #fits}).
 */
final class CudaBatch implements NetworkBatch {
  /** Parameters of the largest network: one thread runs it. */
  private static final int LARGEST = 512;

  /** Steps of one launch: a driver may stop what does not end. */
  private static final int STEPS = 64;

  /** Shared memory of a block that every device gives. */
  private static final int SHARED = 48 << 10;

  private static final int[] BLOCKS = {64, 32};

  private final Engine engine;
  private final Architecture architecture;
  private final BatchPlan plan;
  private final long table;

  /** Of parameters, on their way to the device. */
  private final BatchLanes turned = new BatchLanes();

  private Optional<Uploaded> networks = Optional.empty();
  private Optional<Training> training = Optional.empty();

  /**
   * What was uploaded; addresses.
   *
   * @param work 0 where workspaces are in shared memory
   */
  private record Uploaded(
      int count, int examples, boolean shared, long theta, long x, long y, long work) {}

  /** An optimiser with its state on the device; step is the number of steps done. */
  private record Training(Optimiser optimiser, long step, long first, long second, long rates) {}

  CudaBatch(
      Engine engine,
      Architecture architecture,
      List<StandardActivation> activations,
      StandardLoss loss) {
    this.engine = engine;
    this.architecture = architecture;
    this.plan = BatchPlan.of(architecture, activations, loss);
    try {
      this.table = engine.allocate((long) plan.table().length * Integer.BYTES);
      engine.write(plan.table(), table);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  /** Whether networks of this architecture are small enough. */
  static boolean fits(Architecture architecture) {
    return new Parameters(architecture).count() <= LARGEST;
  }

  /** Threads of a block whose workspaces fit into shared memory; 0 where none do. */
  private int sharing() {
    for (int threads : BLOCKS) {
      if (sharedBytes(threads) <= SHARED) {
        return threads;
      }
    }
    return 0;
  }

  private long sharedBytes(int threads) {
    return (long) threads * plan.workspace() * engine.precision().bytes();
  }

  @Override
  public void upload(double[][] theta, BatchSamples samples) {
    requireOpen();
    samples.requireFor(architecture, theta);
    forget();
    int count = theta.length;
    if (count == 0) {
      return;
    }
    networks =
        Optional.of(
            engine.allOrNothing(
                () ->
                    new Uploaded(
                        count,
                        samples.examples(),
                        samples.x().length == 1,
                        put(turned, theta),
                        put(new BatchLanes(), samples.x()),
                        put(new BatchLanes(), samples.y()),
                        sharing() > 0 ? 0 : engine.zeros((long) count * plan.workspace()))));
  }

  private void forget() {
    networks.ifPresent(u -> List.of(u.theta(), u.x(), u.y(), u.work()).forEach(this::free));
    networks = Optional.empty();
    stop();
  }

  private void stop() {
    training.ifPresent(t -> List.of(t.first(), t.second(), t.rates()).forEach(this::free));
    training = Optional.empty();
  }

  private void free(long address) {
    if (address != 0) {
      engine.free(address);
    }
  }

  private long put(BatchLanes lanes, double[][] rows) {
    double[] entries = lanes.of(rows, rows.length, rows[0].length);
    long address = engine.zeros(entries.length);
    engine.write(entries, address);
    return address;
  }

  private double[][] get(long address, int count, int length) {
    return BatchLanes.rows(
        engine.read(address, Math.multiplyExact(count, length)), count, count, length);
  }

  /** A call with the arguments that both kernels begin with. */
  private Arguments call(String kernel, Uploaded u) {
    return engine
        .call(kernel)
        .buffer(table)
        .buffer(u.theta())
        .buffer(u.x())
        .buffer(u.y())
        .integer(u.examples())
        .integer(u.shared() ? 0 : 1)
        .integer(u.count())
        .buffer(u.work());
  }

  private void run(Arguments call, Uploaded u) {
    int threads = u.work() == 0 ? sharing() : BLOCKS[0];
    int blocks = (int) (((long) u.count() + threads - 1) / threads);
    call.run(blocks, threads, 1, u.work() == 0 ? (int) sharedBytes(threads) : 0);
  }

  @Override
  public Gradients lossAndGradient() {
    requireOpen();
    if (networks.isEmpty()) {
      return new Gradients(new double[0], new double[0][]);
    }
    Uploaded u = networks.get();
    return engine.allOrNothing(() -> gradients(u));
  }

  private Gradients gradients(Uploaded u) {
    long losses = engine.zeros(u.count());
    long gradient = engine.zeros((long) u.count() * plan.parameters());
    run(call("batch_gradients", u).buffer(losses).buffer(gradient), u);
    Gradients result =
        new Gradients(engine.read(losses, u.count()), get(gradient, u.count(), plan.parameters()));
    engine.free(losses);
    engine.free(gradient);
    return result;
  }

  @Override
  public void steps(int count, Optimiser optimiser) {
    requireOpen();
    if (count < 0) {
      throw new IllegalArgumentException("batch: at least 0 steps are needed, got " + count);
    }
    if (networks.isEmpty()) {
      return;
    }
    Uploaded u = networks.get();
    Training t =
        training
            .filter(now -> now.optimiser().equals(optimiser))
            .orElseGet(() -> start(optimiser, u.count()));
    long step = t.step();
    for (int done = 0; done < count; done += STEPS) {
      int part = Math.min(STEPS, count - done);
      launch(u, t, step, part);
      step += part;
    }
    training = Optional.of(new Training(optimiser, step, t.first(), t.second(), t.rates()));
  }

  private Training start(Optimiser optimiser, int count) {
    stop();
    long entries = (long) count * plan.parameters();
    return engine.allOrNothing(
        () ->
            new Training(
                optimiser,
                0,
                optimiser.stateCount() > 0 ? engine.zeros(entries) : 0,
                optimiser.stateCount() > 1 ? engine.zeros(entries) : 0,
                engine.zeros(2L * STEPS)));
  }

  private void launch(Uploaded u, Training t, long from, int count) {
    BatchConstants k = BatchConstants.of(t.optimiser(), from, count);
    // written in the order of the stream: after the launch before has read the last ones
    engine.write(k.rates(), t.rates());
    run(
        call("batch_steps", u)
            .integer(CudaCodes.of(t.optimiser()))
            .integer(count)
            .buffer(t.rates())
            .real(k.beta1())
            .real(1 - k.beta1())
            .real(k.beta2())
            .real(1 - k.beta2())
            .real(k.epsilon())
            .buffer(t.first())
            .buffer(t.second()),
        u);
  }

  @Override
  public double[][] download() {
    requireOpen();
    return networks.map(u -> get(u.theta(), u.count(), plan.parameters())).orElse(new double[0][]);
  }

  private void requireOpen() {
    if (engine.isClosed()) {
      throw new BackendException("batch: it is closed");
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
