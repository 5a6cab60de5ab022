package org.theoria.theorems.geometry;

import java.util.List;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * The least values over θ and over the image set, and what is a minimiser on either side. Truth
 * values are decided over ℚ.
 *
 * @param change what a mutant changes
 */
record ImageSetClaims(Change change) implements Claims<ShallowInstance> {

  /** What a mutant changes. */
  enum Change {
    NONE,
    /** The image set with v ≥ 0 only. */
    POSITIVE,
    /** The image set without the output bias. */
    NO_BIAS,
    /** The image set of one neuron less. */
    ONE_LESS,
    /** The spans of the cones in the place of the cones. */
    SPANS,
    /** θ a local minimiser ⇒ f_θ(X) a local minimiser. */
    LOCAL_ONLY_IF,
    /** θ a local minimiser ⇒ θ a global one. */
    LOCAL_IS_GLOBAL,
    /** f_θ(X) a local minimiser ⇒ a global one. */
    IMAGE_LOCAL_IS_GLOBAL
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(ShallowInstance i, OrderedArithmetic<M> k) {
    ImageSetSides sides = ImageSetSides.of(i, pieces());
    RationalMatrix y = i.sample().y();
    Network best = sides.nearest().network();
    RationalMatrix r = ImageSetPoint.output(best, i.sample().x()).minus(y);
    Rational value = ImageSetPoint.of(i).value();
    boolean left =
        switch (change) {
          case LOCAL_ONLY_IF, LOCAL_IS_GLOBAL -> sides.localTheta();
          default -> sides.localImage();
        };
    boolean right =
        switch (change) {
          case LOCAL_ONLY_IF -> sides.localImage();
          case LOCAL_IS_GLOBAL, IMAGE_LOCAL_IS_GLOBAL -> sides.globalTheta();
          default -> sides.localTheta();
        };
    return List.of(
        Claim.equal(
            "attained",
            k.scalar(ImageSetPoint.inner(r, r)),
            k.scalar(sides.nearest().squaredDistance())),
        Claim.atMost("lower-bound", k.scalar(sides.nearest().squaredDistance()), k.scalar(value)),
        Claim.atMost(
            "global-only-if", Truth.of(k, sides.globalTheta()), Truth.of(k, sides.globalImage())),
        Claim.atMost(
            "global-if", Truth.of(k, sides.globalImage()), Truth.of(k, sides.globalTheta())),
        Claim.atMost("local-if", Truth.of(k, left), Truth.of(k, right)));
  }

  private ImageSetPieces.Change pieces() {
    return switch (change) {
      case POSITIVE -> ImageSetPieces.Change.POSITIVE;
      case NO_BIAS -> ImageSetPieces.Change.NO_BIAS;
      case ONE_LESS -> ImageSetPieces.Change.ONE_LESS;
      case SPANS -> ImageSetPieces.Change.SPANS;
      case NONE, LOCAL_ONLY_IF, LOCAL_IS_GLOBAL, IMAGE_LOCAL_IS_GLOBAL ->
          ImageSetPieces.Change.NONE;
    };
  }

  @Override
  public boolean isRational(ShallowInstance i) {
    return true;
  }
}
