package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.Backends;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.network.Network;

final class AbsoluteExperimentTest {
  private static final AbsoluteSettings SMALL =
      new AbsoluteSettings(new LineNetwork(2, 6), 6, 2, 20, 3, 0.01, 10);

  private static Observations run(long seed, Watch watch) {
    return new AbsoluteExperiment(
            Optional.of(Backends.installed().named("ejml")), Optional.of(SMALL))
        .run(new Experiment.Settings(true, seed), watch);
  }

  @Test
  void isCompleteWithItsTablesAndFigures() {
    Watches watch = new Watches(0);
    Observations seen = run(1, watch);
    assertTrue(seen.complete());
    assertEquals(
        List.of("functions", "along-training"),
        seen.figures().stream().map(Exhibit.Figure::id).toList());
    // ranks after epochs 0, 1, 2, 5, 10, 20; losses after those and every fifth
    assertEquals(
        List.of(2, 2 * 6, 2 * 201, 2 * 6, 2 * 7),
        seen.tables().stream().map(t -> t.rows().size()).toList());
    assertEquals(2 * 20, watch.total());
    assertEquals(watch.total(), watch.done());
  }

  @Test
  void isAFunctionOfTheSeed() {
    assertEquals(run(1, Watch.SILENT), run(1, Watch.SILENT));
    assertNotEquals(
        run(1, Watch.SILENT).tables().get(1).rows(), run(2, Watch.SILENT).tables().get(1).rows());
  }

  @Test
  void stopsSoonAndKeepsWhatIsDone() {
    Watches atOnce = new Watches(1);
    Observations nothing = run(1, atOnce);
    assertFalse(nothing.complete());
    assertEquals(List.of(), nothing.exhibits());
    assertEquals(1, atOnce.looks());
    Observations one = run(1, new Watches(25));
    assertFalse(one.complete());
    assertEquals(1, one.tables().getFirst().rows().size());
  }

  @Test
  void theFullRunHasTheSettingsOfTheSlide() {
    AbsoluteSettings s = AbsoluteSettings.FULL;
    assertEquals(new LineNetwork(6, 20), s.network());
    assertEquals(List.of(10, 500, 5), List.of(s.examples(), s.epochs(), s.batch()));
    assertEquals(0.002, s.rate());
  }

  private static Training.Trained trained() {
    return new Training.Trained(Training.End.DONE, new double[0], 0);
  }

  /** |x| itself, and |x| + 1/4, on X = (−1, −1/2, 1/2, 1). */
  @Test
  void distancesOfKnownFunctions() {
    AbsoluteSample sample = new AbsoluteSample(new double[] {-1, -0.5, 0.5, 1});
    Network absolute = AffinePiecesTest.pair(Rational.ONE, Rational.ONE, Rational.ZERO);
    AbsoluteEnd end = AbsoluteEnd.of(sample, 0, trained(), absolute, List.of());
    assertEquals(2, end.pieces());
    assertEquals(0, end.error());
    // the line through (−1/2, 1/2) and (1/2, 1/2) is 1/2 at 0
    assertEquals(0.5, end.interpolation());
    Network shifted = AffinePiecesTest.pair(Rational.ONE, Rational.ONE, Rational.of(1, 4));
    AbsoluteEnd above = AbsoluteEnd.of(sample, 0, trained(), shifted, List.of());
    assertEquals(0.25, above.error());
    assertEquals(0.25, above.interpolation());
    // the constant 1/2 is furthest from |x| at 0 and at the ends, from the line at the ends
    Network constant = AffinePiecesTest.pair(Rational.ZERO, Rational.ZERO, Rational.of(1, 2));
    AbsoluteEnd flat = AbsoluteEnd.of(sample, 0, trained(), constant, List.of());
    assertEquals(1, flat.pieces());
    assertEquals(0.5, flat.error());
    assertEquals(0.5, flat.interpolation());
    assertFalse(flat.recovered());
    assertTrue(end.recovered());
  }

  private static RankLook look(int epoch, int rank, int perceived) {
    return new RankLook(epoch, 0, rank, RankLook.Certainty.PROVEN, perceived, perceived, 0);
  }

  private static AbsoluteEnd end(Training.End end, double error, int rank, int perceived) {
    return new AbsoluteEnd(
        0, end, 1e-6, 50, error, error, List.of(look(0, 4, 2), look(500, rank, perceived)));
  }

  private static AbsoluteEnd end(double error, int rank, int perceived) {
    return end(Training.End.DONE, error, rank, perceived);
  }

  private static String seen(AbsoluteEnd... ends) {
    return AbsoluteSeen.of(List.of(ends), 10).en();
  }

  @Test
  void theSentenceFollowsTheFacts() {
    String both = seen(end(0.01, 4, 2), end(0.02, 8, 6));
    assertTrue(both.contains("it is recovered in 2 of 2"), both);
    assertTrue(both.contains("in 2 of 2 runs (in 1 of them with no more than two"), both);
    assertTrue(both.contains("recovery of $|x|$ in 2)"), both);
    String full = seen(end(0.01, 10, 8), end(0.3, 10, 9));
    assertTrue(full.contains("it is recovered in 1 of 2"), full);
    assertTrue(full.contains("“is reduced” (slides 66-68) is not seen"), full);
    String missed = seen(end(0.3, 7, 5), end(0.01, 10, 9));
    assertTrue(missed.contains("in 1 of 2 runs (never with only the two pieces"), missed);
    assertTrue(missed.contains("recovery of $|x|$ in 0)"), missed);
    String lost = seen(end(Training.End.DIVERGED, 0.01, 4, 2), end(0.01, 10, 8));
    assertTrue(lost.startsWith("1 of 2 trainings diverged"), lost);
    assertTrue(lost.contains("is not seen"), lost);
    assertTrue(seen(end(Training.End.DIVERGED, 0, 4, 2)).contains("Nothing is left"));
    assertTrue(AbsoluteSeen.of(List.of(end(0.01, 10, 8)), 10).fr().contains("ne se voit pas"));
  }

  /** Below n at the end, and yet above its start, is not called reduced along the training. */
  @Test
  void belowTheExamplesIsNotBelowTheStart() {
    String rose = seen(end(0.01, 4, 2), end(0.02, 8, 6), end(0.02, 10, 9));
    assertTrue(
        rose.contains("in 2 of 3 runs, above its own start in 2 of 3, and below its start in 0"));
    assertTrue(rose.contains("to its end it is not reduced in any"), rose);
    String fell = seen(end(0.01, 3, 2), end(0.02, 8, 6));
    assertTrue(fell.contains("above its own start in 1 of 2, and below its start in 1"), fell);
    assertTrue(fell.contains("from the start of the training to its end in 1."), fell);
    String french = AbsoluteSeen.of(List.of(end(0.02, 8, 6)), 10).fr();
    assertTrue(french.contains("au-dessus de son propre départ dans 1 sur 1"), french);
    assertTrue(french.contains("il n'est réduit dans aucun"), french);
  }

  @Test
  void aRankThatFallsIsSeen() {
    List<RankLook> looks = new ArrayList<>(List.of(look(0, 4, 2), look(1, 9, 7), look(2, 9, 7)));
    assertFalse(new AbsoluteEnd(0, Training.End.DONE, 0, 1, 0, 0, looks).decreases());
    looks.add(look(3, 8, 7));
    looks.add(look(4, 9, 7));
    assertTrue(new AbsoluteEnd(0, Training.End.DONE, 0, 1, 0, 0, looks).decreases());
  }
}
