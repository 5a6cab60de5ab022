package org.theoria.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.theoria.proposition.Language;

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
      progress.training(0.125, 3e-7);
      clock.set(1_000_000_000L);
      progress.advance(70);
    }
    assertEquals(CLEAR + "x  70  70/s  perte 1,25e-01  ‖∇‖ 3,00e-07" + CLEAR, written());
  }

  @Test
  void endsWithANote() {
    try (Progress progress = start(true, Language.EN, "x", 0)) {
      progress.note("  first");
      progress.note("  rate 0.1");
      clock.set(1_000_000_000L);
      progress.advance(70);
    }
    assertEquals(CLEAR + "x  70  70/s  rate 0.1" + CLEAR, written());
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
      clock.set(1_000_000_000L);
      progress.advance(5);
    }
    assertEquals(78, DisplayWidth.of(written().replace(CLEAR, "")));
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
    return Progress.start(out, shown, language, label, total, clock::get);
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
