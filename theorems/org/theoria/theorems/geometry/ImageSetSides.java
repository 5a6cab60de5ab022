package org.theoria.theorems.geometry;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The two problems at one θ: E over the parameters, and ‖· − Y‖² over the image set.
 *
 * @param nearest a nearest point of the image set to Y
 * @param globalTheta whether E(θ) is at most E at the network of that point
 * @param globalImage whether ‖f_θ(X) − Y‖² is at most the squared distance of Y to the image set
 * @param localTheta whether θ is a local minimiser of E
 * @param localImage whether f_θ(X) is a local minimiser on the image set
 */
record ImageSetSides(
    ImageSetPieces.Nearest nearest,
    boolean globalTheta,
    boolean globalImage,
    boolean localTheta,
    boolean localImage) {

  static ImageSetSides of(ShallowInstance i, ImageSetPieces.Change change) {
    RationalMatrix x = i.sample().x();
    RationalMatrix y = i.sample().y();
    ImageSetPieces pieces = new ImageSetPieces(x, i.neurons(), change);
    ImageSetPieces.Nearest nearest = pieces.nearest(y);
    ImageSetPoint point = ImageSetPoint.of(i);
    RationalMatrix attained = ImageSetPoint.output(nearest.network(), x).minus(y);
    Rational value = point.value();
    return new ImageSetSides(
        nearest,
        value.compareTo(ImageSetPoint.inner(attained, attained)) <= 0,
        value.compareTo(nearest.squaredDistance()) <= 0,
        point.isLocalMinimiser(),
        pieces.isLocalMinimiser(point.output(), y));
  }

  /** 0: global; 1: local on both sides; 2: of θ only; 3: of f_θ(X) only; 4: of neither. */
  int place() {
    if (globalTheta) {
      return 0;
    }
    return localTheta ? localImage ? 1 : 2 : localImage ? 3 : 4;
  }
}
