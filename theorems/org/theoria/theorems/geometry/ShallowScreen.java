package org.theoria.theorems.geometry;

import static org.theoria.backend.shallow.ShallowBlock.LANES;
import static org.theoria.backend.shallow.ShallowBlock.NEURONS;
import static org.theoria.backend.shallow.ShallowBlock.POINTS;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.shallow.GridNetworks;
import org.theoria.backend.shallow.KinkNetworks;
import org.theoria.backend.shallow.ModularShallowRank;
import org.theoria.backend.shallow.ShallowBlock;
import org.theoria.backend.shallow.ShallowNetwork;
import org.theoria.backend.shallow.ShallowRank;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Screen;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;

/**
 * The bounds of {@link ShallowRankBounds} in machine integers. In blocks of 64 instances: those of
 * a multiple of 64 are {@link KinkNetworks}, the others {@link GridNetworks}.
 *
 * <p>An instance is cleared where every claim is proven: N ≤ r_j ≤ 2N, with r_j exact ({@link
 * ShallowRank}), bounds the rank from above on Ũ_j and from both sides on 𝒰_j; where an outgoing
 * weight is 0, 3N/4 is compared with the rank modulo a prime, at most the rank ({@link
 * ModularShallowRank}).
 *
 * @param grid where most instances come from
 * @param kinks where the instances of every 64th block come from
 */
record ShallowScreen(GridNetworks grid, KinkNetworks kinks) implements Screen<ShallowInstance> {
  private static final int KINKS_EVERY = 64;

  /** The largest |𝒜|: 8 neurons change at 8 places. */
  private static final int MOST_PATTERNS = NEURONS + 1;

  /** Cells of a table: ranks 1..16 by |𝒜|. */
  private static final int CELLS = POINTS * MOST_PATTERNS;

  static ShallowScreen create() {
    return new ShallowScreen(new GridNetworks(), new KinkNetworks());
  }

  @Override
  public Text population() {
    return Text.of(
        "63 of 64 blocks: widths (1,8,1), 16 distinct integers of −20..20, w_k in −9..9, b_k in (−19..19)/2 + 1/4, v_k in ±1, ±2, ±3;"
            + " the others: n₁ ≤ 8, n ≤ 16, gaps up to 64, neurons with a kink in a drawn gap, dead, active everywhere, with w_k = 0,"
            + " copies and mirror images, v_k = 0 for none, some or all.",
        "63 blocs sur 64 : largeurs (1,8,1), 16 entiers distincts de −20..20, w_k dans −9..9, b_k dans (−19..19)/2 + 1/4, v_k dans ±1,"
            + " ±2, ±3 ; les autres : n₁ ≤ 8, n ≤ 16, écarts jusqu'à 64, neurones dont le point anguleux est dans un écart tiré, morts,"
            + " actifs partout, avec w_k = 0, copies et images miroir, v_k = 0 pour aucun, certains ou tous.");
  }

  @Override
  public long defaultTries() {
    return 10_000_000;
  }

  @Override
  public Text ratio() {
    return Text.of(
        "left side of a claim to its right side", "membre de gauche d'une assertion au droit");
  }

  @Override
  public List<Counts> counts() {
    List<String> ranks = IntStream.rangeClosed(1, POINTS).mapToObj(String::valueOf).toList();
    List<Text> patterns =
        IntStream.rangeClosed(1, MOST_PATTERNS)
            .mapToObj(c -> Text.of("|𝒜| = " + c, "|𝒜| = " + c))
            .toList();
    Text rank = Text.of("rank", "rang");
    return List.of(
        new Counts(
            Text.of("Screen: the rank, no $v_k=0$", "Crible : le rang, aucun $v_k=0$"),
            rank,
            ranks,
            patterns),
        new Counts(
            Text.of(
                "Screen: the rank modulo $2^{31}-1$ (at most the rank), some $v_k=0$",
                "Crible : le rang modulo $2^{31}-1$ (au plus le rang), des $v_k=0$"),
            rank,
            ranks,
            patterns));
  }

  /** N ≤ r_j ≤ 2N. */
  private static boolean isCleared(int counts) {
    int n = ShallowRank.patterns(counts);
    int r = ShallowRank.rank(counts);
    return n <= r && r <= 2 * n;
  }

