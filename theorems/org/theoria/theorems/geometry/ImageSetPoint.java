package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.List;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.theorems.geometry.ImageSetSectors.Ray;
import org.theoria.theorems.geometry.ImageSetSectors.Sector;

/**
 * E(θ) = ‖f_θ(X) − Y‖² of a shallow network near one θ, decided exactly.
 *
 * <p>With r = f_θ(X) − Y, E(θ') − E(θ) = 2⟨r, f_θ'(X) − f_θ(X)⟩ + ‖f_θ'(X) − f_θ(X)‖². Near θ the
 * change of f is a sum of a multiple of 𝟙; for each neuron with v_k ≠ 0 of a step from u_k =
 * (|v_k|w_k, |v_k|b_k) inside a sector around it, on which f is linear; and for each neuron with
 * v_k = 0 of ±(a small multiple of max(0, w'X + b')), (w', b') near (w_k, b_k). Each of these can
 * be made alone and scaled down. So θ is a local minimiser iff ⟨r, ·⟩ ≥ 0 on all of them:
 *
 * <ul>
 *   <li>⟨r, 𝟙⟩ = 0;
 *   <li>v_k ≠ 0, in each sector around: sgn(v_k)⟨r, max(0, g)⟩ ≥ 0 for its rays g, and = 0 for u_k;
 *   <li>v_k = 0, in each sector around: ⟨r, max(0, g)⟩ = 0 for its rays.
 * </ul>
 *
 * <p>It is stationary (no one-sided directional derivative is negative) iff this holds with ⟨r,
 * max(0, w_kX + b_k)⟩ = 0 for the last line.
 *
 * @param instance θ, X and Y
 * @param residual r = f_θ(X) − Y, 1 × n
 */
record ImageSetPoint(ShallowInstance instance, RationalMatrix residual) {

  static ImageSetPoint of(ShallowInstance instance) {
    return new ImageSetPoint(
        instance, output(instance.network(), instance.sample().x()).minus(instance.sample().y()));
  }

  RationalMatrix x() {
    return instance.sample().x();
  }

  /** f_θ(X), 1 × n. */
  RationalMatrix output() {
    return residual.plus(instance.sample().y());
  }

  /** f_θ(X) of a network, 1 × n. */
  static RationalMatrix output(Network network, RationalMatrix x) {
    return network.forward(RationalArithmetic.INSTANCE, x).output();
  }

  /** E(θ). */
  Rational value() {
    return inner(residual, residual);
  }

  /** ⟨a, b⟩ of two rows. */
  static Rational inner(RationalMatrix a, RationalMatrix b) {
    return a.times(b.transpose()).get(0, 0);
  }

  /** (w_k, b_k), k from 0. */
  Ray neuron(int k) {
    return new Ray(instance.network().weight(1).get(k, 0), instance.network().bias(1).get(k, 0));
  }

  private Rational outgoing(int k) {
    return instance.network().weight(2).get(0, k);
  }

  /** For each neuron the sectors around it. */
  List<List<Sector>> around() {
    ImageSetSectors sectors = new ImageSetSectors(x());
    List<List<Sector>> around = new ArrayList<>();
    for (int k = 0; k < instance.neurons(); k++) {
      around.add(sectors.around(neuron(k)));
    }
    return around;
  }

  /** ⟨r, 𝟙⟩ = 0. */
  boolean isCentred() {
    return residual.sum().isZero();
  }

  /** What a local minimiser satisfies at neuron k inside this sector. */
  boolean isMinimalIn(int k, Sector sector) {
    int sign = outgoing(k).signum();
    for (Ray g : sector.rays()) {
      int change = inner(residual, g.values(x())).signum();
      if (sign == 0 ? change != 0 : change * sign < 0) {
        return false;
      }
    }
    return inner(residual, neuron(k).values(x())).isZero();
  }

  /** What a stationary point satisfies at neuron k inside this sector. */
  boolean isStationaryIn(int k, Sector sector) {
    return outgoing(k).isZero()
        ? inner(residual, neuron(k).values(x())).isZero()
        : isMinimalIn(k, sector);
  }

  /** Whether θ is a local minimiser of E. */
  boolean isLocalMinimiser() {
    List<List<Sector>> around = around();
    for (int k = 0; k < around.size(); k++) {
      for (Sector s : around.get(k)) {
        if (!isMinimalIn(k, s)) {
          return false;
        }
      }
    }
    return isCentred();
  }
}
