package org.theoria.proposition;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.theoria.arithmetic.FormalArithmetic;
import org.theoria.arithmetic.Matrix;

/**
 * Claims at one shape, for all values of the entries: what a proposition says of one instance,
 * evaluated on an instance made of symbols.
 */
public interface FormalClaims {

  /** The shape, for a reader: "(2,3,1)". */
  String shape();

  /** Both sides of every claim. */
  <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k);

  /** Matrices whose entries are assumed not to be 0 (pre-activations off the kinks). */
  default <M extends Matrix<M>> List<M> nonZero(Symbols symbols, FormalArithmetic<M> k) {
    return List.of();
  }

  /**
   * The claims of a proposition (or of a mutant of it) themselves.
   *
   * @param shape the shape, for a reader
   * @param claims the claims
   * @param ids which of them
   * @param instance the instance, made of symbols
   */
  static <I extends Record> FormalClaims of(
      String shape, Claims<I> claims, Set<String> ids, Function<Symbols, I> instance) {
    return new FormalClaims() {
      @Override
      public String shape() {
        return shape;
      }

      @Override
      public <M extends Matrix<M>> List<Claim<M>> on(Symbols symbols, FormalArithmetic<M> k) {
        List<Claim<M>> all = claims.on(instance.apply(symbols), k);
        for (String id : ids) {
          if (all.stream().noneMatch(claim -> claim.id().equals(id))) {
            throw new IllegalArgumentException(
                "formal claims: no claim \""
                    + id
                    + "\"; the claims: "
                    + all.stream().map(Claim::id).toList());
          }
        }
        return all.stream().filter(claim -> ids.contains(claim.id())).toList();
      }
    };
  }
}
