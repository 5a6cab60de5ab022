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
import org.theoria.arithmetic.Interval;
import org.theoria.arithmetic.Rational;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/**
 * A term of an inner product, s + a·b, in exact rationals and in intervals, and an enclosure of
 * tanh: what certification spends its time on. {@code exponent} is that of the dyadic entries: with
 * 4 all stays in machine words, with 30 sums overflow into BigInteger.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ArithmeticBenchmark {
  private static final int COUNT = 64;

  /** Entries are multiples of 2^−exponent. */
  @Param({"4", "30"})
  public int exponent = 4;

  private final Rational[] a = new Rational[COUNT];
  private final Rational[] b = new Rational[COUNT];
  private final Interval[] c = new Interval[COUNT];
  private final Interval[] d = new Interval[COUNT];

  /** Draws the entries, from a fixed seed. */
  @Setup
  public void draw() {
    Stream stream = new Key("jmh/arithmetic", 0).stream(0);
    for (int k = 0; k < COUNT; k++) {
      a[k] = entry(stream);
      b[k] = entry(stream);
      c[k] = Interval.of(a[k]);
      d[k] = Interval.of(b[k]);
    }
  }

  private Rational entry(Stream stream) {
    return Rational.of(stream.nextInt(-(1 << exponent), (1 << exponent) - 1), 1L << exponent);
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Rational rationalInnerProduct() {
    Rational s = Rational.ZERO;
    for (int k = 0; k < COUNT; k++) {
      s = s.plus(a[k].times(b[k]));
    }
    return s;
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public Interval intervalInnerProduct() {
    Interval s = Interval.ZERO;
    for (int k = 0; k < COUNT; k++) {
      s = s.plus(c[k].times(d[k]));
    }
    return s;
  }

  @Benchmark
  @OperationsPerInvocation(COUNT)
  public double intervalTanh() {
    double width = 0;
    for (int k = 0; k < COUNT; k++) {
      width += c[k].tanh().width();
    }
    return width;
  }
}
