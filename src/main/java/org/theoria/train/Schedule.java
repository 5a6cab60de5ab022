package org.theoria.train;

import java.util.Locale;

/**
 * How the learning rate goes: step t uses η times {@link #factor}. A pure function of the step, so
 * a run that goes on later needs no memory of it. Epochs are those of the run: steps of one pass
 * over the sample.
 */
public sealed interface Schedule {

  /**
   * What η is multiplied by.
   *
   * @param step t = 1, 2, …
   * @param stepsOfAnEpoch at least 1; 1 for full batches
   */
  double factor(long step, int stepsOfAnEpoch);

  /** As {@link #parse} reads it. */
  String describe();

  /** η throughout. */
  record Constant() implements Schedule {
    @Override
    public double factor(long step, int stepsOfAnEpoch) {
      return 1;
    }

    @Override
    public String describe() {
      return "constant";
    }
  }

  /**
   * After every so many epochs the rate is multiplied by a factor.
   *
   * @param epochs at least 1
   * @param factor of (0, 1]
   */
  record StepDecay(int epochs, double factor) implements Schedule {
    public StepDecay {
      requireEpochs("step", epochs);
      requireFactor("step", factor);
    }

    @Override
    public double factor(long step, int stepsOfAnEpoch) {
      long epoch = (step - 1) / stepsOfAnEpoch;
      long times = epoch / epochs;
      return positive(StrictMath.pow(factor, (double) times));
    }

    @Override
    public String describe() {
      return "step:" + epochs + ":" + factor;
    }
  }

  /**
   * After every epoch the rate is multiplied by a factor.
   *
   * @param factor of (0, 1]
   */
  record Exponential(double factor) implements Schedule {
    public Exponential {
      requireFactor("exponential", factor);
    }

    @Override
    public double factor(long step, int stepsOfAnEpoch) {
      long epoch = (step - 1) / stepsOfAnEpoch;
      return positive(StrictMath.pow(factor, (double) epoch));
    }

    @Override
    public String describe() {
      return "exponential:" + factor;
    }
  }

  /**
   * Half a cosine from η to least·η over so many epochs, then least·η (Loshchilov and Hutter 2017,
   * arXiv:1608.03983, without restarts).
   *
   * @param epochs at least 1
   * @param least of (0, 1]
   */
  record Cosine(int epochs, double least) implements Schedule {
    public Cosine {
      requireEpochs("cosine", epochs);
      requireFactor("cosine", least);
    }

    @Override
    public double factor(long step, int stepsOfAnEpoch) {
      double way = Math.min(1, (step - 1) / ((double) epochs * stepsOfAnEpoch));
      return least + (1 - least) * (1 + StrictMath.cos(Math.PI * way)) / 2;
    }

    @Override
    public String describe() {
      return "cosine:" + epochs + ":" + least;
    }
  }

  /**
   * Linear from η/w to η over the w steps of so many epochs, then another schedule that begins
   * there.
   *
   * @param epochs at least 1
   * @param then what follows
   */
  record WarmUp(int epochs, Schedule then) implements Schedule {
    public WarmUp {
      requireEpochs("warm-up", epochs);
    }

    @Override
    public double factor(long step, int stepsOfAnEpoch) {
      long steps = (long) epochs * stepsOfAnEpoch;
      return step < steps
          ? (double) step / steps
          : step == steps ? 1 : then.factor(step - steps, stepsOfAnEpoch);
    }

    @Override
    public String describe() {
      return "warm-up:" + epochs + ":" + then.describe();
    }
  }

  /** How a schedule is written, for help and errors. */
  String GRAMMAR =
      "constant, step:EPOCHS:FACTOR, exponential:FACTOR, cosine:EPOCHS[:LEAST] or"
          + " warm-up:EPOCHS:SCHEDULE";

  /** Where a cosine ends if nobody says. */
  double LEAST = 0.001;

  /**
   * Reads {@link #GRAMMAR}; LEAST is 1/1000 where it is not given.
   *
   * @throws IllegalArgumentException saying what was expected and what came
   */
  static Schedule parse(String text) {
    return parse(text, text);
  }

  /**
   * Reads a part of a schedule.
   *
   * @param whole what was given, for errors
   */
  private static Schedule parse(String text, String whole) {
    String[] parts = text.split(":", 3);
    try {
      return switch (parts[0] + " of " + parts.length) {
        case "constant of 1" -> new Constant();
        case "step of 3" -> new StepDecay(Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
        case "exponential of 2" -> new Exponential(Double.parseDouble(parts[1]));
        case "cosine of 2" -> new Cosine(Integer.parseInt(parts[1]), LEAST);
        case "cosine of 3" -> new Cosine(Integer.parseInt(parts[1]), Double.parseDouble(parts[2]));
        case "warm-up of 3" -> new WarmUp(Integer.parseInt(parts[1]), parse(parts[2], whole));
        default -> throw unknown(whole);
      };
    } catch (NumberFormatException e) {
      throw unknown(whole);
    }
  }

  private static IllegalArgumentException unknown(String text) {
    return new IllegalArgumentException("expected " + GRAMMAR + ", got \"" + text + "\"");
  }

  /** A power that underflows is still no step of 0. */
  private static double positive(double factor) {
    return Math.max(factor, Double.MIN_NORMAL);
  }

  private static void requireEpochs(String schedule, int epochs) {
    if (epochs < 1) {
      throw new IllegalArgumentException(
          "schedule " + schedule + ": at least 1 epoch is needed, got " + epochs);
    }
  }

  private static void requireFactor(String schedule, double factor) {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "schedule %s: a factor of (0, 1] is needed, got %s", schedule, factor));
    }
  }
}
