package org.theoria.theorems.linear;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.theoria.network.Architecture;
import org.theoria.network.Subset;
import org.theoria.network.linear.CriticalClass;
import org.theoria.proposition.Strata;
import org.theoria.proposition.Text;
import org.theoria.sampling.CriticalPoints.Kind;
import org.theoria.sampling.Stream;

/**
 * The table of {@link DeepLinearClassification}: a row for each shape and each 𝒮, a column for
 * each class and kind. Required are all cells that exist (see {@link
 * org.theoria.sampling.CriticalPoints}): 3 + 4 + 7 + 8 + 7 + 8 rows, 55 cells.
 */
final class ClassificationTable {

  static final List<Architecture> SHAPES =
      List.of(
          Architecture.of(2, 1, 2),
          Architecture.of(3, 2, 2),
          Architecture.of(4, 2, 3),
          Architecture.of(3, 3, 3, 3),
          Architecture.of(4, 3, 2, 3),
          Architecture.of(5, 4, 3, 3, 3));

  static final Text SAMPLED =
      Text.of(
          "3 in 4 from the cells of the table, equally likely; else "
              + DeepLinearSampler.ANY_TEXT.en(),
          "3 sur 4 dans les cases du tableau, équiprobables ; sinon "
              + DeepLinearSampler.ANY_TEXT.fr());

  private static final List<DeepLinearCell> CELLS = DeepLinearCell.all(SHAPES);

  private static final String OTHER = "…";

  private ClassificationTable() {}

  /** What a default search draws. */
  static DeepLinearCell cell(Stream s) {
    return s.chance(3, 4) ? s.oneOf(CELLS) : DeepLinearCell.any(s);
  }

  static Strata<DeepLinearPoint> strata() {
    List<String> rows = rows();
    Set<Strata.Place> required =
        CELLS.stream()
            .map(c -> new Strata.Place(row(c.architecture(), c.subset()), column(c)))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return new Strata<>(
        Text.of(
            "Critical points by shape, $\\mathcal S$ and class",
            "Points critiques par architecture, $\\mathcal S$ et classe"),
        Text.of("shape and $\\mathcal S$", "architecture et $\\mathcal S$"),
        List.of(
            Text.of("global minimiser", "minimiseur global"),
            Text.of("strict saddle, tightened", "selle stricte, tenue"),
            Text.of("strict saddle, not tightened", "selle stricte, non tenue"),
            Text.of("non-strict saddle", "selle non stricte")),
        rows,
        (row, column) -> required.contains(new Strata.Place(row, column)),
        ClassificationTable::place);
  }

  private static Strata.Place place(DeepLinearPoint p) {
    PredictedClass predicted = PredictedClass.of(p, p.regression());
    return new Strata.Place(
        row(p.network().architecture(), predicted.subset()),
        column(predicted.byTheorem(), predicted.isTightened()));
  }

  /** The rows: every shape with every 𝒮. */
  static List<String> rows() {
    return subsets().stream().map(c -> row(c.architecture(), c.subset())).toList();
  }

  /** A cell of each row. */
  static List<DeepLinearCell> subsets() {
    return CELLS.stream()
        .map(c -> new DeepLinearCell(c.architecture(), c.subset(), Kind.ANY))
        .distinct()
        .toList();
  }

  /** The row of this shape and 𝒮; one row for all other shapes. */
  static String row(Architecture a, Subset subset) {
    if (!SHAPES.contains(a)) {
      return OTHER;
    }
    return a.widths().stream().map(String::valueOf).collect(Collectors.joining(",", "(", ") "))
        + subset;
  }

  /** By the theorem: a cell whose 𝒮 is not {1..r} has strict saddles, and so on. */
  private static int column(DeepLinearCell c) {
    boolean tightened = c.kind() == Kind.TIGHTENED;
    int maximal = c.architecture().widths().stream().mapToInt(w -> w).min().orElseThrow();
    if (!c.subset().isInitial()) {
      return column(CriticalClass.STRICT_SADDLE, tightened);
    }
    if (c.subset().size() == maximal) {
      return column(CriticalClass.GLOBAL_MINIMISER, tightened);
    }
    return column(
        tightened ? CriticalClass.NON_STRICT_SADDLE : CriticalClass.STRICT_SADDLE, tightened);
  }

  private static int column(CriticalClass c, boolean tightened) {
    return switch (c) {
      case GLOBAL_MINIMISER -> 0;
      case STRICT_SADDLE -> tightened ? 1 : 2;
      case NON_STRICT_SADDLE -> 3;
    };
  }
}
