package org.theoria.theorems.geometry;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;

/** Jacobians from values of f alone, and ranks by elimination in integers: no class of ours. */
final class PlainRank {
  private PlainRank() {}

  /** The rank, by fraction-free elimination of rows scaled to integers. */
  static int of(List<List<Rational>> rows) {
    List<BigInteger[]> left = new ArrayList<>();
    for (List<Rational> row : rows) {
      BigInteger scale = BigInteger.ONE;
      for (Rational r : row) {
        scale = scale.multiply(r.denominator()).divide(scale.gcd(r.denominator()));
      }
      BigInteger[] integers = new BigInteger[row.size()];
      for (int j = 0; j < integers.length; j++) {
        Rational r = row.get(j);
        integers[j] = r.numerator().multiply(scale.divide(r.denominator()));
      }
      left.add(integers);
    }
    int rank = 0;
    int columns = rows.isEmpty() ? 0 : rows.getFirst().size();
    for (int j = 0; j < columns; j++) {
      int column = j;
      BigInteger[] pivot =
          left.stream().filter(r -> r[column].signum() != 0).findFirst().orElse(null);
      if (pivot == null) {
        continue;
      }
      rank++;
      left.remove(pivot);
      for (BigInteger[] row : left) {
        BigInteger a = row[j];
        for (int l = 0; l < columns; l++) {
          row[l] = row[l].multiply(pivot[j]).subtract(pivot[l].multiply(a));
        }
      }
    }
    return rank;
  }

  /** The pre-activations of the hidden layers on one input, and the output; by plain loops. */
  static List<List<Rational>> values(Network n, RationalMatrix x, int example) {
    List<List<Rational>> all = new ArrayList<>();
    List<Rational> layer = new ArrayList<>();
    for (int i = 0; i < x.rows(); i++) {
      layer.add(x.get(i, example));
    }
    for (int h = 1; h <= n.depth(); h++) {
      List<Rational> z = new ArrayList<>();
      for (int i = 0; i < n.weight(h).rows(); i++) {
        Rational sum = n.bias(h).get(i, 0);
        for (int j = 0; j < layer.size(); j++) {
          sum = sum.plus(n.weight(h).get(i, j).times(layer.get(j)));
        }
        z.add(sum);
      }
      all.add(z);
      String activation = n.activation(h).id();
      layer = z.stream().map(t -> activated(activation, t)).toList();
    }
    return all;
  }

  /** f_θ(X), example by example. */
  static List<Rational> outputs(ParameterInstance i, Theta theta) {
    List<Rational> all = new ArrayList<>();
    for (int e = 0; e < i.sample().size(); e++) {
      all.addAll(values(i.at(theta), i.sample().x(), e).getLast());
    }
    return all;
  }

  private static Rational activated(String activation, Rational t) {
    return switch (activation) {
      case "identity" -> t;
      case "relu" -> t.signum() > 0 ? t : Rational.ZERO;
      case "leaky-relu" -> t.signum() > 0 ? t : t.times(Rational.of(1, 8));
      case "absolute" -> t.abs();
      default -> throw new IllegalArgumentException("no plain version of " + activation);
    };
  }

  /**
   * The Jacobian, a row for each output of each example: f is affine in each parameter alone while
   * no sign changes, so a difference quotient of a small enough step is the derivative.
   */
  static List<List<Rational>> jacobian(Network n, RationalMatrix x) {
    List<List<Rational>> rows = new ArrayList<>();
    for (int e = 0; e < x.columns(); e++) {
      int outputs = n.architecture().outputs();
      for (int o = 0; o < outputs; o++) {
        rows.add(new ArrayList<>());
      }
      List<List<Rational>> at = values(n, x, e);
      for (int h = 0; h < n.depth(); h++) {
        RationalMatrix w = n.weights().get(h);
        for (int i = 0; i < w.rows(); i++) {
          for (int j = -1; j < w.columns(); j++) {
            List<Rational> derivative = derivative(n, x, e, at, h, i, j);
            for (int o = 0; o < outputs; o++) {
              rows.get(e * outputs + o).add(derivative.get(o));
            }
          }
        }
      }
    }
    return rows;
  }

  /** Along entry (i, j) of W_{h+1}, or along entry i of b_{h+1} for j = −1. */
  private static List<Rational> derivative(
      Network n, RationalMatrix x, int example, List<List<Rational>> at, int h, int i, int j) {
    Rational step = Rational.ONE;
    for (int halvings = 0; halvings < 200; halvings++) {
      List<RationalMatrix> weights = new ArrayList<>(n.weights());
      List<RationalMatrix> biases = new ArrayList<>(n.biases());
      if (j < 0) {
        biases.set(h, biases.get(h).with(i, 0, biases.get(h).get(i, 0).plus(step)));
      } else {
        weights.set(h, weights.get(h).with(i, j, weights.get(h).get(i, j).plus(step)));
      }
      List<List<Rational>> moved = values(n.withParameters(weights, biases), x, example);
      if (sameSigns(at, moved)) {
        List<Rational> result = new ArrayList<>();
        for (int o = 0; o < at.getLast().size(); o++) {
          result.add(moved.getLast().get(o).minus(at.getLast().get(o)).dividedBy(step));
        }
        return result;
      }
      step = step.times(Rational.of(1, 2));
    }
    throw new IllegalArgumentException("a pre-activation is 0: there is no derivative");
  }

  private static boolean sameSigns(List<List<Rational>> a, List<List<Rational>> b) {
    for (int h = 0; h < a.size() - 1; h++) {
      for (int i = 0; i < a.get(h).size(); i++) {
        if (a.get(h).get(i).signum() != b.get(h).get(i).signum()) {
          return false;
        }
      }
    }
    return true;
  }

  /** rank D f_θ(X). */
  static int ofNetwork(Network n, RationalMatrix x) {
    return of(jacobian(n, x));
  }
}
