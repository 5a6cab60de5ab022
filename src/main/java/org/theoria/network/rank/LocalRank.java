package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.RankState.Finished;
import org.theoria.network.rank.RankState.Form;

/**
 * The local dimension of a piecewise linear network at exact parameters and inputs: rank D f_θ(X).
 *
 * <p>The rank of the frozen Jacobian matrix modulo a random prime is a proven lower bound. It is
 * equal to the rank r over ℚ unless the prime divides one given non-zero minor of order r, whose
 * size Hadamard's inequality bounds ({@link RowBits}); with independent primes the probabilities
 * multiply. {@link KernelBound} needs no probability where it meets the lower bound.
 */
public final class LocalRank {
  /** π(2²⁶ − 64) − π(2²⁵) is 1 894 1xx; a lower bound, which a test counts. */
  static final int PRIMES_26 = 1_894_000;

  /** More primes of [2⁶⁰, 2⁶¹) than this are proven: see {@link PrimeField}. */
  private static final double PRIMES_61 = 0x1p53;

  /** Products in a field of 61 bits that are worth their time: a few seconds. */
  private static final double WORTH_61 = 1e9;

  /** The most primes that are drawn to reach an error. */
  static final int MOST_PRIMES = 64;

  private final FrozenPattern pattern;
  private final RationalMatrix x;
  private final OutputRows outputs;
  private final KernelBound kernel;
  private final DenseRank dense;

  private LocalRank(FrozenPattern pattern, RationalMatrix x, OutputRows outputs) {
    this.pattern = pattern;
    this.x = x;
    this.outputs = outputs;
    Blocks blocks = Blocks.of(pattern, x, KernelBound.distinct(x), rows() > 0);
    this.kernel = KernelBound.of(blocks, x, outputs);
    int widths = 0;
    for (int h = 1; h <= pattern.network().depth(); h++) {
      widths += pattern.network().architecture().width(h - 1) + 1;
      widths += pattern.network().architecture().width(h);
    }
    this.dense = new DenseRank(LiveForm.of(blocks), rows(), kernel.rank(), widths);
  }

  /**
   * The problem, its pattern decided.
   *
   * @param network see {@link FrozenPattern#of}
   * @param x n₀ × n
   * @throws KinkException where the Jacobian matrix does not exist
   */
  public static LocalRank of(
      Network network, RationalMatrix x, OutputRows outputs, KinkPolicy policy) {
    return new LocalRank(FrozenPattern.of(network, x, policy), x, outputs);
  }

  public FrozenPattern pattern() {
    return pattern;
  }

  /** x, n₀ × n. */
  public RationalMatrix inputs() {
    return x;
  }

  public KernelBound kernel() {
    return kernel;
  }

  /** n·K, or n·(K − 1) for softmax outputs. */
  public int rows() {
    return x.columns() * outputs.count(pattern.network().architecture().outputs());
  }

  /** |E| + |B|. */
  public int columns() {
    return pattern.network().architecture().parameterCount();
  }

  /** The bytes of the dense matrix that {@link #overField} may have to form. */
  public long denseBytes() {
    return dense.bytes(dense.form());
  }

  /** Multiply-adds of its elimination, where the rank is as large as the bounds allow. */
  public double denseWork() {
    return dense.work(dense.form());
  }

  /**
   * D f_θ(X) over ℚ, formed: n·K × (|E| + |B|); for softmax outputs the differences of {@link
   * OutputRows#SOFTMAX}. On a kink with the slope of the right.
   */
  public RationalMatrix jacobian() {
    RationalMatrix all =
        OutputJacobian.of(pattern.network().forward(RationalArithmetic.INSTANCE, x));
    if (outputs == OutputRows.LOGITS) {
      return all;
    }
    int k = pattern.network().architecture().outputs();
    List<Integer> columns = IntStream.range(0, all.columns()).boxed().toList();
    List<Integer> first = new ArrayList<>();
    List<Integer> last = new ArrayList<>();
    for (int j = 0; j < x.columns(); j++) {
      for (int o = 0; o < k - 1; o++) {
        first.add(j * k + o);
        last.add(j * k + k - 1);
      }
    }
    return all.select(first, columns).minus(all.select(last, columns));
  }

  /** The rank over ℚ with its certificate, from the formed matrix: for small sizes. */
  public LocalDimension exactly() {
    var certificate = ExactRank.certify(jacobian());
    return result(certificate.rank(), new Certainty.Exact(certificate), List.of(), 0);
  }

  /**
   * The rank modulo random primes.
   *
   * @param bits random words, by which the primes and the diagonals of {@link DenseForm#gram} are
   *     drawn
   * @param log2Error primes are drawn until the probability of error is at most 2 to this power, or
   *     the kernel makes it 0; 0 for one prime
   */
  public LocalDimension overField(LongSupplier bits, double log2Error, BooleanSupplier cancelled) {
    return overField(prime -> bits, log2Error, RankRun.unwatched(cancelled));
  }

