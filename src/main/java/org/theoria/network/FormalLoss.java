package org.theoria.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.ShapeException;

/**
 * An uninterpreted loss of class C¹, a function of the 2·n_H numbers y'_1, …, y'_{n_H}, y_1, …,
 * y_{n_H}: only a formal arithmetic can apply it.
 *
 * @param id the name of the function
 */
public record FormalLoss(String id) implements Loss {

  @Override
  public boolean isRational() {
    return false;
  }

  @Override
  public <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M prediction, M target) {
    List<M> arguments = arguments(prediction, target);
    return FormalArithmetic.required(k, id)
        .formal(id, Collections.nCopies(arguments.size(), 0), arguments)
        .sum();
  }

  @Override
  public <M extends Matrix<M>> M gradient(OrderedArithmetic<M> k, M prediction, M target) {
    List<M> arguments = arguments(prediction, target);
    FormalArithmetic<M> formal = FormalArithmetic.required(k, id);
    List<M> rows = new ArrayList<>();
    for (int i = 0; i < prediction.rows(); i++) {
      List<Integer> orders = new ArrayList<>(Collections.nCopies(arguments.size(), 0));
      orders.set(i, 1);
      rows.add(formal.formal(id, orders, arguments));
    }
    return rows.stream().reduce((above, below) -> above.stack(below)).orElseThrow();
  }

  private static <M extends Matrix<M>> List<M> arguments(M prediction, M target) {
    if (prediction.rows() != target.rows()
        || prediction.columns() != target.columns()
        || prediction.rows() == 0) {
      throw ShapeException.of("formal loss", prediction, target);
    }
    List<M> rows = new ArrayList<>();
    for (M m : List.of(prediction, target)) {
      for (int i = 0; i < m.rows(); i++) {
        rows.add(m.block(i, 0, 1, m.columns()));
      }
    }
    return rows;
  }
}
