package org.theoria.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

  /** Steps of 10 an epoch. */
  @ParameterizedTest
  @CsvSource({
    "constant, 1, 1",
    "constant, 1000000, 1",
    "step:2:0.5, 1, 1",
    "step:2:0.5, 20, 1",
    "step:2:0.5, 21, 0.5",
    "step:2:0.5, 61, 0.125",
    "exponential:0.5, 10, 1",
    "exponential:0.5, 11, 0.5",
    "exponential:0.5, 35, 0.125",
    "cosine:4:0.2, 1, 1",
    "cosine:4:0.2, 21, 0.6",
    "cosine:4:0.2, 41, 0.2",
    "cosine:4:0.2, 900, 0.2",
    "cosine:4, 41, 0.001",
    "warm-up:1:constant, 1, 0.1",
    "warm-up:1:constant, 5, 0.5",
    "warm-up:1:constant, 10, 1",
    "warm-up:1:exponential:0.5, 11, 1",
    "warm-up:1:exponential:0.5, 21, 0.5",
    "warm-up:1:warm-up:1:constant, 11, 0.1"
  })
  void factor(String text, long step, double expected) {
    assertEquals(expected, Schedule.parse(text).factor(step, 10), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant",
        "step:2:0.5",
        "exponential:0.5",
        "cosine:4:0.2",
        "warm-up:3:cosine:4:0.2"
      })
  void aDescriptionIsReadBack(String text) {
    assertEquals(text, Schedule.parse(text).describe());
    assertEquals(Schedule.parse(text), Schedule.parse(Schedule.parse(text).describe()));
  }

  @Test
  void noStepHasRateZero() {
    assertTrue(new Schedule.Exponential(0.01).factor(Long.MAX_VALUE, 1) > 0);
    assertTrue(new Schedule.StepDecay(1, 0.01).factor(Long.MAX_VALUE, 1) > 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "constant:1",
        "step:2",
        "step:0:0.5",
        "step:2:0",
        "step:2:1.5",
        "step:a:0.5",
        "exponential",
        "exponential:-1",
        "exponential:NaN",
        "cosine",
        "cosine:0",
        "cosine:3:0",
        "warm-up:3",
        "warm-up:0:constant",
        "warm-up:3:nothing",
        "linear:3"
      })
  void whatIsNoScheduleIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Schedule.parse(text));
  }

  @Test
  void theMessageSaysWhatIsExpected() {
    assertEquals(
        "expected constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine:EPOCHS[:LEAST] or"
            + " warm-up:EPOCHS:SCHEDULE, got \"linear\"",
        assertThrows(IllegalArgumentException.class, () -> Schedule.parse("linear")).getMessage());
  }
}
