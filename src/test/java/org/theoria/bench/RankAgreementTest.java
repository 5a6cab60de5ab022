package org.theoria.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.PrimeField;
import org.theoria.bench.BenchRecord.Figure;
import org.theoria.certify.RankFile;
import org.theoria.certify.Replay;
import org.theoria.network.rank.bulk.FractionFreeRank;
import org.theoria.network.rank.bulk.IntervalRank;
import org.theoria.network.rank.bulk.ModularRank;

/** 20,000 networks of the ten shapes, and that wrong ranks do not go unseen. */
final class RankAgreementTest {

  @Test
  void noRankIsAboveTheBoundAndTheThreeAgree() {
    List<Figure> figures = new RankAgreement(20_000).run(new BenchTask.Settings(2, 1));
    for (String violation :
        List.of(
            "rank_above_bound", "interval_above_exact", "field_above_exact", "field_below_exact")) {
      assertEquals(0, value(figures, violation), violation);
    }
    assertEquals(20_000, value(figures, "networks"));
    assertTrue(value(figures, "deficient") > 10_000, "deficient");
    assertTrue(value(figures, "bound_attained") > 2_000, "attained");
    assertTrue(value(figures, "on_a_kink") > 2_000, "on a kink");
    for (AgreementShape shape : AgreementShape.TEN) {
      assertTrue(value(figures, shape.name() + " bound_attained") > 0, shape.name());
    }
    // what singular values say is wrong for some, in both directions, and impossible for some
    assertTrue(value(figures, "singular_values_above") > 0);
    assertTrue(value(figures, "singular_values_below") > 0);
    assertTrue(
        figures.stream()
            .anyMatch(
                f ->
                    f.metric().equals("singular_values_above_maximum")
                        && f.unit().startsWith("softmax")
                        && f.value() > 0));
  }

  private static double value(List<Figure> figures, String metric) {
    return figures.stream()
        .filter(f -> f.metric().equals(metric))
        .findFirst()
        .orElseThrow(() -> new AssertionError(metric))
        .value();
  }

  @Test
  void countsDoNotDependOnThreads() {
    List<Figure> one = new RankAgreement(3_000).run(new BenchTask.Settings(1, 1));
    List<Figure> three = new RankAgreement(3_000).run(new BenchTask.Settings(3, 1));
    for (int i = 0; i < one.size(); i++) {
      if (!one.get(i).metric().endsWith("per_s") && !one.get(i).metric().equals("seconds")) {
        assertEquals(one.get(i), three.get(i));
      }
    }
  }

  /** A wrong method, and what it must be called. */
  private static void assertFails(AgreementMethods.Factory planted, String violation)
      throws JsonProcessingException {
    BenchFailure e =
        assertThrows(
            BenchFailure.class,
            () -> new RankAgreement(1_000, planted).run(new BenchTask.Settings(2, 1)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("rank-agreement: expected no violation, got {"), message);
    assertTrue(message.contains(violation + "="), message);
    // the instance that is printed can be checked by itself
    assertInstanceOf(
        Replay.Result.Confirmed.class, RankFile.replay(new ObjectMapper().readTree(e.instance())));
  }

  @Test
  void aRankTooLargeIsSeen() throws JsonProcessingException {
    assertFails(
        (rows, columns) -> {
          AgreementMethods m = AgreementMethods.standard(rows, columns);
          FractionFreeRank exact = new FractionFreeRank(rows, columns);
          return new AgreementMethods(
              m.interval(), m.field(), (a, n, k) -> exact.rank(a, n, k) + 1);
        },
        "RANK_ABOVE_BOUND");
  }

  @Test
  void aBoundThatIsNotCertifiedIsSeen() throws JsonProcessingException {
    assertFails(
        (rows, columns) -> {
          AgreementMethods m = AgreementMethods.standard(rows, columns);
          IntervalRank interval = new IntervalRank(rows, columns);
          return new AgreementMethods(
              (a, n, k) -> Math.min(n, interval.rank(a, n, k) + 1), m.field(), m.exact());
        },
        "INTERVAL_ABOVE_EXACT");
  }

  @Test
  void aSmallPrimeIsSeen() throws JsonProcessingException {
    assertFails(
        (rows, columns) -> {
          AgreementMethods m = AgreementMethods.standard(rows, columns);
          ModularRank three = new ModularRank(rows, columns).over(new PrimeField(3));
          return new AgreementMethods(m.interval(), p -> three, m.exact());
        },
        "FIELD_BELOW_EXACT");
  }

  @Test
  void aDroppedRowIsSeen() throws JsonProcessingException {
    assertFails(
        (rows, columns) -> {
          AgreementMethods m = AgreementMethods.standard(rows, columns);
          FractionFreeRank exact = new FractionFreeRank(rows, columns);
          return new AgreementMethods(
              m.interval(), m.field(), (a, n, k) -> exact.rank(a, n - 1, k));
        },
        "FIELD_ABOVE_EXACT");
  }
}
