package org.theoria.network.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.PrimeField;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.OutputJacobian;
import org.theoria.network.rank.LocalDimension.Certainty;

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
  private static final int MOST_PRIMES = 64;

  private final FrozenPattern pattern;
  private final RationalMatrix x;
  private final OutputRows outputs;
  private final KernelBound kernel;

  private LocalRank(FrozenPattern pattern, RationalMatrix x, OutputRows outputs) {
    this.pattern = pattern;
    this.x = x;
    this.outputs = outputs;
    this.kernel = KernelBound.of(pattern, x, outputs);
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
    return pattern.network().architecture().weightCount()
        + pattern.network().architecture().biasCount();
  }

  /** The bytes of the largest dense matrix that {@link #overField} may form. */
  public long denseBytes() {
    long rows = rows();
    return 8 * rows * Math.min(columns(), gramIsCheaper() ? rows : columns());
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
    List<Integer> columns = java.util.stream.IntStream.range(0, all.columns()).boxed().toList();
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
    return result(certificate.rank(), new Certainty.Exact(certificate), List.of());
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
    int rank = -1;
    double error = 0;
    List<Long> primes = new ArrayList<>();
    RowBits size = RowBits.of(pattern.network(), x);
    double minorBits = Math.min(rows(), columns()) * size.perRow();
    while (primes.size() < MOST_PRIMES) {
      One one = once(bits, size, minorBits, cancelled);
      primes.add(one.prime());
      rank = Math.max(rank, one.rank());
      error += one.log2Error();
      if (rank == kernel.rank()) {
        return result(rank, new Certainty.TwoSided(), primes);
      }
      if (error <= log2Error || one.log2Error() == 0) {
        break;
      }
    }
    return result(rank, new Certainty.Probable(error), primes);
  }

  /** The rank modulo one prime, and log₂ of the probability that it is too small. */
  private record One(int rank, long prime, double log2Error) {}

  private One once(
      LongSupplier bits, RowBits size, double minorBits, BooleanSupplier cancelled) {
    Factors large = factors(() -> PrimeField.randomPrime61(bits));
    double unlucky61 = size.log2Unlucky(minorBits, 60, PRIMES_61);
    Optional<InputReduction> reduction = InputReduction.of(large);
    if (reduction.isPresent()) {
      InputReduction reduced = reduction.get();
      int rest = reduced.rest().size();
      double width = rest == 0 ? 0 : columns();
      if (rest * width * Math.min(rest, width) <= WORTH_61) {
        FieldRows echelon = new FieldRows(large.field());
        for (long[] row : reduced.restRows(large)) {
          echelon.add(row, row.length);
        }
        return new One(reduced.rank() + echelon.rank(), large.field().prime(), unlucky61);
      }
    }
    if ((double) rows() * columns() * Math.min(rows(), columns()) <= WORTH_61 / 4) {
      FieldRows echelon = new FieldRows(large.field());
      for (int r = 0; r < large.rows() && echelon.rank() < kernel.byColumns(); r++) {
        long[] row = large.row(r, 1);
        echelon.add(row, row.length);
      }
      return new One(echelon.rank(), large.field().prime(), unlucky61);
    }
    return dense(bits, size, minorBits, cancelled);
  }

  private One dense(
      LongSupplier bits, RowBits size, double minorBits, BooleanSupplier cancelled) {
    Factors f = factors(() -> Primes.random26(bits));
    DoubleResidues k = new DoubleResidues(f.field());
    boolean gram = gramIsCheaper();
    double[][] rows = gram ? DenseForm.gram(f, k, bits) : DenseForm.jacobian(f, k);
    int rank = DenseElimination.minor(k, rows, cancelled).order();
    double unlucky = size.log2Unlucky(gram ? 2 * minorBits : minorBits, 25, PRIMES_26);
    if (gram && unlucky < 0) {
      // the minor may also vanish at s, t
      unlucky =
          Math.min(
              0,
              Math.log(Math.pow(2, unlucky) + 2.0 * rows() / f.field().prime()) / Math.log(2));
    }
    return new One(rank, f.field().prime(), unlucky);
  }

  /** Whether J D Jᵀ is cheaper to form and eliminate than J. */
  private boolean gramIsCheaper() {
    return rows() < 0.6 * columns();
  }

  private Factors factors(java.util.function.Supplier<PrimeField> fields) {
    while (true) {
      Optional<Factors> f = Factors.of(pattern, x, outputs, fields.get());
      if (f.isPresent()) {
        return f.get();
      }
    }
  }

  private LocalDimension result(int rank, Certainty certainty, List<Long> primes) {
    int hidden = 0;
    for (int h = 1; h < pattern.network().depth(); h++) {
      hidden += pattern.network().architecture().width(h);
    }
    return new LocalDimension(
        rank,
        certainty,
        kernel,
        rows(),
        columns(),
        hidden,
        pattern.deadNeurons(),
        pattern.patterns(),
        pattern.exactExamples(),
        primes);
  }
}
