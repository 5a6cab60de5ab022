package org.theoria.bench;

import java.util.List;
import java.util.stream.Collectors;
import org.theoria.network.Architecture;

/**
 * A shape of {@link RankAgreement}.
 *
 * @param architecture the widths
 * @param examples the most examples, enough for the bound to be attained
 */
record AgreementShape(Architecture architecture, int examples) {

  static final List<AgreementShape> TEN =
      List.of(
          of(6, 1, 1, 1),
          of(16, 1, 3, 1),
          of(36, 1, 8, 1),
          of(14, 2, 3, 2),
          of(34, 2, 4, 4, 1),
          of(26, 3, 3, 3, 2),
          of(24, 2, 2, 2, 2, 1),
          of(17, 4, 5, 3),
          of(8, 3, 1, 2),
          of(28, 2, 6, 1));

  private static AgreementShape of(int examples, Integer... widths) {
    return new AgreementShape(Architecture.of(widths), examples);
  }

  /** n·K at most. */
  int rows() {
    return examples * architecture.outputs();
  }

  /** "(2,4,4,1)". */
  String name() {
    return architecture.widths().stream()
        .map(String::valueOf)
        .collect(Collectors.joining(",", "(", ")"));
  }
}
