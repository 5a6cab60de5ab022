package org.theoria.certify;

import java.util.List;
import java.util.Optional;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Why an instance refutes its target, or how near it comes to it. Each type has a JSON schema and
 * is confirmed by {@link Replay} alone.
 */
public sealed interface Certificate {

  /** The name in JSON. */
  String type();

  /**
   * Both sides of the claim at one entry, in exact rationals: they violate the relation.
   *
   * @param row the entry's row, from 0
   * @param column the entry's column, from 0
   */
  record Violation(int row, int column, Rational left, Rational right) implements Certificate {
    @Override
    public String type() {
      return "violation";
    }
  }

  /**
   * Proven enclosures of both sides of the claim at one entry, apart in the sense that violates the
   * relation.
   *
   * @param arithmetic the arithmetic that gave them, one of {@link #ARITHMETICS}: a replay computes
   *     in the same one
   * @param row the entry's row, from 0
   * @param column the entry's column, from 0
   */
  record Apart(String arithmetic, int row, int column, Enclosure left, Enclosure right)
      implements Certificate {

    /**
     * The arithmetics that give proven enclosures: doubles, and big floats where doubles are too
     * coarse or overflow.
     */
    public static final List<String> ARITHMETICS =
        List.of(Certifier.INTERVAL.name(), PreciseArithmetic.NAME);

    public Apart {
      if (!ARITHMETICS.contains(arithmetic)) {
        throw new IllegalArgumentException(
            "arithmetic: expected one of "
                + String.join(", ", ARITHMETICS)
                + ", got \""
                + arithmetic
                + "\"");
      }
    }

    @Override
    public String type() {
      return "enclosure";
    }
  }

  /**
   * E(θ) ≥ c‖θ‖² − C: the risk is coercive (see {@link org.theoria.proposition.Positive.Coercive}).
   */
  record Coercivity(Rational c, Rational constant) implements Certificate {
    @Override
    public String type() {
      return "coercivity";
    }
  }

  /**
   * left ≥ ratio·right &gt; 0 on the instance, for a claim left ≤ right: how sharp the inequality
   * is.
   *
   * @param arithmetic "rational", or one of {@link Apart#ARITHMETICS}: a replay computes in it
   * @param domain the id of the part of the domain that the instance lies in, empty for the whole
   * @param ratio left/right exactly in rationals, else a lower bound of it
   * @param left an enclosure of the left side, a point in rationals
   * @param right an enclosure of the right side, a point in rationals
   */
  record Ratio(
      String arithmetic, Optional<String> domain, Rational ratio, Enclosure left, Enclosure right)
      implements Certificate {

    /** The arithmetics in which a ratio is certified. */
    public static final List<String> ARITHMETICS =
        List.of("rational", Certifier.INTERVAL.name(), PreciseArithmetic.NAME);

    /** Wider than this, relative to the side, an enclosure is asked of a finer arithmetic. */
    private static final double TIGHT = 1e-9;

    public Ratio {
      if (!ARITHMETICS.contains(arithmetic)) {
        throw new IllegalArgumentException(
            "arithmetic: expected one of "
                + String.join(", ", ARITHMETICS)
                + ", got \""
                + arithmetic
                + "\"");
      }
    }

    @Override
    public String type() {
      return "ratio";
    }

    /** Whether both sides are known to nine digits. */
    boolean isTight() {
      return isTight(left) && isTight(right);
    }

    private static boolean isTight(Enclosure e) {
      double width = e.upper().minus(e.lower()).doubleValue();
      return width <= TIGHT * Math.abs(e.upper().doubleValue());
    }
  }

  /** The risk is quadratic with this positive semidefinite Hessian. */
  record Inertia(RationalMatrix hessian) implements Certificate {
    @Override
    public String type() {
      return "inertia";
    }
  }
}
