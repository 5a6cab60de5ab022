package org.theoria.theorems.regularisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.theoria.backend.Backends;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Experiment;
import org.theoria.experiment.Observations;
import org.theoria.experiment.Watch;
import org.theoria.proposition.Text;
import org.theoria.sampling.Key;

final class GapExperimentTest {
  private static final GapSettings SMALL =
      new GapSettings(new LineNetwork(2, 8), 20, 2, 30, 5, 0.01);

  private static Observations run(long seed, Watch watch) {
    return new GapExperiment(Optional.of(Backends.installed().named("ejml")), Optional.of(SMALL))
        .run(new Experiment.Settings(true, seed), watch);
  }

  @Test
  void isCompleteWithItsTablesAndFigures() {
    Watches watch = new Watches(0);
    Observations seen = run(1, watch);
    assertTrue(seen.complete());
    assertEquals(
        List.of("curves", "loss"), seen.figures().stream().map(Exhibit.Figure::id).toList());
    assertEquals(2, seen.figures().getFirst().panels().size());
    assertEquals(List.of(4, 4 * 201, 2 * 20, 4 * 31), sizes(seen));
    assertEquals(4 * 30, watch.total());
    assertEquals(watch.total(), watch.done());
    assertEquals(4 * 31, watch.looks());
  }

  private static List<Integer> sizes(Observations seen) {
    return seen.tables().stream().map(t -> t.rows().size()).toList();
  }

  @Test
  void isAFunctionOfTheSeed() {
    Observations first = run(1, Watch.SILENT);
    assertEquals(first, run(1, Watch.SILENT));
    Observations other = run(2, Watch.SILENT);
    assertNotEquals(first.tables().get(2).rows(), other.tables().get(2).rows(), "examples");
    assertNotEquals(first.tables().get(0).rows(), other.tables().get(0).rows(), "fills");
  }

  @Test
  void stopsSoonAndKeepsWhatIsDone() {
    Watches atOnce = new Watches(1);
    Observations nothing = run(1, atOnce);
    assertFalse(nothing.complete());
    assertEquals(List.of(), nothing.exhibits());
    assertEquals(1, atOnce.looks());
    Watches later = new Watches(40);
    Observations one = run(1, later);
    assertFalse(one.complete());
    assertEquals(40, later.looks());
    assertEquals(1, one.tables().getFirst().rows().size());
    assertEquals(1, one.figures().getFirst().panels().size());
  }

  @Test
  void theSampleLeavesTheGapOut() {
    GapSample sample = GapSample.draw(GapTarget.COSINE, 61, new Key("test", 3));
    for (int i = 0; i < sample.x().length; i++) {
      double x = sample.x()[i];
      assertTrue((x >= 0 && x < 0.3) || (x > 0.7 && x <= 1), () -> "x = " + x);
      assertEquals(Math.cos(4 * Math.PI * x), sample.y()[i], 1e-14);
      assertTrue(i == 0 || sample.x()[i - 1] <= x);
    }
    assertTrue(sample.left() < 0.3 && sample.right() > 0.7);
    assertTrue(sample.right() - sample.left() < 0.5, "the two are next to the gap");
    assertEquals(sample.leftValue(), sample.chord(sample.left()), 0);
    assertEquals(sample.rightValue(), sample.chord(sample.right()), 1e-15);
    // cos 4πx is 1 in the middle, about −0.8 at both sides
    assertTrue(sample.targetFromChord() > 1.7 && sample.targetFromChord() < 2);
    assertTrue(sample.range() > 1.9 && sample.range() <= 2);
  }

  private static GapFill fill(GapTarget target, double loss, double distance) {
    return new GapFill(target, 0, true, loss, 2, 30, 1, distance, 1.8);
  }

  @Test
  void theSentenceFollowsTheFacts() {
    List<GapFill> all = new ArrayList<>();
    for (GapTarget target : GapTarget.values()) {
      all.add(fill(target, 1e-4, 0.1));
      all.add(fill(target, 1e-4, 0.2));
    }
    assertTrue(GapSeen.of(all).en().contains("is seen in every run"), GapSeen.of(all).en());
    assertTrue(GapSeen.of(all).fr().contains("se voit dans tous"), GapSeen.of(all).fr());
    all.set(0, fill(GapTarget.SINE, 1e-4, 0.21));
    assertTrue(
        GapSeen.of(all).en().contains("is seen in 3 of 4 runs that can tell"),
        GapSeen.of(all).en());
    List<GapFill> far = all.stream().map(f -> fill(f.target(), 1e-4, 0.5)).toList();
    assertTrue(GapSeen.of(far).en().contains("is not seen"), GapSeen.of(far).en());
    assertTrue(GapSeen.of(far).fr().contains("ne se voit pas"), GapSeen.of(far).fr());
    // near the chord, but only because it does not even fit its examples
    all.set(1, fill(GapTarget.SINE, 0.1, 0.01));
    assertTrue(GapSeen.of(all).en().startsWith("1 of 4 trainings do not fit"));
    assertTrue(GapSeen.of(all).en().contains("in 2 of 3 runs"), GapSeen.of(all).en());
    List<GapFill> none = all.stream().map(f -> fill(f.target(), 1, 0.01)).toList();
    assertTrue(GapSeen.of(none).en().endsWith("Nothing is left to compare with the slides."));
  }

  /**
   * A fill of a target that lies near its own chord is not counted: right and linear look alike.
   */
  @Test
  void onlyTargetsFarFromTheirChordDecide() {
    List<GapFill> all = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      all.add(new GapFill(GapTarget.SINE, run, true, 1e-4, 2, 30, 0, 0.124, 0.124));
      all.add(fill(GapTarget.COSINE, 1e-4, run == 0 ? 0.15 : 0.5));
    }
    Text seen = GapSeen.of(all);
    assertTrue(seen.en().contains("its 2 runs cannot tell “linear” from “right”"), seen.en());
    assertTrue(seen.en().contains("is seen in 1 of 2 runs that can tell"), seen.en());
    assertTrue(seen.fr().contains("aucun de ses essais (2) ne distingue"), seen.fr());
    assertTrue(seen.fr().contains("dans 1 essai sur 2 qui peuvent le dire"), seen.fr());
    Text silent = GapSeen.of(all.stream().filter(f -> f.target() == GapTarget.SINE).toList());
    assertTrue(silent.en().contains("(slide 67) cannot be seen"), silent.en());
    assertTrue(silent.fr().contains("ne peut pas être vu"), silent.fr());
    assertFalse(silent.en().contains("is seen"), silent.en());
  }

  @Test
  void aDivergedTrainingSaysNothing() {
    GapFill lost = new GapFill(GapTarget.SINE, 0, false, 0, 2, 1, 0, 0, 1);
    assertTrue(GapSeen.of(List.of(lost)).en().contains("Nothing is left"));
  }
}
