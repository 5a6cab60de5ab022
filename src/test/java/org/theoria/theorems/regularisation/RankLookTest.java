package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;
import org.theoria.sampling.Key;
import org.theoria.train.Initialisation;

final class RankLookTest {

  private static RationalMatrix row(double... x) {
    return RationalMatrix.of(
        1, x.length, Arrays.stream(x).mapToObj(Rational::ofDouble).toArray(Rational[]::new));
  }

  private static RankLook look(Network f, RationalMatrix x) {
    return RankLook.of(0, 0, f, x, new SplittableRandom(1)::nextLong);
  }

  @Test
  void theAbsoluteValueOnFivePoints() {
    Network f = AffinePiecesTest.pair(Rational.ONE, Rational.ONE, Rational.ZERO);
    RankLook look = look(f, row(-1, -0.5, 0.25, 0.5, 1));
    assertEquals(2, look.perceived());
    assertEquals(2, look.patterns());
    assertEquals(
        LocalRank.of(f, row(-1, -0.5, 0.25, 0.5, 1), OutputRows.LOGITS, KinkPolicy.REFUSE)
            .exactly()
            .rank(),
        look.rank());
    assertEquals(RankLook.Certainty.PROVEN, look.certainty());
  }

  /** Two patterns, one affine function: relu(x) − relu(−x) = x. */
  @Test
  void patternsAreNotPieces() {
    Network f = AffinePiecesTest.pair(Rational.ONE, Rational.of(-1), Rational.ZERO);
    RankLook look = look(f, row(-1, -0.5, 0.5, 1));
    assertEquals(2, look.patterns());
    assertEquals(1, look.perceived());
  }

  /** relu(x) − relu(x − 1) is flat on both sides, at 0 and at 1. */
  @Test
  void piecesOfOneSlopeMayDiffer() {
    Network ramp =
        AffinePiecesTest.network(
            Activation.RELU,
            RationalMatrix.of(2, 1, Rational.ONE, Rational.ONE),
            RationalMatrix.of(2, 1, Rational.ZERO, Rational.of(-1)),
            RationalMatrix.of(1, 2, Rational.ONE, Rational.of(-1)),
            RationalMatrix.of(1, 1, Rational.ZERO));
    assertEquals(2, look(ramp, row(-2, -1, 2, 3)).perceived());
    assertEquals(3, look(ramp, row(-2, 0.5, 2)).perceived());
  }

  @Test
  void aKinkIsSaid() {
    Network f = AffinePiecesTest.pair(Rational.ONE, Rational.ONE, Rational.ZERO);
    assertEquals(RankLook.Certainty.KINK, look(f, row(-1, 0, 1)).certainty());
  }

  /** With biases 0 the start is positively homogeneous: two pieces, rank 4. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theStartOfTheSlide(long seed) {
    LineNetwork network = new LineNetwork(6, 20);
    double[] theta = Initialisation.HE.draw(network.architecture(), new Key("t", seed).stream(0));
    RankLook look = look(network.with(theta), row(-0.75, -0.5, -0.25, 0.25, 0.5, 0.75));
    assertEquals(2, look.perceived());
    assertEquals(4, look.rank());
  }

  /** The pieces at the examples are those that the exact pieces on the interval have there. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void perceivedPiecesAreThoseOfTheInterval(long seed) {
    LineNetwork shape = new LineNetwork(3, 6);
    Network f = shape.with(LineNetworkTest.random(shape, seed));
    double[] x = {-1.9, -1.3, -0.7, -0.31, 0.17, 0.59, 1.13, 1.77};
    AffinePieces pieces = AffinePieces.of(f, Rational.ofDouble(x[0]), Rational.ofDouble(x[7]));
    long expected =
        Arrays.stream(x)
            .mapToObj(v -> pieces.pieces().get(pieces.indexAt(Rational.ofDouble(v))))
            .map(p -> p.slope() + " " + p.constant())
            .distinct()
            .count();
    RankLook look = look(f, row(x));
    assertEquals(expected, look.perceived());
    assertTrue(look.rank() <= 2 * look.patterns(), "each pattern adds at most 2");
  }
}
