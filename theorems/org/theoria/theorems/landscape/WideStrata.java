package org.theoria.theorems.landscape;

import java.util.List;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;

/** Critical points and points that are not, counted apart by what they are. */
final class WideStrata {
  private static final String ZERO = "E = 0";
  private static final String NEAR_WEIGHTS = "E > 0, ∇b = 0";
  private static final String NEAR_BIASES = "E > 0, ∇W = 0";
  private static final String OTHER = "E > 0";

  private WideStrata() {}

  static <I extends WideInstance> Strata<I> of() {
    return new Strata<>(
        Text.of(
            "Points inside the rank hypotheses, W and b being those of the first layer (of the first above the features)",
            "Points dans les hypothèses de rang, W et b étant ceux de la première couche (de la première après les caractéristiques)"),
        Text.of("what the point is", "ce qu'est le point"),
        List.of(Text.of("critical", "critique"), Text.of("not critical", "non critique")),
        List.of(ZERO, NEAR_WEIGHTS, NEAR_BIASES, OTHER),
        (row, column) -> (column == 0) == row.equals(ZERO),
        WideStrata::place);
  }

  private static Strata.Place place(WideInstance i) {
    WideRisk<RationalMatrix> risk = WideRisk.of(RationalArithmetic.INSTANCE, i);
    RationalMatrix partials = risk.partials();
    int first = i.features() + 1;
    boolean critical = risk.layers(partials, first, i.network().depth()).isZero();
    String row =
        risk.value().isZero()
            ? ZERO
            : risk.biases(partials, first).isZero()
                ? NEAR_WEIGHTS
                : risk.weights(partials, first).isZero() ? NEAR_BIASES : OTHER;
    return new Strata.Place(row, critical ? 0 : 1);
  }
}
