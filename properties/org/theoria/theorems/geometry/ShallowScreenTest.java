package org.theoria.theorems.geometry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.backend.shallow.GridNetworks;
import org.theoria.backend.shallow.KinkNetworks;
import org.theoria.backend.shallow.ModularShallowRank;
import org.theoria.backend.shallow.ShallowBlock;
import org.theoria.backend.shallow.ShallowFamily;
import org.theoria.backend.shallow.ShallowNetwork;
import org.theoria.backend.shallow.ShallowRank;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Screen;
import org.theoria.sampling.Key;

/** The kernels of the screen against ranks over ℚ, and the screen against the claims. */
final class ShallowScreenTest {
  private static final Key KEY = new Key("shallow-screen-test", 5);
  private static final Map<String, ShallowFamily> FAMILIES =
      new TreeMap<>(Map.of("grid", new GridNetworks(), "kinks", new KinkNetworks()));
  private static final int BLOCKS = 8;

  /** A kernel under test: {@link ShallowRank#counts}, or a broken one. */
  private interface Kernel {
    int counts(long first, long second, int points);
  }

  private static ShallowBlock block(ShallowFamily family, long b) {
    ShallowBlock block = ShallowBlock.empty();
    family.draw(KEY, b, block);
    return block;
  }

  /** On how many of the drawn networks the kernel differs from |𝒜| or r_j over ℚ. */
  private static int wrong(ShallowFamily family, int blocks, Kernel kernel) {
    int wrong = 0;
    for (int b = 0; b < blocks; b++) {
      ShallowBlock block = block(family, b);
      for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
        ShallowPoint point = ShallowScreen.exact(family.network(KEY, b, lane)).point();
        int counts = kernel.counts(block.first()[lane], block.second()[lane], block.points()[lane]);
        boolean right =
            ShallowRank.patterns(counts) == point.patterns()
                && ShallowRank.rank(counts) == point.largestRank();
        wrong += right ? 0 : 1;
      }
    }
    return wrong;
  }

  @TestFactory
  List<DynamicTest> theKernelCountsAsExactArithmeticDoes() {
    return FAMILIES.entrySet().stream()
        .map(
            f ->
                DynamicTest.dynamicTest(
                    f.getKey(),
                    () -> assertEquals(0, wrong(f.getValue(), BLOCKS, ShallowRank::counts))))
        .toList();
  }

  /** Each of these is wrong somewhere, and the comparison above sees it on either family. */
  @TestFactory
  List<DynamicTest> aBrokenKernelIsSeen() {
    Map<String, Kernel> broken = new TreeMap<>();
    broken.put("an example too few", (f, s, n) -> ShallowRank.counts(f, s, Math.max(1, n - 1)));
    broken.put("a neuron too few", (f, s, n) -> ShallowRank.counts(f & ~0xffffL, s, n));
    broken.put("the first example lost", (f, s, n) -> ShallowRank.counts(f & ~ONES, s & ~ONES, n));
    broken.put("0 and 1 exchanged", (f, s, n) -> ShallowRank.counts(~f, ~s, n));
    broken.put(
        "neither chain linked to the other", // the closed form without its δ
        (f, s, n) -> {
          int counts = ShallowRank.counts(f, s, n);
          return ShallowRank.counts(
              ShallowRank.patterns(counts), interior(f, s, n, ShallowRank.patterns(counts)));
        });
    List<DynamicTest> tests = new ArrayList<>();
    FAMILIES.forEach(
        (name, family) ->
            broken.forEach(
                (how, kernel) ->
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + ": " + how,
                            () -> assertTrue(wrong(family, BLOCKS, kernel) > 0)))));
    return tests;
  }

  private static final long ONES = 0x0001_0001_0001_0001L;

  /** 1 + the interior examples next to a change. */
  private static int interior(long first, long second, int n, int patterns) {
    Set<Integer> next = new HashSet<>();
    for (long word : new long[] {first, second}) {
      for (int k = 0; k < 4; k++) {
        for (int i = 0; i + 1 < n; i++) {
          if (((word >>> (16 * k + i)) & 1) != ((word >>> (16 * k + i + 1)) & 1)) {
            next.addAll(List.of(i, i + 1));
          }
        }
      }
    }
    next.removeAll(List.of(0, n - 1));
    return Math.max(patterns > 1 ? 1 : 0, 1 + next.size());
  }

  /**
   * All patterns of two neurons on n ≤ 7 examples and of three on n ≤ 4: |𝒜| and the rank of (𝟙,
   * a_k, a_k∘x) by elimination in integers, on points with uneven gaps.
   */
  @Test
  void everyPattern() {
    for (int n = 1; n <= 7; n++) {
      for (int neurons = 1; neurons <= (n <= 4 ? 3 : 2); neurons++) {
        int rows = 2 * n; // a_k = first p examples, or the others, p = 0..n−1
        for (int choice = 0; choice < Math.powExact(rows, neurons); choice++) {
          long first = 0;
          List<Integer> masks = new ArrayList<>();
          for (int k = 0, c = choice; k < neurons; k++, c /= rows) {
            int prefix = (1 << (c % rows / 2)) - 1;
            int mask = c % 2 == 0 ? prefix : ((1 << n) - 1) & ~prefix;
            masks.add(mask);
            first |= (long) mask << (16 * k);
          }
          int counts = ShallowRank.counts(first, 0, n);
          assertEquals(columns(masks, n).stream().distinct().count(), ShallowRank.patterns(counts));
          assertEquals(rank(masks, n), ShallowRank.rank(counts), n + " " + masks);
        }
      }
    }
  }

  private static List<List<Integer>> columns(List<Integer> masks, int n) {
    return IntStream.range(0, n)
        .mapToObj(i -> masks.stream().map(m -> (m >>> i) & 1).toList())
        .toList();
  }

  private static int rank(List<Integer> masks, int n) {
    List<List<Rational>> rows = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      List<Rational> row = new ArrayList<>(List.of(Rational.ONE));
      for (int active : columns(masks, n).get(i)) {
        row.add(Rational.of(active));
        row.add(Rational.of(active * (i * i * i + 2L * i - 5)));
      }
      rows.add(row);
    }
    return PlainRank.of(rows);
  }

  /** The pattern that a block gives is that of the exact network, example by example. */
  @Test
  void aBlockHasThePatternsOfItsNetworks() {
    FAMILIES.forEach(
        (name, family) -> {
          for (int b = 0; b < 3; b++) {
            ShallowBlock block = block(family, b);
            for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
              ShallowInstance i = ShallowScreen.exact(family.network(KEY, b, lane));
              assertTrue(i.point().isInterior(), i::toString);
              List<String> words = PlainShallow.pattern(i);
              for (int k = 0; k < ShallowBlock.NEURONS; k++) {
                long word = (k < 4 ? block.first() : block.second())[lane] >>> (16 * (k % 4));
                for (int e = 0; e < block.points()[lane]; e++) {
                  boolean active = k < words.size() && words.get(k).charAt(e) == '1';
                  assertEquals(active, ((word >>> e) & 1) == 1, name + " " + b + " " + lane);
                }
              }
            }
          }
        });
  }

  /** As peers.py draws them: each integer of −20..20 in 16 of 41 samples, each (w, b) alike. */
  @Test
  void theGridIsUniform() {
    int[] points = new int[41];
    int[] weights = new int[19];
    int[] biases = new int[39];
    int networks = 0;
    GridNetworks family = new GridNetworks();
    for (int b = 0; b < 100; b++) {
      for (int lane = 0; lane < ShallowBlock.LANES; lane++, networks++) {
        ShallowNetwork net = family.network(KEY, b, lane);
        assertEquals(16, IntStream.of(net.x()).distinct().count());
        assertArrayEquals(IntStream.of(net.x()).sorted().toArray(), net.x());
        assertFalse(net.hasZeroOutgoing());
        for (int x : net.x()) {
          points[x + 20]++;
        }
        for (int k = 0; k < net.neurons(); k++) {
          assertTrue(Math.abs(net.v()[k]) <= 3);
          weights[net.w()[k] + 9]++;
          biases[Math.floorDiv(net.b()[k], 2) + 19]++;
        }
      }
    }
    // six standard deviations of a binomial count
    for (int[] counts : List.of(points, weights, biases)) {
      double draws = counts == points ? networks : 8.0 * networks;
      double p = counts == points ? 16.0 / 41 : 1.0 / counts.length;
      for (int count : counts) {
        assertEquals(draws * p, count, 6 * StrictMath.sqrt(draws * p * (1 - p)));
      }
    }
  }

  /** Modulo a prime the rank is at most the rank; here they are equal. */
  @Test
  void theModularRankIsTheRank() {
    ModularShallowRank modular = new ModularShallowRank();
    int closed = 0;
    int below = 0;
    for (int b = 0; b < BLOCKS; b++) {
      for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
        ShallowNetwork net = FAMILIES.get("kinks").network(KEY, b, lane);
        ShallowPoint point = ShallowScreen.exact(net).point();
        int rank = ExactRank.rank(point.jacobian());
        assertEquals(rank, modular.atMostTheRankOf(net), point::toString);
        closed += net.hasZeroOutgoing() ? 1 : 0;
        below += rank < point.largestRank() ? 1 : 0;
      }
    }
    assertTrue(closed > 100 && below > 50, closed + " " + below);
  }

  /** 2·max(0, 2x−1) − max(0, 3x−4) + max(0, 5−2x) = 5 on 0..3: four patterns, rank 3. */
  @Test
  void theModularRankOfTheSharpExample() {
    ShallowNetwork net =
        new ShallowNetwork(
            new int[] {0, 1, 2, 3},
            new int[] {2, 3, -2},
            new int[] {-1, -4, 5},
            1,
            new int[] {0, 0, 0});
    assertEquals(3, new ModularShallowRank().atMostTheRankOf(net));
    ShallowBlock block = ShallowBlock.empty();
    net.write(block, 0);
    int counts = ShallowRank.counts(block.first()[0], block.second()[0], 4);
    assertEquals(4, ShallowRank.patterns(counts));
    assertEquals(4, ShallowRank.rank(counts));
  }

  /** The kink family contains what the grid hardly has. */
  @Test
  void theKinkFamilyHasTheBoundaryCases() {
    Set<String> met = new HashSet<>();
    for (int b = 0; b < 20; b++) {
      for (int lane = 0; lane < ShallowBlock.LANES; lane++) {
        ShallowNetwork net = FAMILIES.get("kinks").network(KEY, b, lane);
        List<String> words = PlainShallow.pattern(ShallowScreen.exact(net));
        for (String word : words) {
          met.add(word.contains("1") ? word.contains("0") ? "changes" : "everywhere" : "dead");
        }
        met.add("n1 = " + net.neurons());
        met.add("n = " + net.points());
        met.add(words.size() > new HashSet<>(words).size() ? "copies" : "distinct");
        int zeros = (int) IntStream.of(net.v()).filter(v -> v == 0).count();
        met.add(zeros == 0 ? "open" : zeros == net.neurons() ? "all closed" : "some closed");
        met.add(IntStream.of(net.w()).anyMatch(w -> w == 0) ? "w = 0" : "w ≠ 0");
      }
    }
    assertTrue(
        met.containsAll(
            List.of("everywhere", "dead", "copies", "open", "all closed", "some closed", "w = 0")),
        met::toString);
    assertTrue(IntStream.rangeClosed(1, 8).allMatch(n -> met.contains("n1 = " + n)));
    assertTrue(IntStream.rangeClosed(1, 16).allMatch(n -> met.contains("n = " + n)));
  }

  /** How a sweep is cut does not matter, and every instance is counted once. */
  @Test
  void cutsChangeNothing() {
    ShallowScreen screen = ShallowScreen.create();
    Screen.Sweep whole = screen.sweep(KEY, 0, 9_000);
    assertEquals(9_000, LongStream.of(whole.counts()).sum());
    assertEquals(0, whole.suspicious().length);
    long[] sums = new long[whole.counts().length];
    double worst = 0;
    for (int first = 0; first < 9_000; first += 750) {
      Screen.Sweep part = screen.sweep(KEY, first, 750);
      worst = Math.max(worst, part.worstRatio());
      for (int i = 0; i < sums.length; i++) {
        sums[i] += part.counts()[i];
      }
    }
    assertArrayEquals(whole.counts(), sums);
    assertEquals(whole.worstRatio(), worst);
  }

  /**
   * Each instance alone: its cell has the rank that exact arithmetic finds, and the claims hold.
   */
  @Test
  void theScreenClearsWhatTheClaimsHold() {
    ShallowScreen screen = ShallowScreen.create();
    for (long index : LongStream.range(30, 100).toArray()) { // both families
      Screen.Sweep one = screen.sweep(KEY, index, 1);
      ShallowInstance i = screen.instance(KEY, index);
      assertFalse(ShallowRankBoundsProperties.claims(i).containsValue(false), i::toString);
      assertTrue(
          new ShallowRankBounds()
              .hypotheses().stream()
                  .allMatch(h -> h.origin() == Hypothesis.Origin.NARROWING || h.holds(i)),
          i::toString);
      boolean closed = i.network().weight(2).toRows().getFirst().contains(Rational.ZERO);
      int cell = (i.point().rank() - 1) * 9 + i.point().patterns() - 1 + (closed ? 144 : 0);
      assertEquals(1, one.counts()[cell], i::toString);
    }
  }

  /** An instance is the network at its index, as exact rationals. */
  @Test
  void anInstanceIsExact() {
    ShallowInstance i = ShallowScreen.create().instance(KEY, 70);
    ShallowNetwork net = new GridNetworks().network(KEY, 1, 6);
    for (int k = 0; k < 8; k++) {
      assertEquals(Rational.of(net.w()[k]), i.network().weight(1).get(k, 0));
      assertEquals(Rational.of(net.b()[k], 4), i.network().bias(1).get(k, 0));
      assertEquals(Rational.of(net.v()[k]), i.network().weight(2).get(0, k));
    }
    RationalMatrix x = i.sample().x();
    assertEquals(Rational.of(net.x()[15]), x.get(0, 15));
  }
}
