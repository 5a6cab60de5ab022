package org.theoria.backend.model;

import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy 2015, arXiv:1502.03167; slide: "on règle un couple
 * (diag(γ), b)"). In training, with the mean μ and the variance s² = (1/N)·Σ (x − μ)² of each
 * channel over its N = positions × columns entries in the batch,
 *
 * <pre>
 *   y = γ·(x − μ)/√(s² + ε) + β,
 * </pre>
 *
 * and the gradient goes through μ and s². With N = 1 the variance is 0 and y = β. In evaluation μ
 * and s² are running statistics, which every batch in training moves: they start at 0 and 1, and r
 * ← (1 − m)·r + m·(that of the batch), for the variance N/(N − 1)·s² as in the paper; a batch with
 * N = 1 says nothing of the variance and leaves it. Parameters: γ, then β, one a channel.
 *
 * @param epsilon ε &gt; 0
 * @param momentum m of (0, 1]
 */
public record BatchNormalisation(double epsilon, double momentum) implements Layer {
  private static final double USUAL_EPSILON = 1e-5;
  private static final double USUAL_MOMENTUM = 0.1;

  public BatchNormalisation {
    if (!(epsilon > 0 && epsilon <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "batch normalisation: epsilon must be positive and finite, got " + epsilon);
    }
    if (!(momentum > 0 && momentum <= 1)) {
      throw new IllegalArgumentException(
          "batch normalisation: momentum must be in (0, 1], got " + momentum);
    }
  }

  /** ε = 10⁻⁵, m = 0.1. */
  public static BatchNormalisation usual() {
    return new BatchNormalisation(USUAL_EPSILON, USUAL_MOMENTUM);
  }

  @Override
  public Shape output(String where, Shape input) {
    return input;
  }

  @Override
  public List<ParameterBlock> parameters(Shape input) {
    int n = input.channels();
    return List.of(
        new ParameterBlock(ParameterBlock.Role.SCALE, n, 1, 1, 1, true),
        new ParameterBlock(ParameterBlock.Role.SHIFT, n, 1, 1, 1, true));
  }

  @Override
  public String describe() {
    return "batch-normalisation " + epsilon + " " + momentum;
  }
}
