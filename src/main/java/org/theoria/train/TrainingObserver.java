package org.theoria.train;

/** Who looks on while training goes on, and may stop it. */
@FunctionalInterface
public interface TrainingObserver {

  /** Looks at nothing and never stops. */
  TrainingObserver NONE = look -> true;

  /**
   * Called before the first step and at every look after it ({@link TrainingOptions#lookEvery}).
   * Only looks whose loss and gradient are finite are shown.
   *
   * @return whether to go on; if not, training ends here ({@link TrainingResult.Stopped})
   */
  boolean look(TrainingLook look);
}
