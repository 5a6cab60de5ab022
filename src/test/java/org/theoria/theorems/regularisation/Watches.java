package org.theoria.theorems.regularisation;

import org.theoria.experiment.Watch;
import org.theoria.proposition.Text;

/** A watch that counts, and stops the run at a given look. */
final class Watches implements Watch {
  private final int stopAt;
  private int training;
  private long total;
  private long done;

  /** Stops at this look at a training, from 1; never for 0. */
  Watches(int stopAt) {
    this.stopAt = stopAt;
  }

  @Override
  public void stage(Text label, long units) {
    total += units;
  }

  @Override
  public void advance(long units) {
    done += units;
  }

  @Override
  public void training(double loss, double gradientNorm, double rate) {
    if (!(loss >= 0 && gradientNorm >= 0 && rate > 0)) {
      throw new AssertionError(loss + ", " + gradientNorm + ", " + rate);
    }
    training++;
  }

  @Override
  public boolean stopped() {
    return stopAt > 0 && training >= stopAt;
  }

  int looks() {
    return training;
  }

  long total() {
    return total;
  }

  long done() {
    return done;
  }
}
