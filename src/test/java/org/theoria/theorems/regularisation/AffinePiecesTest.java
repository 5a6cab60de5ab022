package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Network;

final class AffinePiecesTest {
  private static final Rational ONE = Rational.ONE;
  private static final Rational MINUS = Rational.of(-1);

  /** w₁·relu(x) + w₂·relu(−x) + d. */
  static Network pair(Rational w1, Rational w2, Rational d) {
    return network(
        Activation.RELU,
        RationalMatrix.of(2, 1, ONE, MINUS),
        RationalMatrix.of(2, 1, Rational.ZERO, Rational.ZERO),
        RationalMatrix.of(1, 2, w1, w2),
        RationalMatrix.of(1, 1, d));
  }

  static Network network(
      Activation activation,
      RationalMatrix w1,
      RationalMatrix b1,
      RationalMatrix w2,
      RationalMatrix b2) {
    return new Network(
        Architecture.of(w1.columns(), w1.rows(), w2.rows()),
        List.of(activation, Activation.IDENTITY),
        List.of(w1, w2),
        List.of(b1, b2));
  }

  private static Rational value(Network f, Rational x) {
    return f.forward(RationalArithmetic.INSTANCE, RationalMatrix.of(1, 1, x)).output().get(0, 0);
  }

  @Test
  void theAbsoluteValueHasTwoPieces() {
    AffinePieces pieces = AffinePieces.of(pair(ONE, ONE, Rational.ZERO), MINUS, ONE);
    assertEquals(2, pieces.count());
    assertEquals(List.of(MINUS, Rational.ZERO, ONE), pieces.nodes());
    assertEquals(1, pieces.extrema());
    assertEquals(0, pieces.indexAt(Rational.of(-1, 3)));
    assertEquals(1, pieces.indexAt(Rational.of(1, 3)));
    assertEquals(Rational.of(1, 3), pieces.at(Rational.of(-1, 3)));
    // the chord of the two ends is 1, and f(0) = 0
    assertEquals(ONE, pieces.distanceFromChord(ONE, ONE));
    assertEquals(Rational.of(2), pieces.distanceFromChord(Rational.of(2), Rational.of(2)));
    assertThrows(IllegalArgumentException.class, () -> pieces.at(Rational.of(2)));
  }

  @Test
  void aCutThatTheOutputDoesNotFeelIsNone() {
    // relu(x) − relu(−x) = x
    AffinePieces identity = AffinePieces.of(pair(ONE, MINUS, Rational.ZERO), MINUS, ONE);
    assertEquals(1, identity.count());
    assertEquals(ONE, identity.pieces().getFirst().slope());
    assertEquals(0, identity.extrema());
    AffinePieces beside = AffinePieces.of(pair(ONE, ONE, ONE), ONE, Rational.of(2));
    assertEquals(1, beside.count());
  }

  @Test
  void aFlatStretchIsOneExtremum() {
    // relu(x) + relu(−x − 1) falls, is 0 on [−1, 0], and rises
    Network f =
        network(
            Activation.RELU,
            RationalMatrix.of(2, 1, ONE, MINUS),
            RationalMatrix.of(2, 1, Rational.ZERO, MINUS),
            RationalMatrix.of(1, 2, ONE, ONE),
            RationalMatrix.of(1, 1, Rational.ZERO));
    AffinePieces pieces = AffinePieces.of(f, Rational.of(-3), Rational.of(3));
    assertEquals(3, pieces.count());
    assertEquals(1, pieces.extrema());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithTheNetworkAndIsLeast(long seed) {
    LineNetwork shape = new LineNetwork(3, 6);
    Network f = shape.with(LineNetworkTest.random(shape, seed));
    AffinePieces pieces = AffinePieces.of(f, Rational.of(-2), Rational.of(2));
    for (int i = 0; i <= 97; i++) {
      Rational x = Rational.of(4L * i - 194, 97);
      assertEquals(value(f, x), pieces.at(x));
    }
    for (Rational node : pieces.nodes()) {
      assertEquals(value(f, node), pieces.at(node));
    }
    for (int i = 1; i < pieces.count(); i++) {
      AffinePieces.Piece before = pieces.pieces().get(i - 1);
      AffinePieces.Piece after = pieces.pieces().get(i);
      assertEquals(before.to(), after.from());
      assertNotEquals(before.slope(), after.slope());
      assertEquals(before.at(before.to()), after.at(after.from()));
    }
    assertTrue(pieces.count() > 1, "the examples are not all affine");
    int turns = 0;
    int last = 0;
    for (int i = 1; i < pieces.nodes().size(); i++) {
      Rational before = value(f, pieces.nodes().get(i - 1));
      int sign = value(f, pieces.nodes().get(i)).compareTo(before);
      turns += sign * last < 0 ? 1 : 0;
      last = sign == 0 ? last : sign;
    }
    assertEquals(turns, pieces.extrema());
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Network smooth =
        network(
            Activation.TANH,
            RationalMatrix.of(1, 1, ONE),
            RationalMatrix.of(1, 1, ONE),
            RationalMatrix.of(1, 1, ONE),
            RationalMatrix.of(1, 1, ONE));
    Network plane =
        network(
            Activation.RELU,
            RationalMatrix.of(1, 2, ONE, ONE),
            RationalMatrix.of(1, 1, ONE),
            RationalMatrix.of(1, 1, ONE),
            RationalMatrix.of(1, 1, ONE));
    refuses("got tanh on layer 1", () -> AffinePieces.of(smooth, MINUS, ONE));
    refuses("got [2, 1, 1]", () -> AffinePieces.of(plane, MINUS, ONE));
    refuses("got [1, 1]", () -> AffinePieces.of(pair(ONE, ONE, ONE), ONE, ONE));
  }

  private static void refuses(String end, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.endsWith(end), message);
  }
}
