package org.theoria.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Blocks Z_1, …, Z_H of critical points with r &lt; r_max, up to a change of basis.
 *
 * <p>Z_h maps ℝ^{m_{h−1}} to ℝ^{m_h}, m_h = n_h − r for 1 ≤ h &lt; H, m_H = q = d_y − r, m_0 = d_x,
 * and the injective M maps ℝ^q to ℝ^{d_x}: a representation of the cyclic quiver with H + 1 arrows.
 * The point is critical iff every product of H consecutive arrows that contains M is 0 (then so is
 * Z_H⋯Z_1, as M is injective), so the representation is nilpotent, and a nilpotent representation
 * of a cyclic quiver is a direct sum of strings (serial modules): in suitable bases every Z_h maps
 * basis vectors to basis vectors or to 0, no two to the same. The strings have at most H − 1
 * arrows. So a point is drawn as a partial matching of basis vectors, layer by layer; gauges make
 * it generic.
 *
 * <p>For data of which a singular value is 0, M is not injective; then the strings are still
 * critical points (Z_H⋯Z_1 = 0 is asked for too), though perhaps not all of them.
 */
final class Strings {
  private final int depth;
  private final int[] sizes;

  /** next[h][a] = the vector of layer h that Z_h maps vector a of layer h−1 to, or −1. */
  private final int[][] next;

  /** image[a] = the vector of layer 0 that M maps vector a of layer H to, or −1. */
  private final int[] image;

  Strings(int[] sizes, int[] image) {
    this.sizes = sizes.clone();
    this.image = image.clone();
    this.depth = sizes.length - 1;
    this.next = new int[depth + 1][];
    for (int h = 1; h <= depth; h++) {
      next[h] = new int[sizes[h - 1]];
      Arrays.fill(next[h], -1);
    }
  }

  /**
   * Adds random arrows, as long as no product of H arrows and, if asked, no loose pivot appears.
   */
  void fill(Stream s, boolean tightened) {
    List<int[]> candidates = new ArrayList<>();
    for (int h = 1; h <= depth; h++) {
      for (int a = 0; a < sizes[h - 1]; a++) {
        for (int b = 0; b < sizes[h]; b++) {
          candidates.add(new int[] {h, a, b});
        }
      }
    }
    int tries = s.nextInt(0, candidates.size());
    for (int t = 0; t < tries; t++) {
      int[] arrow = candidates.remove(s.nextInt(candidates.size()));
      if (isFree(arrow)) {
        next[arrow[0]][arrow[1]] = arrow[2];
        if (isTooLong() || (tightened && !isTightened())) {
          next[arrow[0]][arrow[1]] = -1;
        }
      }
    }
  }

  /**
   * The arrows of a random pivot (i, j) that is not tightened: a string from layer i through M to
   * layer j − 1, and one from layer j to layer i − 1. Both fit, with H − 1 arrows at most, since
   * they have no layer in common.
   */
  void loosen(Stream s) {
    int i = s.nextInt(2, depth);
    int j = s.nextInt(1, i - 1);
    throughM(s, i, s.nextInt(sizes[i]), j);
    int vector = s.nextInt(sizes[j]);
    for (int h = j + 1; h < i; h++) {
      vector = arrow(s, h, vector);
    }
  }

  /**
   * A string of H arrows through M, from layer h to layer h − 1 with Z_h = 0, and nothing else: the
   * gradient in W_h is not 0.
   */
  void breakCriticality(Stream s) {
    int h = s.nextInt(1, depth);
    throughM(s, h, s.nextInt(sizes[h]), h);
  }

  /** The arrows of layers from+1, …, H and 1, …, to−1 that carry a vector of layer from on. */
  private void throughM(Stream s, int from, int start, int to) {
    int vector = from == depth ? passing(s) : start;
    for (int h = from + 1; h <= depth; h++) {
      int target = h == depth ? passing(s) : s.nextInt(sizes[h]);
      next[h][vector] = target;
      vector = target;
    }
    vector = image[vector];
    for (int h = 1; h < to; h++) {
      vector = arrow(s, h, vector);
    }
  }

  /** A vector of layer H that M does not map to 0: there is one, for r &lt; rank Σ_XY. */
  private int passing(Stream s) {
    List<Integer> all = new ArrayList<>();
    for (int a = 0; a < image.length; a++) {
      if (image[a] >= 0) {
        all.add(a);
      }
    }
    return s.oneOf(all);
  }

  private int arrow(Stream s, int h, int from) {
    int to = s.nextInt(sizes[h]);
    next[h][from] = to;
    return to;
  }

  private boolean isFree(int[] arrow) {
    int[] row = next[arrow[0]];
    if (row[arrow[1]] >= 0) {
      return false;
    }
    for (int to : row) {
      if (to == arrow[2]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a vector of layer {@code from} is mapped to something by this many arrows in a row. */
  private boolean survives(int from, int arrows) {
    for (int a = 0; a < sizes[from]; a++) {
      int layer = from;
      int vector = a;
      for (int step = 0; step < arrows && vector >= 0; step++) {
        if (layer == depth) {
          layer = 0;
          vector = image[vector];
        } else {
          layer++;
          vector = next[layer][vector];
        }
      }
      if (vector >= 0) {
        return true;
      }
    }
    return false;
  }

  private boolean isTooLong() {
    for (int from = 0; from <= depth; from++) {
      if (survives(from, depth)) {
        return true;
      }
    }
    return false;
  }

  boolean isTightened() {
    for (int i = 2; i <= depth; i++) {
      for (int j = 1; j < i; j++) {
        if (survives(i, depth - i + j) && survives(j, i - 1 - j)) {
          return false;
        }
      }
    }
    return true;
  }

  /** Z_h, sizes[h] × sizes[h−1], with non-zero entries ±1, ±2, ±1/2. */
  RationalMatrix block(Stream s, int h) {
    RationalMatrix z = RationalMatrix.zero(sizes[h], sizes[h - 1]);
    for (int a = 0; a < sizes[h - 1]; a++) {
      if (next[h][a] >= 0) {
        Rational value = s.oneOf(Rational.ONE, Rational.of(2), Rational.of(1, 2));
        z = z.with(next[h][a], a, s.chance(1, 2) ? value : value.negate());
      }
    }
    return z;
  }
}
