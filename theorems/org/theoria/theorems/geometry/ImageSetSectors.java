package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * The plane of (w, b) of one neuron x ↦ max(0, wx + b) on a line, cut by the lines wx⁽ⁱ⁾ + b = 0
 * into closed sectors. On a sector the row max(0, wX + b) is linear in (w, b), so that the rows of
 * its neurons are the non-negative combinations of those of its rays.
 *
 * @param x X, 1 × n, in any order
 */
record ImageSetSectors(RationalMatrix x) {

  /** A point (w, b) of the plane. */
  record Ray(Rational w, Rational b) {
    /** wx + b on every example, 1 × n. */
    private RationalMatrix affine(RationalMatrix x) {
      return x.scale(w).plus(RationalMatrix.constant(1, x.columns(), b));
    }

    /** max(0, wX + b), 1 × n. */
    RationalMatrix values(RationalMatrix x) {
      RationalMatrix z = affine(x);
      for (int j = 0; j < z.columns(); j++) {
        z = z.get(0, j).signum() < 0 ? z.with(0, j, Rational.ZERO) : z;
      }
      return z;
    }

    Ray plus(Ray other) {
      return new Ray(w.plus(other.w), b.plus(other.b));
    }

    Ray scaled(Rational factor) {
      return new Ray(w.times(factor), b.times(factor));
    }
  }

  /**
   * A closed sector.
   *
   * @param pattern 1 where its inner points are active, 1 × n
   * @param rays the sector is {Σ s_g g : s_g ≥ 0}
   */
  record Sector(RationalMatrix pattern, List<Ray> rays) {
    Sector {
      rays = List.copyOf(rays);
    }

    /** Whether the point lies in the closed sector. */
    boolean contains(Ray point, RationalMatrix x) {
      RationalMatrix z = point.affine(x);
      for (int j = 0; j < z.columns(); j++) {
        int sign = z.get(0, j).signum();
        if (pattern.get(0, j).isZero() ? sign > 0 : sign < 0) {
          return false;
        }
      }
      return true;
    }
  }

  /** All sectors: 2m for m ≥ 2 different examples, two half-planes where they are all equal. */
  List<Sector> all() {
    List<Rational> t =
        x.transpose().toRows().stream().map(List::getFirst).distinct().sorted().toList();
    List<Ray> circle = new ArrayList<>();
    t.forEach(p -> circle.add(new Ray(Rational.ONE, p.negate())));
    t.forEach(p -> circle.add(new Ray(Rational.ONE.negate(), p)));
    List<Sector> sectors = new ArrayList<>();
    if (t.size() == 1) {
      Ray up = new Ray(Rational.ZERO, Rational.ONE);
      sectors.add(sector(List.of(circle.get(0), circle.get(1), up)));
      sectors.add(sector(List.of(circle.get(0), circle.get(1), up.scaled(Rational.of(-1)))));
      return sectors;
    }
    for (int i = 0; i < circle.size(); i++) {
      sectors.add(sector(List.of(circle.get(i), circle.get((i + 1) % circle.size()))));
    }
    return sectors;
  }

  private Sector sector(List<Ray> rays) {
    RationalMatrix inner = rays.stream().reduce(Ray::plus).orElseThrow().values(x);
    for (int j = 0; j < inner.columns(); j++) {
      inner = inner.get(0, j).isZero() ? inner : inner.with(0, j, Rational.ONE);
    }
    return new Sector(inner, rays);
  }

  /** The sectors that contain the point: those that meet every ball around it. */
  List<Sector> around(Ray point) {
    return all().stream().filter(s -> s.contains(point, x)).toList();
  }
}
