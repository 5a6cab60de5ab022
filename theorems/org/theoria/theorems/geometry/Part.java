package org.theoria.theorems.geometry;

import java.util.Set;
import org.theoria.proposition.Hypothesis;
import org.theoria.sampling.Stream;

/** What a draw does with one hypothesis. */
enum Part {
  KEPT,
  BROKEN,
  FREE;

  static <I> Part of(Hypothesis<I> h, Set<Hypothesis<I>> kept, Set<Hypothesis<I>> broken) {
    return broken.contains(h) ? BROKEN : kept.contains(h) ? KEPT : FREE;
  }

  /** Whether this draw fails it: where it is free, one draw of three tries to. */
  boolean fails(Stream s) {
    return this == BROKEN || (this == FREE && s.chance(1, 3));
  }
}
