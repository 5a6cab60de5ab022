package org.theoria.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.theoria.backend.BatchedGradient;
import org.theoria.backend.GradientBlock;
import org.theoria.backend.GradientCheck;
import org.theoria.backend.HyperbolicTangent;
import org.theoria.backend.NetworkBlock;
import org.theoria.network.Architecture;
import org.theoria.network.StandardActivation;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * One block of 64 networks (4,16,16,3) from the cache: nanoseconds for a gradient, its check, and a
 * tanh.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class BackpropSweepBenchmark {
  private static final int LANES = BatchedGradient.DEFAULT_LANES;
  private static final Architecture ARCHITECTURE = Architecture.of(4, 16, 16, 3);

  /** The activation of every layer. */
  @Param({"TANH", "SIGMOID", "RELU"})
  public StandardActivation activation = StandardActivation.TANH;

  private final NetworkBlock block = new NetworkBlock(ARCHITECTURE, LANES);
  private final NetworkBlock direction = new NetworkBlock(ARCHITECTURE, LANES);
  private final GradientBlock result = new GradientBlock(ARCHITECTURE, LANES);
  private final double[] difference = new double[LANES];
  private final double[] bound = new double[LANES];
  private final HyperbolicTangent tangent = new HyperbolicTangent(LANES);
  private BatchedGradient engine = new BatchedGradient(ARCHITECTURE, activation, LANES);
  private GradientCheck check =
      new GradientCheck(ARCHITECTURE, java.util.Collections.nCopies(3, activation), LANES);

  /** Draws the block, from a fixed seed. */
  @Setup
  public void draw() {
    engine = new BatchedGradient(ARCHITECTURE, activation, LANES);
    check = new GradientCheck(ARCHITECTURE, activation, LANES);
    Key key = new Key("jmh/backprop-sweep", 0);
    for (int l = 0; l < LANES; l++) {
      Stream stream = key.stream(l);
      fill(block.parameters(), l, stream);
      fill(block.inputs(), l, stream);
      fill(block.targets(), l, stream);
      fill(direction.parameters(), l, stream);
    }
    engine.gradient(block, result.gradient(), result.loss());
  }

  private static void fill(double[][] rows, int lane, Stream stream) {
    for (double[] row : rows) {
      row[lane] = stream.nextInt(-(1 << 21), 1 << 21) * 0x1p-20;
    }
  }

  @Benchmark
  @OperationsPerInvocation(LANES)
  public GradientBlock gradient() {
    engine.gradient(block, result.gradient(), result.loss());
    return result;
  }

  @Benchmark
  @OperationsPerInvocation(LANES)
  public double[] check() {
    check.check(block, result.gradient(), direction.parameters(), difference, bound);
    return bound;
  }

  @Benchmark
  @OperationsPerInvocation(LANES)
  public double[] tanh() {
    tangent.value(1, block.inputs()[0], difference);
    return difference;
  }
}
