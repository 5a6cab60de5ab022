package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;
import org.theoria.train.HeldOut;

class ProgressTest {

  private static final String CLEAR = "\r\u001b[K";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong clock = new AtomicLong();

  @Test
  void tellsCountShareRateAndTimeLeftAndGoesAway() {
    try (Progress progress = start(true, Language.EN, "relu-non-coercive", 100_000)) {
      clock.set(2_000_000_000L);
      progress.advance(20_000);
    }
    assertEquals(
        CLEAR + "relu-non-coercive  20 000/100 000  20 %  10 000/s  0:08 left" + CLEAR, written());
  }

  @Test
  void speaksFrenchAndHours() {
    try (Progress progress = start(true, Language.FR, "x", 10_000)) {
      clock.set(2_000_000_000L);
      progress.advance(5);
    }
    assertEquals(CLEAR + "x  5/10 000  0 %  2,5/s  reste 1:06:38" + CLEAR, written());
  }

  @Test
  void tellsHowATrainingStands() {
    try (Progress progress = start(true, Language.FR, "x", 0)) {
      progress.training(new TrainingStatus(0.125, Optional.empty(), 3e-7, 0.01));
      clock.set(1_000_000_000L);
      progress.advance(70);
    }
    assertEquals(CLEAR + "x  70  70/s  perte 0,125  ‖∇E‖ 3,00e-07  taux 0,0100" + CLEAR, written());
  }

  /** A line of a long training, on a terminal of so many columns. */
  private String training(int columns, Language language, HeldOut.Measure... heldOut) {
    bytes.reset();
    clock.set(0);
    try (Progress progress =
        Progress.start(
            out,
            true,
            columns,
            language,
            "training, 784 inputs, width 12",
            9_876_543,
            clock::get)) {
      progress.training(
          new TrainingStatus(-1.2345e-5, Arrays.stream(heldOut).findFirst(), 14.6629e6, 1e-5));
      clock.set(300_000_000_000L);
      progress.advance(123_456);
    }
    String line = written().replace(CLEAR, "");
    assertTrue(DisplayWidth.of(line) <= columns - 1, line);
    return line;
  }

  @Test
  void lossNormRateAndTimeLeftAllFitIntoEightyColumns() {
    for (Language language : Language.values()) {
      String line = training(80, language, new HeldOut.Measure(0.25, OptionalDouble.of(1)));
      String left = language == Language.FR ? "reste 6:35:01" : "6:35:01 left";
      assertTrue(line.contains(left), line);
      String point = line.replace(',', '.');
      assertTrue(point.contains(" -1.23e-05") && point.contains("‖∇E‖ 1.47e+07"), line);
      assertTrue(point.endsWith(" 1.00e-05"), line);
    }
    assertTrue(
        training(84, Language.EN)
            .startsWith("training, 784 inp…  1 %  6:35:01 left  loss -1.23e-05"),
        training(84, Language.EN));
  }

  /** At every width what is there is whole, and a wider terminal shows no less of what matters. */
  @Test
  void noNumberIsEverCut() {
    HeldOut.Measure test = new HeldOut.Measure(0.25, OptionalDouble.of(0.953));
    List<String> whole = List.of(training(300, Language.EN, test).split("  "));
    assertEquals(9, whole.size(), whole.toString());
    for (int columns = 1; columns < 160; columns++) {
      String line = training(columns, Language.EN, test);
      for (String field : line.isEmpty() ? List.<String>of() : List.of(line.split("  "))) {
        boolean label = field.startsWith("training") && field.endsWith("…");
        assertTrue(label || whole.contains(field), columns + ": " + line);
      }
    }
  }

  /** What starts slowly is not said to take hours. */
  @Test
  void aSlowBeginningIsForgotten() {
    try (Progress progress = start(true, Language.EN, "x", 1_000_000)) {
      clock.set(1_900_000_000L);
      progress.advance(1);
      assertFalse(written().contains("left"), written());
      for (int second = 2; second <= 64; second++) {
        clock.set(second * 1_000_000_000L);
        progress.advance(second <= 8 ? 1 : 1000);
      }
    }
    // 1000 units a second since the 8th, of which 16 and more are now looked at
    String last = written().substring(written().lastIndexOf("56 00"));
    assertTrue(last.contains("1 000/s  15:44 left"), last);
  }

  @Test
  void knowsNoTimeLeftWithoutATotal() {
    try (Progress progress = start(true, Language.EN, "x", 0)) {
      clock.set(1_000_000_000L);
      progress.advance(70);
    }
    assertEquals(CLEAR + "x  70  70/s" + CLEAR, written());
  }

  @Test
  void writesNothingWherePiped() {
    try (Progress progress = start(false, Language.EN, "x", 10)) {
      clock.set(1_000_000_000L);
      progress.advance(5);
    }
    assertEquals("", written());
  }

  @Test
  void writesAtMostFiveLinesASecond() {
    try (Progress progress = start(true, Language.EN, "x", 1_000_000)) {
      for (int i = 1; i <= 1000; i++) {
        clock.set(i * 1_000_000L);
        progress.advance(1);
      }
    }
    assertEquals(5, written().split("/s", -1).length - 1);
  }

  @Test
  void isNeverWiderThanTheTerminal() {
    try (Progress progress = start(true, Language.EN, "漢".repeat(200), 10)) {
      clock.set(2_000_000_000L);
      progress.advance(5);
    }
    assertEquals(CLEAR + "漢".repeat(14) + "…  5/10  50 %  2.5/s  0:02 left" + CLEAR, written());
  }

  @Test
  void losesNoUnitOfAnyThread() throws InterruptedException {
    try (Progress progress = start(true, Language.EN, "x", 40_000)) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < 10_000; i++) {
                        progress.advance(1);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      clock.set(1_000_000_000L);
      progress.advance(0);
    }
    assertTrue(written().contains("40 000/40 000  100 %"), written());
  }

  @Test
  void saysNothingAfterItsEnd() {
    Progress progress = start(true, Language.EN, "x", 10);
    progress.close();
    clock.set(1_000_000_000L);
    progress.advance(5);
    progress.close();
    assertEquals("", written());
  }

  private Progress start(boolean shown, Language language, String label, long total) {
    return Progress.start(out, shown, 80, language, label, total, clock::get);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
