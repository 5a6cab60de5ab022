package org.theoria.network.linear;

import org.theoria.arithmetic.ExactRank;

/**
 * What the theory asks of the data (slide 91), one hypothesis each. All are decided exactly. They
 * are defined whatever becomes of the others: Σ is Y·P·Yᵀ, P the orthogonal projector onto the row
 * space of X, also where Σ_XX is singular.
 */
public enum DataHypothesis {
  /** d_x ≤ n. */
  ENOUGH_EXAMPLES("d_x ≤ n") {
    @Override
    public boolean holds(Regression r) {
      return r.inputs() <= r.examples();
    }

    @Override
    public String explain(Regression r) {
      return "d_x ≤ n is needed, got d_x = " + r.inputs() + " and n = " + r.examples();
    }
  },
  /** Σ_XX is invertible. */
  INVERTIBLE_INPUTS("Σ_XX is invertible") {
    @Override
    public boolean holds(Regression r) {
      return r.inputRank() == r.inputs();
    }

    @Override
    public String explain(Regression r) {
      return "an invertible Σ_XX is needed, got rank "
          + r.inputRank()
          + " for a "
          + r.inputs()
          + "×"
          + r.inputs()
          + " matrix";
    }
  },
  /** d_y ≤ d_x. */
  OUTPUTS_AT_MOST_INPUTS("d_y ≤ d_x") {
    @Override
    public boolean holds(Regression r) {
      return r.outputs() <= r.inputs();
    }

    @Override
    public String explain(Regression r) {
      return "d_y ≤ d_x is needed, got d_y = " + r.outputs() + " and d_x = " + r.inputs();
    }
  },
  /** Σ_XY has full rank. */
  FULL_RANK("Σ_XY has full rank") {
    @Override
    public boolean holds(Regression r) {
      return ExactRank.rank(r.sigmaXY()) == Math.min(r.inputs(), r.outputs());
    }

    @Override
    public String explain(Regression r) {
      return "Σ_XY of full rank "
          + Math.min(r.inputs(), r.outputs())
          + " is needed, got rank "
          + ExactRank.rank(r.sigmaXY())
          + " for a "
          + r.inputs()
          + "×"
          + r.outputs()
          + " matrix";
    }
  },
  /** The singular values of Σ^{1/2}, that is, the eigenvalues of Σ, are distinct. */
  DISTINCT_SINGULAR_VALUES("the singular values of Σ^{1/2} are distinct") {
    @Override
    public boolean holds(Regression r) {
      return Spectrum.isSimple(r.sigma());
    }

    @Override
    public String explain(Regression r) {
      return "distinct eigenvalues of Σ = Σ_YXΣ_XX⁻¹Σ_XY are needed, but the roots of "
          + Spectrum.repeated(r.sigma())
          + " are repeated roots of its characteristic polynomial "
          + Polynomial.characteristic(r.sigma());
    }
  };

  private final String statement;

  DataHypothesis(String statement) {
    this.statement = statement;
  }

  /** The hypothesis in symbols: "d_x ≤ n". */
  public String statement() {
    return statement;
  }

  /** Whether the data meet it. */
  public abstract boolean holds(Regression r);

  /** What was needed and what came, with the numbers; to be asked where it does not hold. */
  public abstract String explain(Regression r);
}
