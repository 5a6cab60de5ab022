package org.theoria.experiment;

import org.theoria.proposition.Text;

/** Who looks on while an experiment runs. */
public interface Watch {

  /** A watch that shows nothing and never stops. */
  Watch SILENT =
      new Watch() {
        @Override
        public void stage(Text label, long total) {}

        @Override
        public void advance(long units) {}

        @Override
        public boolean stopped() {
          return false;
        }
      };

  /**
   * A new stage begins.
   *
   * @param label what is done
   * @param total how many units of work it has; 0 where that is not known
   */
  void stage(Text label, long total);

  /** So many more units are done. */
  void advance(long units);

  /**
   * How things stand at this moment of a training, shown beside how far it is.
   *
   * @param loss the loss
   * @param gradientNorm the norm of its gradient
   * @param rate the learning rate
   */
  default void training(double loss, double gradientNorm, double rate) {}

  /** Whether the user has asked to stop. */
  boolean stopped();
}
