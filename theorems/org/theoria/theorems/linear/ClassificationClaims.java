package org.theoria.theorems.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.linear.CriticalClass;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Truth;

/**
 * For each of the three classes: the theorem says it if and only if the risk and the Hessian do;
 * and what is no global minimiser is a saddle, shown by curves.
 */
record ClassificationClaims(PredictedClass.Change change) implements Claims<DeepLinearPoint> {

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(DeepLinearPoint p, OrderedArithmetic<M> k) {
    if (!k.isExact()) {
      throw new NotRepresentableException(
          "ranks and inertias are decided in exact arithmetic only, not in " + k.name());
    }
    Regression data = p.regression();
    CriticalClass predicted = PredictedClass.of(p, data).byTheorem(change);
    ObservedClass observed = ObservedClass.of(p, data);
    Optional<CriticalClass> found = observed.classified();
    List<Claim<M>> claims = new ArrayList<>();
    for (CriticalClass c : ObservedClass.classes()) {
      claims.add(
          Claim.equal(
              c.id(),
              Truth.of(k, predicted == c),
              Truth.of(k, found.filter(f -> f == c).isPresent())));
    }
    claims.add(
        Claim.equal(
            "saddle", Truth.of(k, observed.least() || observed.saddle()), Truth.of(k, true)));
    return List.copyOf(claims);
  }

  @Override
  public boolean isRational(DeepLinearPoint p) {
    return true;
  }
}
