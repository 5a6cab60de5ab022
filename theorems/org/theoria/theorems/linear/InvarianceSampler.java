package org.theoria.theorems.linear;

import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Sample;
import org.theoria.proposition.Sampler;
import org.theoria.proposition.Text;
import org.theoria.sampling.Stream;
import org.theoria.theorems.linear.TwoLayerInvarianceAndProjection.Instance;
import org.theoria.theorems.linear.TwoLayerSampler.Part;

/**
 * Draws what slide 99 speaks of.
 *
 * @param gauge whether C is to be invertible
 * @param inputs whether Σ_XX is to be invertible
 * @param frame whether M is to have rank p
 */
record InvarianceSampler(Part gauge, Part inputs, Part frame) implements Sampler<Instance> {

  @Override
  public Text distribution() {
    return Text.of(
        "n₀, n₂ ≤ 4, n₁ ≤ 3, m ≤ 6, M up to 4 × 4, entries k/2; C a multiple 2^±20 of the identity in one case of"
            + " four; D = D* in one case of eight, x in the range of M in one of eight; "
            + String.join(
                ", ",
                "C invertible: " + gauge.word().en(),
                "Σ_XX invertible: " + inputs.word().en(),
                "rank(M) = p: " + frame.word().en()),
        "n₀, n₂ ≤ 4, n₁ ≤ 3, m ≤ 6, M au plus 4 × 4, coefficients k/2 ; C multiple 2^±20 de l'identité une fois sur"
            + " quatre ; D = D* une fois sur huit, x dans l'image de M une fois sur huit ; "
            + String.join(
                ", ",
                "C inversible : " + gauge.word().fr(),
                "Σ_XX inversible : " + inputs.word().fr(),
                "rang(M) = p : " + frame.word().fr()));
  }

  @Override
  public int defaultTries() {
    return 4_000;
  }

  @Override
  public Instance draw(Stream s) {
    int outputs = s.nextInt(1, 4);
    int hidden = s.nextInt(1, 3);
    Sample sample = TwoLayerData.general(s, inputs.draw(s), outputs);
    if (s.chance(1, 12)) {
      sample = new Sample(sample.x(), RationalMatrix.zero(outputs, sample.size()));
    }
    int width = sample.x().rows();
    RationalMatrix c = gauge.draw(s) ? RationalDraws.gauge(s, hidden) : ofRank(s, hidden, hidden);
    RationalMatrix best = sample.y().times(PseudoInverse.of(sample.x()));
    RationalMatrix map = s.chance(1, 8) ? best : RationalDraws.any(s, outputs, width);
    int rows = s.nextInt(1, 4);
    int columns = s.nextInt(1, rows);
    RationalMatrix m =
        frame.draw(s) ? RationalDraws.fullColumnRank(s, rows, columns) : ofRank(s, rows, columns);
    if (s.chance(1, 8)) {
      m = m.scale(Rational.of(2).pow(s.nextInt(-20, 20)));
    }
    RationalMatrix weights = RationalDraws.any(s, columns, 1);
    RationalMatrix x =
        s.chance(1, 8) ? m.times(RationalDraws.any(s, columns, 1)) : RationalDraws.any(s, rows, 1);
    return new Instance(
        TwoLayer.network(
            RationalDraws.any(s, outputs, hidden), RationalDraws.any(s, hidden, width)),
        sample,
        c,
        map,
        m,
        x,
        weights);
  }

  /** Of a rank smaller than its columns. */
  private static RationalMatrix ofRank(Stream s, int rows, int columns) {
    int rank = s.nextInt(columns);
    return rank == 0
        ? RationalMatrix.zero(rows, columns)
        : RationalDraws.fullColumnRank(s, rows, rank)
            .times(RationalDraws.fullColumnRank(s, columns, rank).transpose());
  }
}
