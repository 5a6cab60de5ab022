package org.theoria.backend.shallow;

/** The subsets of {0, …, m−1}, m ≤ 16, by their size. */
final class SubsetTable {
  private final short[] masks;
  private final int[] start;

  SubsetTable(int m) {
    masks = new short[1 << m];
    start = new int[m + 2];
    int next = 0;
    for (int size = 0; size <= m; size++) {
      start[size] = next;
      for (int mask = 0; mask < 1 << m; mask++) {
        if (Integer.bitCount(mask) == size) {
          masks[next] = (short) mask;
          next++;
        }
      }
    }
    start[m + 1] = next;
  }

  /** How many subsets have this size; 0 for a size that is out of range. */
  int count(int size) {
    return size < 0 || size > start.length - 2 ? 0 : start[size + 1] - start[size];
  }

  /** Subset number {@code number} among those of this size. */
  long mask(int size, int number) {
    return masks[start[size] + number] & 0xffffL;
  }
}
