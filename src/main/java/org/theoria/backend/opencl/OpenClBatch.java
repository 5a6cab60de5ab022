package org.theoria.backend.opencl;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.theoria.backend.BackendException;
import org.theoria.backend.BatchConstants;
import org.theoria.backend.BatchLanes;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * All networks in one launch: one upload, any number of steps on the device, one download. Small
 * networks only ({@link #fits}).
 */
final class OpenClBatch implements NetworkBatch {
  /** Parameters of the largest network: two arrays of so many vectors are a work-item's own. */
  private static final int LARGEST = 512;

  /** Steps of one launch: a driver may stop what does not end. */
  private static final int STEPS = 64;

  private final Engine engine;
  private final Architecture architecture;
  private final int parameters;
  private final int lanes;
  private final ClProgram program;

  /** Of parameters and gradients, on their way to the device and back. */
  private final BatchLanes turned = new BatchLanes();

  private Optional<Uploaded> networks = Optional.empty();
  private Optional<Training> training = Optional.empty();

  /**
   * What was uploaded; buffers.
   *
   * @param stride networks, filled up to whole work-items
   */
  private record Uploaded(
      int count, int stride, int examples, boolean shared, long theta, long x, long y) {}

  /** An optimiser with its state on the device; step is the number of steps done. */
  private record Training(Optimiser optimiser, long step, long first, long second) {}

  OpenClBatch(
      Engine engine,
      Architecture architecture,
      List<StandardActivation> activations,
      StandardLoss loss) {
    this.engine = engine;
    this.architecture = architecture;
    this.parameters = new Parameters(architecture).count();
    // a processor computes on vectors; a graphics processor makes its own of neighbours
    this.lanes = engine.device().processor() ? lanes(engine.precision()) : 1;
    try {
      this.program =
          engine.build(
              String.join(
                  "\n",
                  Engine.source("lanes.cl"),
                  Engine.source("functions.cl"),
                  BatchSource.of(architecture, activations, loss),
                  Engine.source("batch.cl")),
              "LANES=" + lanes,
              "PARAMETERS=" + parameters,
              "INPUTS=" + architecture.inputs(),
              "OUTPUTS=" + architecture.outputs());
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  Engine engine() {
    return engine;
  }

  private static int lanes(Precision precision) {
    return 64 / precision.bytes();
  }

  /** Whether networks of this architecture are small enough. */
  static boolean fits(Architecture architecture) {
    return new Parameters(architecture).count() <= LARGEST;
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
    int stride = (count + lanes - 1) / lanes * lanes;
    boolean shared = samples.x().length == 1;
    networks =
        Optional.of(
            engine.allOrNothing(
                () ->
                    new Uploaded(
                        count,
                        stride,
                        samples.examples(),
                        shared,
                        put(turned, theta, stride),
                        put(new BatchLanes(), samples.x(), shared ? 1 : stride),
                        put(new BatchLanes(), samples.y(), shared ? 1 : stride))));
  }

  private void forget() {
    networks.ifPresent(u -> List.of(u.theta(), u.x(), u.y()).forEach(engine::free));
    networks = Optional.empty();
    stop();
  }

  private void stop() {
    training.ifPresent(t -> List.of(t.first(), t.second()).forEach(engine::free));
    training = Optional.empty();
  }

  private long put(BatchLanes lanes, double[][] rows, int stride) {
    double[] entries = lanes.of(rows, stride, rows[0].length);
    long buffer = engine.unset(entries.length);
    engine.write(entries, buffer);
    return buffer;
  }

  /** Parameters or gradients. */
  private double[][] get(long buffer, Uploaded u) {
    double[] entries = turned.array(u.stride() * parameters);
    engine.read(buffer, entries);
    return BatchLanes.rows(entries, u.count(), u.stride(), parameters);
  }

  private static void run(ClProgram.Call call, int items) {
    if (items > 0) {
      call.run(new long[] {items}, new long[] {1});
    }
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
    long losses = engine.unset(u.stride()); // the kernel writes every lane of both
    long gradient = engine.unset((long) u.stride() * parameters);
    run(
        program
            .call("gradients")
            .buffer(u.theta())
            .buffer(u.x())
            .buffer(u.y())
            .integer(u.examples())
            .integer(u.shared() ? 1 : 0)
            .integer(u.stride())
            .buffer(losses)
            .buffer(gradient),
        u.stride() / lanes);
    Gradients result =
        new Gradients(Arrays.copyOf(engine.read(losses, u.stride()), u.count()), get(gradient, u));
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
        training.filter(now -> now.optimiser().equals(optimiser)).orElseGet(() -> start(optimiser));
    long step = t.step();
    for (int done = 0; done < count; done += STEPS) {
      int part = Math.min(STEPS, count - done);
      launch(u, t, step, part);
      step += part;
    }
    training = Optional.of(new Training(optimiser, step, t.first(), t.second()));
  }

  private Training start(Optimiser optimiser) {
    stop();
    long entries = (long) networks.map(Uploaded::stride).orElse(0) * parameters;
    return engine.allOrNothing(
        () -> new Training(optimiser, 0, engine.zeros(entries), engine.zeros(entries)));
  }

  private void launch(Uploaded u, Training t, long from, int count) {
    BatchConstants k = BatchConstants.of(t.optimiser(), from, count);
    long table = engine.zeros(k.rates().length);
    engine.write(k.rates(), table);
    run(
        program
            .call("steps_" + t.optimiser().id().replace('-', '_'))
            .buffer(u.theta())
            .buffer(u.x())
            .buffer(u.y())
            .integer(u.examples())
            .integer(u.shared() ? 1 : 0)
            .integer(u.stride())
            .integer(count)
            .buffer(table)
            .real(k.beta1())
            .real(1 - k.beta1())
            .real(k.beta2())
            .real(1 - k.beta2())
            .real(k.epsilon())
            .buffer(t.first())
            .buffer(t.second()),
        u.stride() / lanes);
    engine.free(table); // the driver keeps it until the launch is done
  }

  @Override
  public double[][] download() {
    requireOpen();
    return networks.map(u -> get(u.theta(), u)).orElse(new double[0][]);
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
