package org.theoria.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.theoria.proposition.Screen;

/**
 * What a sweep has seen of the instances 0, …, done − 1. It does not depend on how they were cut
 * into blocks.
 *
 * @param done how many instances
 * @param suspicious the indices not cleared, increasing
 * @param worstRatio the largest ratio among those cleared
 * @param counts the cells of the screen's tables
 */
record ScreenProgress(long done, List<Long> suspicious, double worstRatio, List<Long> counts) {

  ScreenProgress {
    suspicious = List.copyOf(suspicious);
    counts = List.copyOf(counts);
  }

  /** Nothing yet. */
  static ScreenProgress start(Screen<?> screen) {
    return new ScreenProgress(0, List.of(), 0, Collections.nCopies(cells(screen), 0L));
  }

  /** How many cells the tables of a screen have. */
  static int cells(Screen<?> screen) {
    return screen.counts().stream().mapToInt(Screen.Counts::cells).sum();
  }

  /** This, and the sweeps of the next {@code instances} ones. */
  ScreenProgress and(List<Screen.Sweep> sweeps, long instances) {
    List<Long> suspected = new ArrayList<>(suspicious);
    long[] sums = counts.stream().mapToLong(Long::longValue).toArray();
    double worst = worstRatio;
    for (Screen.Sweep sweep : sweeps) {
      for (long index : sweep.suspicious()) {
        suspected.add(index);
      }
      for (int i = 0; i < sums.length; i++) {
        sums[i] += sweep.counts()[i];
      }
      worst = Math.max(worst, sweep.worstRatio());
    }
    List<Long> boxed = new ArrayList<>();
    for (long sum : sums) {
      boxed.add(sum);
    }
    return new ScreenProgress(done + instances, suspected, worst, boxed);
  }

  /**
   * Whether it can be what a sweep has seen: indices increasing and in range, and, where the screen
   * counts, one count for every cleared instance.
   */
  boolean isConsistent() {
    long last = -1;
    for (long index : suspicious) {
      if (index <= last || index >= done) {
        return false;
      }
      last = index;
    }
    long counted = 0;
    for (long count : counts) {
      if (count < 0) {
        return false;
      }
      counted += count;
    }
    return done >= 0
        && worstRatio >= 0
        && worstRatio <= 1
        && (counts.isEmpty() || counted == done - suspicious.size());
  }
}
