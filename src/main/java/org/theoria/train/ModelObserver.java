package org.theoria.train;

/** Who looks on while a model is trained, and may stop it. */
@FunctionalInterface
public interface ModelObserver {

  /** Looks at nothing and never stops. */
  ModelObserver NONE = look -> true;

  /**
   * Called before the first step and at every look; only with finite loss and gradient.
   *
   * @return whether to go on
   */
  boolean look(ModelLook look);

  /** Asked before every step: whether to stop at once, between looks. */
  default boolean stopped() {
    return false;
  }
}
