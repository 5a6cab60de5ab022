package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Elimination;
import org.theoria.arithmetic.ExactRank;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalField;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Parameters;

/**
 * The chart φ of the constant rank theorem at θ, for a θ at which the columns of one layer have the
 * rank r of the Jacobian: I and J are the rows and columns of a minor of order r there, and φ is
 * the inverse of Φ: θ′ ↦ (f_I(θ′) − f_I(θ), θ′_K − θ_K), K the parameters outside J. On a pattern f
 * is affine in the parameters of one layer, so that φ(y, s) is the solution of r linear equations:
 * exact.
 *
 * @param map the pattern of θ
 * @param base θ
 * @param minor I and J
 */
record LayerChart(FrozenMap map, Theta base, Minor minor) {

  /** The chart of the first layer that has one. */
  static Optional<LayerChart> of(RegionPoint point) {
    Theta base = Theta.of(point.network());
    RationalMatrix jacobian = point.jacobian();
    int rank = ExactRank.rank(jacobian);
    Parameters p = new Parameters(point.network().architecture());
    for (int h = 1; h <= point.network().depth(); h++) {
      int start = p.layerStart(h);
      int count = p.weightCount(h) + point.network().architecture().width(h);
      Minor minor = ExactRank.minor(jacobian.block(0, start, jacobian.rows(), count));
      if (minor.order() == rank) {
        List<Integer> columns = minor.columns().stream().map(c -> c + start).toList();
        return Optional.of(new LayerChart(point.map(), base, new Minor(minor.rows(), columns)));
      }
    }
    return Optional.empty();
  }

  /** r. */
  int rank() {
    return minor.order();
  }

  /** K, the parameters outside J, ascending. */
  List<Integer> others() {
    return ChartValues.outside(minor.columns(), base.entries().size());
  }

  /** The polynomial map at θ′: n·n_H numbers, those of example 1 first. */
  List<Rational> value(Theta theta) {
    List<Rational> all = new ArrayList<>();
    for (int e = 0; e < map.x().columns(); e++) {
      all.addAll(map.preActivations(RationalField.INSTANCE, theta.entries(), e).getLast());
    }
    return all;
  }

  /** The numbers of these indices. */
  static List<Rational> select(List<Rational> all, List<Integer> indices) {
    return indices.stream().map(all::get).toList();
  }

  /** a − b. */
  static List<Rational> minus(List<Rational> a, List<Rational> b) {
    List<Rational> result = new ArrayList<>();
    for (int k = 0; k < a.size(); k++) {
      result.add(a.get(k).minus(b.get(k)));
    }
    return result;
  }

  /** y = f_I(θ′) − f_I(θ), of the polynomial map. */
  List<Rational> first(Theta theta) {
    return minus(select(value(theta), minor.rows()), select(value(base), minor.rows()));
  }

  /** s = θ′_K − θ_K. */
  List<Rational> second(Theta theta) {
    return minus(select(theta.entries(), others()), select(base.entries(), others()));
  }

  /** φ(y, s); empty where the equations are singular. */
  Optional<Theta> at(List<Rational> y, List<Rational> s) {
    List<Rational> entries = new ArrayList<>(base.entries());
    List<Integer> others = others();
    for (int k = 0; k < others.size(); k++) {
      entries.set(others.get(k), entries.get(others.get(k)).plus(s.get(k)));
    }
    Theta start = new Theta(entries);
    List<Rational> missing = minus(y, first(start));
    RationalMatrix a =
        RationalMatrix.ofRows(map.jacobian(RationalField.INSTANCE, start.entries()))
            .select(minor.rows(), minor.columns());
    return Elimination.solve(
            RationalField.INSTANCE, a.toRows(), missing.stream().map(List::of).toList())
        .map(
            step -> {
              for (int k = 0; k < step.size(); k++) {
                int j = minor.columns().get(k);
                entries.set(j, entries.get(j).plus(step.get(k).getFirst()));
              }
              return new Theta(entries);
            });
  }

  /** y = 0. */
  List<Rational> noFirst() {
    return zeros(minor.order());
  }

  /** s = 0. */
  List<Rational> noSecond() {
    return zeros(base.entries().size() - minor.order());
  }

  /** As many zeros. */
  static List<Rational> zeros(int count) {
    return Collections.nCopies(count, Rational.ZERO);
  }
}
