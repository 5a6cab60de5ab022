package org.theoria.certify;

import java.util.List;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.PreciseArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;

/**
 * Why an instance refutes its target. Each type has a JSON schema and is confirmed by {@link
 * Replay} alone.
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

  /** The risk is quadratic with this positive semidefinite Hessian. */
  record Inertia(RationalMatrix hessian) implements Certificate {
    @Override
    public String type() {
      return "inertia";
    }
  }
}
