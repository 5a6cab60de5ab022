package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The kept network on which singular values give a rank that no such matrix has. */
final class RankDoubleTest {
  private static final Path REPORTS = Path.of("reports").toAbsolutePath();
  private static final String KEPT = "rank-softmax.json";

  private static Run rank(String... more) {
    String[] args = new String[5 + more.length];
    args[0] = "rank";
    args[1] = "--network";
    args[2] = KEPT;
    args[3] = "--data";
    args[4] = KEPT;
    System.arraycopy(more, 0, args, 5, more.length);
    return Run.of(REPORTS, args);
  }

  @Test
  void singularValuesAreAboveTheProvenBound() {
    Run doubles = rank("--double");
    assertEquals(1, doubles.code(), doubles.err());
    assertTrue(doubles.out().contains("rank Df(X) = 5"), doubles.out());
    assertTrue(doubles.out().contains("proven upper bound of this matrix: 6"), doubles.out());
    assertTrue(
        doubles.out().contains("singular values DISAGREE: 7, above the proven upper bound"),
        doubles.out());
    Run french = rank("--double", "--lang", "fr");
    assertTrue(french.out().contains("DIFFÈRENT : 7, au-dessus du majorant prouvé"), french.out());
  }

  @Test
  void theLogitsOfTheSameNetworkDoNotDeceiveThem() {
    Run logits = rank("--double", "--outputs", "logits");
    assertEquals(0, logits.code(), logits.out() + logits.err());
    assertTrue(logits.out().contains("singular values agree"), logits.out());
  }

  @Test
  void itsCertificateReplays() {
    Run replay = Run.of(REPORTS, "replay", KEPT);
    assertEquals(0, replay.code(), replay.err());
    assertTrue(replay.out().contains("rank Df(X) = 5"), replay.out());
  }
}
