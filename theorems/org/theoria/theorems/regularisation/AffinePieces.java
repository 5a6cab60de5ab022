package org.theoria.theorems.regularisation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Network;

/**
 * A ReLU network from ℝ to ℝ on an interval, exactly: the pieces on which it is affine, from left
 * to right, neighbours with different slopes. Layer by layer each piece is cut where a neuron
 * changes its sign; at the end cuts that the output does not feel are forgotten.
 *
 * @param pieces at least one
 */
record AffinePieces(List<Piece> pieces) {

  /**
   * f(x) = slope·x + constant for x of [from, to].
   *
   * @param from its left end
   * @param to its right end, larger
   */
  record Piece(Rational from, Rational to, Rational slope, Rational constant) {
    Rational at(Rational x) {
      return slope.times(x).plus(constant);
    }
  }

  AffinePieces {
    pieces = List.copyOf(pieces);
  }

  /** All neurons of a layer on an interval, affine. */
  private record Layer(Rational from, Rational to, Rational[] slopes, Rational[] constants) {}

  /**
   * The pieces of f on [from, to].
   *
   * @throws IllegalArgumentException where the network is not of the kind, or the interval is empty
   */
  static AffinePieces of(Network f, Rational from, Rational to) {
    if (f.architecture().inputs() != 1 || f.architecture().outputs() != 1) {
      throw new IllegalArgumentException(
          "affine pieces: a network from 1 input to 1 output is needed, got "
              + f.architecture().widths());
    }
    if (from.compareTo(to) >= 0) {
      throw new IllegalArgumentException(
          "affine pieces: an interval is needed, got [" + from + ", " + to + "]");
    }
    List<Layer> layers =
        List.of(new Layer(from, to, new Rational[] {Rational.ONE}, new Rational[] {Rational.ZERO}));
    for (int h = 1; h <= f.depth(); h++) {
      List<Layer> next = new ArrayList<>();
      for (Layer layer : layers) {
        Layer affine = affine(f.weight(h), f.bias(h), layer);
        if (f.activation(h).equals(Activation.RELU)) {
          rectify(affine, next);
        } else if (f.activation(h).equals(Activation.IDENTITY)) {
          next.add(affine);
        } else {
          throw new IllegalArgumentException(
              "affine pieces: expected relu or identity, got "
                  + f.activation(h).id()
                  + " on layer "
                  + h);
        }
      }
      layers = next;
    }
    List<Piece> pieces = new ArrayList<>();
    for (Layer l : layers) {
      Piece p = new Piece(l.from(), l.to(), l.slopes()[0], l.constants()[0]);
      if (!pieces.isEmpty() && pieces.getLast().slope().equals(p.slope())) {
        // f is continuous: with one slope it is one affine function
        Piece before = pieces.removeLast();
        p = new Piece(before.from(), p.to(), p.slope(), p.constant());
      }
      pieces.add(p);
    }
    return new AffinePieces(pieces);
  }

  private static Layer affine(RationalMatrix w, RationalMatrix b, Layer in) {
    Rational[] slopes = new Rational[w.rows()];
    Rational[] constants = new Rational[w.rows()];
    for (int i = 0; i < w.rows(); i++) {
      Rational slope = Rational.ZERO;
      Rational constant = b.get(i, 0);
      for (int j = 0; j < w.columns(); j++) {
        slope = slope.plus(w.get(i, j).times(in.slopes()[j]));
        constant = constant.plus(w.get(i, j).times(in.constants()[j]));
      }
      slopes[i] = slope;
      constants[i] = constant;
    }
    return new Layer(in.from(), in.to(), slopes, constants);
  }

  /** Cuts where a neuron is 0 in between, and sets to 0 what is not positive. */
  private static void rectify(Layer in, List<Layer> out) {
    TreeSet<Rational> cuts = new TreeSet<>();
    for (int i = 0; i < in.slopes().length; i++) {
      if (!in.slopes()[i].isZero()) {
        Rational zero = in.constants()[i].negate().dividedBy(in.slopes()[i]);
        if (zero.compareTo(in.from()) > 0 && zero.compareTo(in.to()) < 0) {
          cuts.add(zero);
        }
      }
    }
    cuts.add(in.to());
    Rational from = in.from();
    for (Rational to : cuts) {
      Rational[] slopes = in.slopes().clone();
      Rational[] constants = in.constants().clone();
      Rational middle = between(from, to);
      for (int i = 0; i < slopes.length; i++) {
        // no neuron changes its sign inside the piece
        if (slopes[i].times(middle).plus(constants[i]).signum() <= 0) {
          slopes[i] = Rational.ZERO;
          constants[i] = Rational.ZERO;
        }
      }
      out.add(new Layer(from, to, slopes, constants));
      from = to;
    }
  }

  /** A number strictly between; a double where there is one near the middle, since it is short. */
  private static Rational between(Rational from, Rational to) {
    double middle = (from.doubleValue() + to.doubleValue()) / 2;
    if (Double.isFinite(middle)) {
      Rational near = Rational.ofDouble(middle);
      if (from.compareTo(near) < 0 && near.compareTo(to) < 0) {
        return near;
      }
    }
    return from.plus(to).dividedBy(Rational.of(2));
  }

  /** The number of pieces. */
  int count() {
    return pieces.size();
  }

  /** The piece that contains x, the left one at a cut. */
  int indexAt(Rational x) {
    for (int i = 0; i < pieces.size(); i++) {
      if (x.compareTo(pieces.get(i).to()) <= 0 && x.compareTo(pieces.get(i).from()) >= 0) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "affine pieces: " + x + " is outside [" + from() + ", " + to() + "]");
  }

  Rational from() {
    return pieces.getFirst().from();
  }

  Rational to() {
    return pieces.getLast().to();
  }

  /** f(x). */
  Rational at(Rational x) {
    return pieces.get(indexAt(x)).at(x);
  }

  /** The ends and the cuts, from left to right. */
  List<Rational> nodes() {
    List<Rational> nodes = new ArrayList<>(List.of(from()));
    pieces.forEach(p -> nodes.add(p.to()));
    return nodes;
  }

  /** Where the slope changes its sign inside; a flat stretch between counts once. */
  int extrema() {
    int extrema = 0;
    int last = 0;
    for (Piece p : pieces) {
      int sign = p.slope().signum();
      if (sign != 0) {
        extrema += last == -sign ? 1 : 0;
        last = sign;
      }
    }
    return extrema;
  }

  /**
   * max |f − g| where g is affine between these ends: the maximum is at a node, since f − g is
   * affine in between.
   *
   * @param left g(from)
   * @param right g(to)
   */
  Rational distanceFromChord(Rational left, Rational right) {
    Rational slope = right.minus(left).dividedBy(to().minus(from()));
    Rational most = Rational.ZERO;
    for (Rational node : nodes()) {
      Rational g = left.plus(slope.times(node.minus(from())));
      most = most.max(at(node).minus(g).abs());
    }
    return most;
  }
}