  /**
   * The rank modulo random primes, in a run that can be taken up again.
   *
   * @param bits for the number of a prime, from 0, its random words, the same ones in every run
   * @param log2Error as above
   * @param run who waits
   * @throws IllegalArgumentException where the state to resume from is of another matrix
   */
  public LocalDimension overField(IntFunction<LongSupplier> bits, double log2Error, RankRun run) {
    RowBits size = RowBits.of(pattern.network(), x);
    List<Finished> primes = new ArrayList<>();
    Optional<RankState> resumed = run.resumed();
    resumed.ifPresent(state -> primes.addAll(state.before()));
    while (!isEnough(primes, log2Error)) {
      LongSupplier words = bits.apply(primes.size());
      if (resumed.isPresent()) {
        RankState state = resumed.get();
        Factors f = factors(() -> new PrimeField(state.prime()));
        primes.add(finished(f, dense.resumed(state, f, words, run), size));
        resumed = Optional.empty();
      } else {
        primes.add(once(words, size, run, primes));
      }
    }
    Finished best = best(primes);
    double error = primes.stream().mapToDouble(Finished::log2Error).sum();
    return result(
        best.rank(),
        best.rank() == kernel.rank() ? new Certainty.TwoSided() : new Certainty.Probable(error),
        primes.stream().map(Finished::prime).toList(),
        best.prime());
  }

  private static Finished best(List<Finished> primes) {
    Finished best = primes.getFirst();
    for (Finished f : primes) {
      best = f.rank() > best.rank() ? f : best;
    }
    return best;
  }

  private boolean isEnough(List<Finished> primes, double log2Error) {
    return !primes.isEmpty()
        && (primes.size() >= MOST_PRIMES
            || best(primes).rank() == kernel.rank()
            || primes.getLast().log2Error() == 0
            || primes.stream().mapToDouble(Finished::log2Error).sum() <= log2Error);
  }

  private Finished once(LongSupplier bits, RowBits size, RankRun run, List<Finished> before) {
    Factors large = factors(() -> PrimeField.randomPrime61(bits));
    OptionalInt rank = byRows(large);
    if (rank.isPresent()) {
      double unlucky = size.log2Unlucky(minorBits(size), 60, PRIMES_61);
      return new Finished(large.field().prime(), rank.getAsInt(), unlucky);
    }
    Factors small = factors(() -> Primes.random26(bits));
    return finished(small, dense.of(small, bits, run, before), size);
  }

  /** Bits of a minor of the order of the rank. */
  private double minorBits(RowBits size) {
    return Math.min(kernel.rank(), Math.min(rows(), columns())) * size.perRow();
  }

  private Finished finished(Factors f, DenseRank.Found found, RowBits size) {
    double error = 0;
    if (found.form() == Form.COLUMNS) {
      error = size.log2Unlucky(minorBits(size), 25, PRIMES_26);
    } else if (found.form() == Form.MIXED && found.log2Missed() < 0) {
      error = either(size.log2Unlucky(minorBits(size), 25, PRIMES_26), found.log2Missed());
    } else if (found.form() == Form.GRAM) {
      error = size.log2Unlucky(2 * minorBits(size), 25, PRIMES_26);
      if (error < 0) {
        // the minor may also vanish at s, t
        double zero = 2.0 * rows() / f.field().prime();
        error = either(error, Math.log(zero) / Math.log(2));
      }
    }
    return new Finished(f.field().prime(), found.rank(), error);
  }

  /** log₂ of the probability of one or the other, at most 1. */
  private static double either(double log2, double orLog2) {
    return Math.min(0, Math.log(Math.pow(2, log2) + Math.pow(2, orLog2)) / Math.log(2));
  }

  /** The rank over the field of the factors, row by row; empty where that would take long. */
  private OptionalInt byRows(Factors f) {
    Optional<InputReduction> reduction = InputReduction.of(f);
    if (reduction.isPresent()) {
      InputReduction reduced = reduction.get();
      double rest = reduced.rest().size();
      double width = columns();
      if (rest * width * Math.min(rest, width) <= WORTH_61) {
        FieldRows echelon = new FieldRows(f.field());
        for (long[] row : reduced.restRows(f)) {
          echelon.add(row, row.length);
        }
        return OptionalInt.of(reduced.rank() + echelon.rank());
      }
    }
    if ((double) rows() * columns() * Math.min(rows(), columns()) > WORTH_61 / 4) {
      return OptionalInt.empty();
    }
    FieldRows echelon = new FieldRows(f.field());
    for (int r = 0; r < f.rows() && echelon.rank() < kernel.rank(); r++) {
      long[] row = f.row(r, 1);
      echelon.add(row, row.length);
    }
    return OptionalInt.of(echelon.rank());
  }

  /**
   * A proven lower bound: the rank modulo this prime.
   *
   * @throws IllegalArgumentException where it is no odd prime below 2⁶¹, divides a denominator, or
   *     is above 2²⁶ where only the dense elimination would end in time
   */
  public int modulo(long prime) {
    PrimeField field = new PrimeField(prime);
    Factors f =
        Factors.of(pattern, x, outputs, field)
            .orElseThrow(() -> new IllegalArgumentException(prime + " divides a denominator"));
    OptionalInt rank = byRows(f);
    return rank.isPresent()
        ? rank.getAsInt()
        : dense
            .of(f, new SplittableRandom(prime)::nextLong, RankRun.unwatched(() -> false), List.of())
            .rank();
  }

  private Factors factors(Supplier<PrimeField> fields) {
    while (true) {
      Optional<Factors> f = Factors.of(pattern, x, outputs, fields.get());
      if (f.isPresent()) {
        return f.get();
      }
    }
  }

  private LocalDimension result(int rank, Certainty certainty, List<Long> primes, long best) {
    return new LocalDimension(
        rank,
        certainty,
        kernel,
        rows(),
        columns(),
        pattern.network().architecture().hiddenCount(),
        pattern.deadNeurons(),
        pattern.patterns(),
        pattern.exactExamples(),
        primes,
        best);
  }
}
