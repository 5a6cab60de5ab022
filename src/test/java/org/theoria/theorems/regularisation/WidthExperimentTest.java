package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.backend.Backends;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;

final class WidthExperimentTest {
  private static final WidthSettings SMALL =
      new WidthSettings(2, List.of(2, 10, 12), List.of(0.0, 0.2), 15, 40, 2, 20, 0.01);

  private static Observations run(long seed, Watch watch) {
    return new WidthExperiment(Optional.of(Backends.installed().named("ejml")), Optional.of(SMALL))
        .run(new Experiment.Settings(true, seed), watch);
  }

  @Test
  void isCompleteWithItsTablesAndFigure() {
    Watches watch = new Watches(0);
    Observations seen = run(1, watch);
    assertTrue(seen.complete());
    assertEquals(1, seen.figures().size());
    assertEquals(2, seen.figures().getFirst().panels().size());
    assertEquals(List.of(6, 12), seen.tables().stream().map(t -> t.rows().size()).toList());
    assertTrue(watch.total() > 0);
    assertEquals(watch.total(), watch.done());
    assertEquals(12 * 21, watch.looks());
  }

  @Test
  void isAFunctionOfTheSeed() {
    assertEquals(run(1, Watch.SILENT), run(1, Watch.SILENT));
    assertNotEquals(
        run(1, Watch.SILENT).tables().getLast().rows(),
        run(2, Watch.SILENT).tables().getLast().rows());
  }

  @Test
  void stopsSoonAndKeepsWhatIsDone() {
    Watches atOnce = new Watches(1);
    Observations nothing = run(1, atOnce);
    assertFalse(nothing.complete());
    assertEquals(List.of(), nothing.exhibits());
    assertEquals(1, atOnce.looks());
    Observations some = run(1, new Watches(50));
    assertFalse(some.complete());
    assertEquals(2, some.tables().getLast().rows().size());
  }

  @Test
  void theFullRunHasTheWidthsOfTheSlide() {
    assertEquals(
        List.of(10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 400),
        WidthSettings.FULL.widths().stream().filter(w -> w >= WidthSettings.SLIDE_FROM).toList());
    assertEquals(100, WidthSettings.FULL.examples());
    double w = WidthSettings.FULL.threshold();
    assertEquals(100, 5 * w * w + 8 * w + 1, 1e-9);
    assertTrue(new LineNetwork(6, 3).parameterCount() < 100);
    assertTrue(new LineNetwork(6, 4).parameterCount() > 100);
  }

  /** An epoch of width 400 takes some 400 times as long as one of width 2. */
  @Test
  void theTimeLeftWeighsAnEpochByItsParameters() {
    long narrow = WidthExperiment.work(new LineNetwork(6, 2));
    long wide = WidthExperiment.work(new LineNetwork(6, 400));
    assertTrue(wide >= 200 * narrow && wide <= 800 * narrow, wide + " and " + narrow);
    Watches two = new Watches(0);
    new WidthExperiment(
            Optional.of(Backends.installed().named("ejml")),
            Optional.of(new WidthSettings(2, List.of(2, 60), List.of(0.0), 15, 40, 1, 3, 0.01)))
        .run(new Experiment.Settings(true, 1), two);
    long work =
        WidthExperiment.work(new LineNetwork(2, 2)) + WidthExperiment.work(new LineNetwork(2, 60));
    assertEquals(3 * work, two.total());
    assertEquals(two.total(), two.done());
  }