  private static double ratio(int counts) {
    double n = ShallowRank.patterns(counts);
    double r = ShallowRank.rank(counts);
    return Math.max(n / r, r / (2 * n));
  }

  /** What a sweep gathers. */
  private static final class Seen {
    final long[] ranks = new long[ShallowRank.RESULTS];
    final long[] modular = new long[CELLS];
    final LongStream.Builder suspicious = LongStream.builder();
    double worst;

    Sweep result() {
      long[] counts = new long[2 * CELLS];
      for (int c = 0; c < ranks.length; c++) {
        if (ranks[c] > 0) {
          counts[cell(ShallowRank.patterns(c), ShallowRank.rank(c))] = ranks[c];
          worst = Math.max(worst, ratio(c));
        }
      }
      System.arraycopy(modular, 0, counts, CELLS, CELLS);
      return new Sweep(suspicious.build().toArray(), worst, counts);
    }
  }

  private static int cell(int patterns, int rank) {
    return (rank - 1) * MOST_PATTERNS + patterns - 1;
  }

  @Override
  public Sweep sweep(Key key, long first, int count) {
    Seen seen = new Seen();
    ShallowBlock block = ShallowBlock.empty();
    ModularShallowRank modular = new ModularShallowRank();
    long end = first + count;
    for (long b = first / LANES; b * LANES < end; b++) {
      int from = (int) Math.max(0, first - b * LANES);
      int to = (int) Math.min(LANES, end - b * LANES);
      if (b % KINKS_EVERY == 0) {
        for (int lane = from; lane < to; lane++) {
          sweep(kinks.network(key, b, lane), b * LANES + lane, block, modular, seen);
        }
      } else {
        grid.draw(key, b, block);
        sweep(block, b, from, to, seen);
      }
    }
    return seen.result();
  }

  private static void sweep(ShallowBlock block, long b, int from, int to, Seen seen) {
    long[] first = block.first();
    long[] second = block.second();
    int[] points = block.points();
    long[] ranks = seen.ranks;
    for (int lane = from; lane < to; lane++) {
      int counts = ShallowRank.counts(first[lane], second[lane], points[lane]);
      if (isCleared(counts)) {
        ranks[counts]++;
      } else {
        seen.suspicious.add(b * LANES + lane);
      }
    }
  }

  /** One network, some of whose outgoing weights may be 0. */
  private static void sweep(
      ShallowNetwork net, long index, ShallowBlock block, ModularShallowRank modular, Seen seen) {
    net.write(block, 0);
    int counts = ShallowRank.counts(block.first()[0], block.second()[0], net.points());
    int n = ShallowRank.patterns(counts);
    int rank = net.hasZeroOutgoing() ? modular.atMostTheRankOf(net) : ShallowRank.rank(counts);
    if (!isCleared(counts) || 3 * n > 4 * rank) {
      seen.suspicious.add(index);
    } else if (net.hasZeroOutgoing()) {
      seen.modular[cell(n, rank)]++;
      seen.worst = Math.max(seen.worst, Math.max(ratio(counts), 3.0 * n / (4 * rank)));
    } else {
      seen.ranks[counts]++;
    }
  }

  @Override
  public ShallowInstance instance(Key key, long index) {
    long b = index / LANES;
    int lane = (int) (index % LANES);
    return exact(b % KINKS_EVERY == 0 ? kinks.network(key, b, lane) : grid.network(key, b, lane));
  }

  /** The network as exact rationals. */
  static ShallowInstance exact(ShallowNetwork net) {
    int width = net.neurons();
    Network network =
        new Network(
            Architecture.of(1, width, 1),
            List.of(Activation.RELU, Activation.IDENTITY),
            List.of(
                RationalMatrix.column(rationals(net.w(), 1)),
                RationalMatrix.of(1, width, rationals(net.v(), 1))),
            List.of(
                RationalMatrix.column(rationals(net.b(), net.denominator())),
                RationalMatrix.zero(1, 1)));
    int n = net.points();
    return new ShallowInstance(
        network,
        new Sample(RationalMatrix.of(1, n, rationals(net.x(), 1)), RationalMatrix.zero(1, n)));
  }

  private static Rational[] rationals(int[] values, int denominator) {
    return IntStream.of(values).mapToObj(v -> Rational.of(v, denominator)).toArray(Rational[]::new);
  }
}
