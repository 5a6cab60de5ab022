package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.theoria.backend.LinearHessianSweep;
import org.theoria.backend.SaddleKernel;
import org.theoria.backend.SaddleVerdict;
import org.theoria.network.Architecture;

/** No wrong verdict on constructed points of every kind, and few undecided ones. */
final class SaddlePointsTest {
  private static final int GAUGES = 200;

  static Stream<Architecture> shapes() {
    return Stream.of(
        Architecture.of(2, 1, 2),
        Architecture.of(4, 2, 3),
        Architecture.of(3, 3, 3, 3),
        Architecture.of(4, 3, 2, 3),
        Architecture.of(4, 3, 3, 3));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void noneIsWrong(Architecture a) {
    int undecided = 0;
    int count = 0;
    int strict = 0;
    int inBulk = 0;
    for (long seed = 1; seed <= 3; seed++) {
      SaddlePoints p = SaddlePoints.draw(a, 8, GAUGES, seed);
      SaddleKernel kernel = new SaddleKernel(a, p.sample());
      SaddleVerdict[] bulk = new SaddleVerdict[p.kinds().size()];
      try (LinearHessianSweep sweep = new LinearHessianSweep(a, p.sample(), 2)) {
        sweep.run(p.points(), bulk);
      }
      for (int i = 0; i < p.kinds().size(); i++) {
        SaddleVerdict v = kernel.classify(p.points(), i * kernel.count());
        SaddlePoints.Kind kind = p.kinds().get(i);
        if (bulk[i] != SaddleVerdict.UNDECIDED && v != SaddleVerdict.UNDECIDED) {
          assertEquals(v, bulk[i], "side by side: " + a.widths() + " " + kind);
        }
        inBulk += bulk[i] == SaddleVerdict.UNDECIDED ? 1 : 0;
        count++;
        strict += kind.strict() ? 1 : 0;
        if (v == SaddleVerdict.UNDECIDED) {
          undecided++;
        } else {
          SaddleVerdict expected = kind.strict() ? SaddleVerdict.STRICT : SaddleVerdict.NOT_STRICT;
          assertEquals(expected, v, a.widths() + " " + kind + " seed " + seed + " point " + i);
        }
      }
    }
    assertTrue(undecided <= count / 50, undecided + " of " + count + " undecided");
    assertTrue(inBulk <= undecided, inBulk + " undecided side by side, " + undecided + " alone");
    assertTrue(strict > 0 && strict < count);
  }

  /** Sixteen kinds of points of (4,3,3,3), eleven of them strict saddles: as peers.py counts. */
  @ParameterizedTest
  @MethodSource("org.theoria.bench.SaddlePointsTest#theShapeOfThePeers")
  void kinds(Architecture a) {
    SaddlePoints p = SaddlePoints.draw(a, 8, 1, 1);
    assertEquals(16, p.kinds().size());
    assertEquals(11, p.kinds().stream().filter(SaddlePoints.Kind::strict).count());
  }

  static Stream<Architecture> theShapeOfThePeers() {
    return Stream.of(Architecture.of(4, 3, 3, 3));
  }
}