  @Test
  void allWidthsSeeTheSameSample() {
    WidthSample a = WidthSample.draw(WidthSettings.FULL, 0.2, new Key("k", 1), 0);
    WidthSample b = WidthSample.draw(WidthSettings.FULL, 0.2, new Key("k", 1), 0);
    assertEquals(a.y()[7], b.y()[7]);
    double rest = 0;
    for (int i = 0; i < a.testX().length; i++) {
      double r = a.testY()[i] - Math.sin(2 * Math.PI * a.testX()[i]);
      rest += r * r / a.testX().length;
    }
    // mean of 500 squares of N(0, 0.04): standard deviation 0.04·√(2/500) = 0.0025; five of them
    assertEquals(0.04, rest, 0.0125);
    // sin² over a period is 1/2 on average, plus the noise
    assertEquals(0.54, a.variance(), 0.1);
    // the network 0: its error is the mean of y²
    double zero = a.testError(new LineNetwork(1, 1), new double[4]);
    assertEquals(Arrays.stream(a.testY()).map(v -> v * v).average().orElseThrow(), zero, 1e-12);
  }

  /** Two samples, the second with test errors larger by 0.02 at all widths; variance 1/2. */
  private static List<WidthRun> runs(double noise, double trainWide, double testWide) {
    List<WidthRun> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      double more = 0.02 * run;
      runs.add(new WidthRun(noise, 3, 70, run, true, 0.5, 0.0001, 0.5));
      runs.add(new WidthRun(noise, 10, 581, run, true, 0.03, 0.06 + more, 0.5));
      runs.add(new WidthRun(noise, 30, 4741, run, true, 0.03, 0.05 + more, 0.5));
      runs.add(new WidthRun(noise, 400, 803201, run, true, trainWide, testWide + more, 0.5));
    }
    return runs;
  }

  private static String seen(double noise, double trainWide, double testWide) {
    return WidthSeen.of(runs(noise, trainWide, testWide), List.of(noise), 100).en();
  }

  @Test
  void theSentenceFollowsTheFacts() {
    // the median over 10, 30, 400 is 0.06 on the first sample: 0.0649 is 0.0098 variances above
    String regular = seen(0.2, 0.066, 0.0649);
    assertTrue(regular.contains("does not overfit (slide 15) is seen"), regular);
    assertTrue(regular.contains("8032 an example"), regular);
    assertTrue(regular.contains("does not fit the noise"), regular);
    assertTrue(regular.contains("the widths from 10 on"), "3 is not of the slide: " + regular);
    assertTrue(regular.contains("between 0.06 and 0.0749"), regular);
    String over = seen(0.2, 0.019, 0.0651);
    assertTrue(over.contains("It overfits, unlike the slide's"), over);
    assertTrue(over.contains("It fits the noise"), over);
    String less = seen(0.2, 0.035, 0.0651);
    assertTrue(less.contains("trained less well"), less);
    assertFalse(less.contains("It overfits") || less.contains("is seen"), less);
    assertFalse(seen(0, 0.019, 0.0651).contains("the noise"), "there is none");
    String nothing = seen(0.2, 0.26, 0.05);
    assertTrue(nothing.contains("has not learnt its examples"), nothing);
    assertFalse(nothing.contains("overfit (slide"), nothing);
    String french = WidthSeen.of(runs(0.2, 0.019, 0.0651), List.of(0.2), 100).fr();
    assertTrue(french.contains("Il sur-apprend") && french.contains("0,04"), french);
  }

  /** No worse than others that overfit as well is not to be regular. */
  @Test
  void whereAllWidthsOverfitNothingElseIsSaid() {
    List<WidthRun> runs = new ArrayList<>();
    for (int width : new int[] {10, 30, 400}) {
      runs.add(new WidthRun(0.2, width, 5 * width * width, 0, true, 0.0001, 0.08, 0.5));
    }
    Text seen = WidthSeen.of(runs, List.of(0.2), 100);
    assertFalse(seen.en().contains("(slide 15) is seen"), seen.en());
    assertTrue(seen.en().contains("compared with are over-parametrised too"), seen.en());
    assertTrue(seen.en().contains("That it does not overfit (slide 15) is not seen"), seen.en());
    assertTrue(seen.fr().contains("elles aussi, surparamétrées"), seen.fr());
    assertTrue(seen.fr().contains("(diapositive 15) ne se voit pas"), seen.fr());
    // with as few parameters as that, the narrow one is not over-parametrised
    String more = WidthSeen.of(runs, List.of(0.2), 500).en();
    assertFalse(more.contains("over-parametrised too"), more);
  }

  @Test
  void divergedRunsAreLeftOutAndCounted() {
    List<WidthRun> runs =
        List.of(
            new WidthRun(0, 10, 581, 0, true, 0.03, 0.05, 0.5),
            new WidthRun(0, 400, 803201, 0, false, 0.03, 0.9, 0.5));
    String seen = WidthSeen.of(runs, List.of(0.0), 100).en();
    assertTrue(seen.startsWith("1 of 2 trainings diverged"), seen);
    assertFalse(seen.contains("overfit"), seen);
    assertTrue(WidthSeen.of(runs.subList(0, 1), List.of(0.0), 100).en().contains("No two widths"));
  }

  /** What is compared with is the median over the widths, and the counts say who does better. */
  @Test
  void saysWhatIsComparedWithAndHowManyDoBetter() {
    List<WidthRun> runs = new ArrayList<>();
    double[] train = {0.01, 0.02, 0.03, 0.04, 0.05};
    double[] test = {0.050, 0.051, 0.053, 0.055, 0.054};
    for (int i = 0; i < 5; i++) {
      runs.add(new WidthRun(0.2, 10 * (i + 1), 900 + i, 0, true, train[i], test[i], 0.5));
    }
    Text seen = WidthSeen.of(runs, List.of(0.2), 100);
    // 0.054 is 0.001 above the median 0.053, and above three of the four others
    assertTrue(
        seen.en()
            .contains(
                "Of the 4 narrower of these widths, 3 have a smaller median error on fresh examples"
                    + " and 4 a smaller one on those of the training."),
        seen.en());
    assertTrue(
        seen.en()
            .contains(
                "less the median of those of all 5 widths (its own among them) is 0.002 times the"
                    + " variance of $y$, at most 0.01"),
        seen.en());
    assertFalse(seen.en().contains("no worse"), seen.en());
    assertTrue(seen.fr().contains("Des 4 autres de ces largeurs, 3 ont"), seen.fr());
  }

  private static String free(double trainWide, double testWide) {
    List<WidthRun> runs = new ArrayList<>();
    for (int width : new int[] {10, 30, 50}) {
      runs.add(new WidthRun(0, width, 5 * width * width, 0, true, 1e-4, 1.1e-4, 0.5));
    }
    runs.add(new WidthRun(0, 400, 803201, 0, true, trainWide, testWide, 0.5));
    return WidthSeen.of(runs, List.of(0.0), 100).en();
  }

  /** All of these are less than 0.01 of the variance of y, so that no share of that tells them. */
  @Test
  void withoutNoiseTheErrorsAreComparedWithThemselves() {
    String regular = free(1.2e-4, 1.4e-4);
    assertTrue(regular.contains("(slide 15) is seen"), regular);
    String over = free(1e-6, 4e-3);
    assertTrue(over.contains("It overfits, unlike the slide's"), over);
    String gap = free(1e-5, 1.1e-4);
    assertTrue(gap.contains("That it does not overfit (slide 15) is not seen"), gap);
    String less = free(3.9e-3, 4e-3);
    assertTrue(less.contains("it is trained less well"), less);
    assertFalse(less.contains("is seen") || less.contains("It overfits"), less);
    // 1.45e-4 is 0.32 above the median 1.1e-4, the errors on the examples rise by 0.14 of it
    String neither = free(1.15e-4, 1.45e-4);
    assertTrue(neither.contains("nor that it does not (slide 15)"), neither);
    assertFalse(neither.contains("It overfits"), neither);
    String exact = free(0, 0);
    assertTrue(exact.contains("(slide 15) is seen"), "0/0 is no excess: " + exact);
  }
}
