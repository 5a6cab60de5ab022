package org.theoria.network;

import java.util.List;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;

/**
 * An uninterpreted activation of class C¹ that acts coordinate by coordinate: only a formal
 * arithmetic can apply it.
 *
 * @param id the name of the function
 */
public record FormalActivation(String id) implements Activation {

  @Override
  public boolean isRational() {
    return false;
  }

  @Override
  public boolean isContinuouslyDifferentiable() {
    return true;
  }

  @Override
  public boolean isPositivelyHomogeneous() {
    return false;
  }

  @Override
  public boolean isCoordinatewise() {
    return true;
  }

  @Override
  public <M extends Matrix<M>> M value(OrderedArithmetic<M> k, M z) {
    return FormalArithmetic.required(k, id).formal(id, List.of(0), List.of(z));
  }

  @Override
  public <M extends Matrix<M>> M slope(OrderedArithmetic<M> k, M z) {
    return FormalArithmetic.required(k, id).formal(id, List.of(1), List.of(z));
  }

  @Override
  public <M extends Matrix<M>> M along(OrderedArithmetic<M> k, M z, M directions) {
    return directions.scaleRows(slope(k, z));
  }
}
