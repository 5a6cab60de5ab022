package org.theoria.backend.shallow;

import org.theoria.sampling.Key;

/** Networks drawn by the block: lane l of block b is a pure function of the key, b and l. */
public interface ShallowFamily {

  /** Draws the patterns of a block. */
  void draw(Key key, long block, ShallowBlock into);

  /** The network whose pattern {@link #draw} gives in this lane. */
  ShallowNetwork network(Key key, long block, int lane);
}
