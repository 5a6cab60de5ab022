package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Field;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Forward;
import org.theoria.network.Network;
import org.theoria.network.Parameters;

/**
 * θ ↦ f_θ(X) with the slopes of the hidden activations frozen: a polynomial map, over any field,
 * and its Jacobian. A softmax on the last layer is left out.
 *
 * @param network the shape; its parameters do not matter
 * @param x n₀ × n
 * @param slopes for each hidden layer h = 1..H−1 the slopes, n_h × n
 */
record FrozenMap(Network network, RationalMatrix x, List<RationalMatrix> slopes) {
  FrozenMap {
    slopes = List.copyOf(slopes);
  }

  /**
   * The polynomial map of the pattern of this network on x.
   *
   * @param f its {@link #logits} on x
   */
  static FrozenMap of(Network network, Forward<RationalMatrix> f) {
    List<RationalMatrix> slopes = new ArrayList<>();
    for (int h = 1; h < network.depth(); h++) {
      slopes.add(f.slope(h));
    }
    return new FrozenMap(network, f.layer(0), slopes);
  }

  /** The network with the identity on its last layer. */
  static Network logits(Network n) {
    List<Activation> activations = new ArrayList<>(n.activations());
    activations.set(n.depth() - 1, Activation.IDENTITY);
    return new Network(n.architecture(), activations, n.weights(), n.biases());
  }

  /** The same with |x| and the absolute values of the slopes: coefficients in absolute value. */
  FrozenMap absolute() {
    return new FrozenMap(network, abs(x), slopes.stream().map(FrozenMap::abs).toList());
  }

  private static RationalMatrix abs(RationalMatrix m) {
    RationalMatrix result = m;
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        result = result.with(i, j, m.get(i, j).abs());
      }
    }
    return result;
  }

  /**
   * W_h f_{h−1} + b_h for h = 1..H on one example; the last one is the value of the map.
   *
   * @param theta in the order of {@link Parameters}
   * @param example from 0
   */
  <E> List<List<E>> preActivations(Field<E> field, List<E> theta, int example) {
    Parameters p = new Parameters(network.architecture());
    List<List<E>> all = new ArrayList<>();
    List<E> layer = column(field, x, example);
    for (int h = 1; h <= network.depth(); h++) {
      List<E> z = new ArrayList<>();
      for (int i = 0; i < network.architecture().width(h); i++) {
        E sum = theta.get(p.bias(h, i));
        for (int j = 0; j < layer.size(); j++) {
          sum = field.add(sum, field.mul(theta.get(p.weight(h, i, j)), layer.get(j)));
        }
        z.add(sum);
      }
      all.add(z);
      if (h < network.depth()) {
        layer = scaled(field, z, h, example);
      }
    }
    return all;
  }

  private <E> List<E> scaled(Field<E> field, List<E> z, int h, int example) {
    List<E> slope = column(field, slopes.get(h - 1), example);
    List<E> result = new ArrayList<>();
    for (int i = 0; i < z.size(); i++) {
      result.add(field.mul(slope.get(i), z.get(i)));
    }
    return result;
  }

  private static <E> List<E> column(Field<E> field, RationalMatrix m, int j) {
    List<E> result = new ArrayList<>();
    for (int i = 0; i < m.rows(); i++) {
      result.add(image(field, m.get(i, j)));
    }
    return result;
  }

  /**
   * @throws ArithmeticException where the number has no image in the field
   */
  private static <E> E image(Field<E> field, Rational value) {
    return field
        .of(value)
        .orElseThrow(() -> new ArithmeticException(value + " has no image in " + field));
  }

  /**
   * The Jacobian, n·n_H rows (those of example 1, then of example 2, …), by backpropagation.
   *
   * @throws ArithmeticException where x or a slope has no image in the field
   */
  <E> List<List<E>> jacobian(Field<E> field, List<E> theta) {
    List<List<E>> rows = new ArrayList<>();
    for (int example = 0; example < x.columns(); example++) {
      List<List<E>> pre = preActivations(field, theta, example);
      for (int o = 0; o < network.architecture().outputs(); o++) {
        rows.add(row(field, theta, pre, example, o));
      }
    }
    return rows;
  }

  private <E> List<E> row(
      Field<E> field, List<E> theta, List<List<E>> pre, int example, int output) {
    Parameters p = new Parameters(network.architecture());
    List<E> row = new ArrayList<>();
    for (int k = 0; k < p.count(); k++) {
      row.add(field.zero());
    }
    List<E> above = new ArrayList<>();
    for (int i = 0; i < network.architecture().outputs(); i++) {
      above.add(i == output ? field.one() : field.zero());
    }
    for (int h = network.depth(); h >= 1; h--) {
      List<E> below =
          h == 1 ? column(field, x, example) : scaled(field, pre.get(h - 2), h - 1, example);
      for (int i = 0; i < above.size(); i++) {
        for (int j = 0; j < below.size(); j++) {
          row.set(p.weight(h, i, j), field.mul(above.get(i), below.get(j)));
        }
        row.set(p.bias(h, i), above.get(i));
      }
      if (h > 1) {
        above = back(field, theta, above, h, example);
      }
    }
    return row;
  }

  /** The derivatives along the pre-activations of layer h − 1, from those of layer h. */
  private <E> List<E> back(Field<E> field, List<E> theta, List<E> above, int h, int example) {
    Parameters p = new Parameters(network.architecture());
    List<E> result = new ArrayList<>();
    for (int j = 0; j < network.architecture().width(h - 1); j++) {
      E sum = field.zero();
      for (int i = 0; i < above.size(); i++) {
        sum = field.add(sum, field.mul(above.get(i), theta.get(p.weight(h, i, j))));
      }
      result.add(sum);
    }
    return scaled(field, result, h - 1, example);
  }
}
