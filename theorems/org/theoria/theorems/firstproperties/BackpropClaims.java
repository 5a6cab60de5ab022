package org.theoria.theorems.firstproperties;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Parameters;
import org.theoria.network.PartialDerivatives;
import org.theoria.network.PartialDerivatives.Side;
import org.theoria.network.Sample;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Claims;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Text;

/**
 * ∂E/∂W_h and ∂E/∂b_h, by forward differentiation, equal the formula. Where an activation has kinks
 * the partial derivative exists only if the two one-sided ones agree, so both are compared with the
 * formula.
 *
 * @param formula the right-hand side
 */
record BackpropClaims(BackpropFormula formula) implements Claims<BackpropGradient.Instance> {

  BackpropClaims(BackpropFormula.Change change) {
    this(new BackpropFormula(change));
  }

  @Override
  public <M extends Matrix<M>> List<Claim<M>> on(
      BackpropGradient.Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    BackpropFormula.Gradient<M> g =
        formula.gradient(k, n, i.loss(), k.of(i.sample().x()), k.of(i.sample().y()));
    M derivative =
        PartialDerivatives.of(k, n, i.loss(), i.sample().x(), i.sample().y(), Side.RIGHT);
    M weights = weightsOf(n, derivative);
    M biases = biasesOf(n, derivative);
    M weightFormula = g.weightRow();
    M biasFormula = g.biasRow();
    if (!n.activations().stream().allMatch(Activation::isContinuouslyDifferentiable)) {
      M left =
          PartialDerivatives.of(k, n, i.loss(), i.sample().x(), i.sample().y(), Side.LEFT).negate();
      weights = weights.stack(weightsOf(n, left));
      biases = biases.stack(biasesOf(n, left));
      weightFormula = weightFormula.stack(weightFormula);
      biasFormula = biasFormula.stack(biasFormula);
    }
    return List.of(
        Claim.equal("weights", weights, weightFormula), Claim.equal("biases", biases, biasFormula));
  }

  /** The entries of a row in the order of {@link Parameters} that belong to weights. */
  static <M extends Matrix<M>> M weightsOf(Network n, M row) {
    Parameters p = new Parameters(n.architecture());
    M result = row.block(0, 0, 1, p.weightCount(1));
    for (int h = 2; h <= n.depth(); h++) {
      result = result.beside(row.block(0, p.layerStart(h), 1, p.weightCount(h)));
    }
    return result;
  }

  /** The entries of a row in the order of {@link Parameters} that belong to biases. */
  static <M extends Matrix<M>> M biasesOf(Network n, M row) {
    Parameters p = new Parameters(n.architecture());
    M result = row.block(0, p.biasStart(1), 1, n.architecture().width(1));
    for (int h = 2; h <= n.depth(); h++) {
      result = result.beside(row.block(0, p.biasStart(h), 1, n.architecture().width(h)));
    }
    return result;
  }

  @Override
  public boolean isRational(BackpropGradient.Instance i) {
    return i.network().isRational() && i.loss().isRational();
  }

  static Map<String, Text> texts() {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put(
        "weights",
        Text.of(
            "$\\partial E/\\partial (W_h)_{ij}=[f_{h-1}]_j[d_h]_i[\\Delta_h]_i$ for all $h,i,j$",
            "$\\partial E/\\partial (W_h)_{ij}=[f_{h-1}]_j[d_h]_i[\\Delta_h]_i$ pour tous"
                + " $h,i,j$"));
    texts.put(
        "biases",
        Text.of(
            "$\\partial E/\\partial (b_h)_i=[d_h]_i[\\Delta_h]_i$ for all $h,i$",
            "$\\partial E/\\partial (b_h)_i=[d_h]_i[\\Delta_h]_i$ pour tous $h,i$"));
    return texts;
  }

  static List<Mutant<BackpropGradient.Instance>> mutants() {
    List<Mutant<BackpropGradient.Instance>> mutants = new ArrayList<>();
    mutants.add(
        mutant(
            "transpose",
            BackpropFormula.Change.NO_TRANSPOSE,
            "$W_{h+1}$ instead of $W_{h+1}^T$, where it is square",
            "$W_{h+1}$ au lieu de $W_{h+1}^T$, là où elle est carrée"));
    mutants.add(
        mutant(
            "constant",
            BackpropFormula.Change.HALF,
            "$\\Delta_H=\\frac12\\nabla L$",
            "$\\Delta_H=\\frac12\\nabla L$"));
    mutants.add(
        mutant(
            "sign",
            BackpropFormula.Change.SIGN,
            "$\\Delta_H=-\\nabla L$",
            "$\\Delta_H=-\\nabla L$"));
    mutants.add(
        mutant(
            "recursion",
            BackpropFormula.Change.NO_SLOPE_IN_RECURSION,
            "$\\Delta_h=W_{h+1}^T\\Delta_{h+1}$, without $\\mathrm{diag}(d_{h+1})$",
            "$\\Delta_h=W_{h+1}^T\\Delta_{h+1}$, sans $\\mathrm{diag}(d_{h+1})$"));
    mutants.add(
        mutant(
            "bias-slope",
            BackpropFormula.Change.NO_SLOPE_IN_BIAS,
            "$\\partial E/\\partial b_h=\\Delta_h$, without $d_h$",
            "$\\partial E/\\partial b_h=\\Delta_h$, sans $d_h$"));
    mutants.add(
        mutant(
            "pre-activation",
            BackpropFormula.Change.PRE_ACTIVATION,
            "the pre-activation of layer $h-1$ instead of $f_{h-1}$",
            "la pré-activation de la couche $h-1$ au lieu de $f_{h-1}$"));
    mutants.add(
        mutant(
            "index",
            BackpropFormula.Change.TRANSPOSED_GRADIENT,
            "$i$ and $j$ exchanged in $\\partial E/\\partial (W_h)_{ij}$, where $W_h$ is square",
            "$i$ et $j$ échangés dans $\\partial E/\\partial (W_h)_{ij}$, là où $W_h$ est carrée"));
    return List.copyOf(mutants);
  }

  private static Mutant<BackpropGradient.Instance> mutant(
      String id, BackpropFormula.Change change, String en, String fr) {
    return Mutant.of(id, Text.of(en, fr), new BackpropClaims(change));
  }

  static <M extends Matrix<M>> Map<String, M> quantities(
      BackpropGradient.Instance i, OrderedArithmetic<M> k) {
    Network n = i.network();
    Sample s = i.sample();
    Loss loss = i.loss();
    M derivative = PartialDerivatives.of(k, n, loss, s.x(), s.y(), Side.RIGHT);
    BackpropFormula.Gradient<M> g =
        new BackpropFormula(BackpropFormula.Change.NONE)
            .gradient(k, n, loss, k.of(s.x()), k.of(s.y()));
    M output = n.forward(k, k.of(s.x())).output();
    Map<String, M> q = new LinkedHashMap<>();
    q.put("output", output);
    q.put("risk", loss.value(k, output, k.of(s.y())));
    q.put("weights-derivative", weightsOf(n, derivative));
    q.put("weights-formula", g.weightRow());
    q.put("biases-derivative", biasesOf(n, derivative));
    q.put("biases-formula", g.biasRow());
    return q;
  }
}
