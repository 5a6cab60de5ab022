package org.theoria.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.shallow.GridNetworks;
import org.theoria.backend.shallow.ShallowBlock;
import org.theoria.backend.shallow.ShallowNetwork;
import org.theoria.backend.shallow.ShallowRank;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Screen;
import org.theoria.sampling.Key;
import org.theoria.search.Catalogue;

/**
 * Networks (1, 8, 1) on 16 sorted points, a second: drawn, their patterns counted, the rank of the
 * Jacobian found exactly, both bounds compared. The share is that of the word operations a second
 * which one thread does on registers; a sweep touches no memory but small tables.
 *
 * <p>Ranks are compared with elimination over ℚ on a sample, ours and those of the peers' two
 * methods in double precision ({@link FloatRanks}), which are also compared with ours on more.
 */
public final class RankBoundsSweep implements BenchTask {
  private static final String ENTRY = "shallow-rank-bounds";
  private static final Key KEY = new Key("bench/rank-bounds-sweep", 1);

  /** Blocks in one measured call. */
  private static final int BLOCKS = 256;

  /** Blocks whose ranks are found over ℚ. */
  private static final int EXACT_BLOCKS = 16;

  /** Blocks on which ranks in double precision are compared with ours. */
  private static final int FLOAT_BLOCKS = 512;

  @Override
  public String id() {
    return "rank-bounds-sweep";
  }

  @Override
  public String description() {
    return "Networks (1,8,1) on 16 sorted points, the peers' population: patterns counted, exact rank"
        + " of the Jacobian, both bounds compared; and the screen of "
        + ENTRY
        + ", which has boundary cases too.";
  }

  @Override
  public Optional<Comparison> comparison() {
    return Optional.of(new Comparison(id(), "instances_per_s", true));
  }

  @Override
  public List<Figure> run(Settings settings) {
    int threads = settings.threads();
    double seconds = settings.seconds();
    GridNetworks family = new GridNetworks();
    int size = BLOCKS * ShallowBlock.LANES;
    double rate = size * Rate.ofAll(() -> new Worker(family), threads, seconds);
    double screened = size * Rate.ofAll(RankBoundsSweep::screening, threads, seconds);
    double peak = Machine.peakWordOperations(threads, seconds / 2);
    int operations = GridNetworks.OPERATIONS + ShallowRank.OPERATIONS;
    String of = "of " + EXACT_BLOCKS * ShallowBlock.LANES + " ranks over Q";
    String ofFloat = "of " + FLOAT_BLOCKS * ShallowBlock.LANES + " exact ranks";
    return List.of(
        figure("ours", "instances_per_s", rate, "1/s"),
        figure("ours", "screen_instances_per_s", screened, "1/s, boundary cases included"),
        figure("ours", "wrong", wrong(family), of),
        figure(
            "double precision, EJML",
            "wrong_by_singular_values",
            wrongInDoubles(family, FloatRanks::bySingularValues),
            ofFloat),
        figure(
            "double precision, EJML",
            "wrong_by_gram",
            wrongInDoubles(family, FloatRanks::byGram),
            ofFloat),
        figure("ours", "word_operations_per_instance", operations, "1"),
        figure("machine", "word_operations_peak", peak, "1/s"),
        figure("ours", "share_of_peak", rate * operations / peak, "1"));
  }

  /** One thread's blocks, one call after the other. */
  private static final class Worker implements Runnable {
    private final GridNetworks family;
    private final ShallowBlock block = ShallowBlock.empty();
    private final long[] met = new long[ShallowRank.RESULTS];
    private long next;

    Worker(GridNetworks family) {
      this.family = family;
    }

    @Override
    public void run() {
      for (int b = 0; b < BLOCKS; b++) {
        family.draw(KEY, next, block);
        next++;
        for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
          met[counts(block, lane)]++;
        }
      }
      for (int counts = 0; counts < met.length; counts++) {
        int patterns = ShallowRank.patterns(counts);
        int rank = ShallowRank.rank(counts);
        if (met[counts] > 0 && (2 * rank < patterns || rank > 2 * patterns)) {
          throw new IllegalStateException(
              "rank-bounds-sweep: " + patterns + " patterns and rank " + rank);
        }
      }
    }
  }

  private static int counts(ShallowBlock block, int lane) {
    return ShallowRank.counts(block.first()[lane], block.second()[lane], block.points()[lane]);
  }

  private static Runnable screening() {
    return screening(Catalogue.load(List.of()).entry(ENTRY));
  }

  private static <I extends Record> Runnable screening(Proposition<I> entry) {
    Screen<I> screen = entry.screen().orElseThrow();
    long[] next = new long[1];
    return () -> {
      int size = BLOCKS * ShallowBlock.LANES;
      if (screen.sweep(KEY, next[0], size).suspicious().length > 0) {
        throw new IllegalStateException(
            "rank-bounds-sweep: not all instances from " + next[0] + " on are cleared");
      }
      next[0] += size;
    };
  }

  /** Our ranks that differ from those over ℚ. */
  private static int wrong(GridNetworks family) {
    int wrong = 0;
    ShallowBlock block = ShallowBlock.empty();
    for (int b = 0; b < EXACT_BLOCKS; b++) {
      family.draw(KEY, b, block);
      for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
        int exact = ExactRank.rank(jacobian(family.network(KEY, b, lane)));
        wrong += ShallowRank.rank(counts(block, lane)) == exact ? 0 : 1;
      }
    }
    return wrong;
  }

  private static int wrongInDoubles(GridNetworks family, ToIntFunction<ShallowNetwork> method) {
    int wrong = 0;
    ShallowBlock block = ShallowBlock.empty();
    for (int b = 0; b < FLOAT_BLOCKS; b++) {
      family.draw(KEY, b, block);
      for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
        int rank = method.applyAsInt(family.network(KEY, b, lane));
        wrong += ShallowRank.rank(counts(block, lane)) == rank ? 0 : 1;
      }
    }
    return wrong;
  }

  /** The whole Jacobian matrix, times the denominator of the biases. */
  private static RationalMatrix jacobian(ShallowNetwork net) {
    int n1 = net.neurons();
    Rational[] entries = new Rational[net.points() * (3 * n1 + 1)];
    int next = 0;
    for (int i = 0; i < net.points(); i++) {
      for (int k = 0; k < n1; k++) {
        int z = net.preActivation(k, i);
        int v = z >= 0 ? net.denominator() * net.v()[k] : 0;
        entries[next++] = Rational.of((long) v * net.x()[i]);
        entries[next++] = Rational.of(v);
        entries[next++] = Rational.of(Math.max(0, z));
      }
      entries[next++] = Rational.of(net.denominator());
    }
    return RationalMatrix.of(net.points(), 3 * n1 + 1, entries);
  }

  private Figure figure(String by, String metric, double value, String unit) {
    return new Figure(id(), by, metric, value, unit);
  }
}
