package org.theoria.backend;

/**
 * Step t of Adam as θ ← θ − rate·m/(root·√v + ε): m̂ = m/(1−β₁ᵗ) and √v̂ = √v/√(1−β₂ᵗ).
 *
 * @param rate η/(1−β₁ᵗ)
 * @param root 1/√(1−β₂ᵗ)
 */
public record AdamConstants(double rate, double root) {

  /** Those of step t = 1, 2, …. */
  public static AdamConstants of(Optimiser.Adam a, long step) {
    return new AdamConstants(
        a.rate() / (1 - Math.pow(a.beta1(), (double) step)),
        1 / Math.sqrt(1 - Math.pow(a.beta2(), (double) step)));
  }
}
