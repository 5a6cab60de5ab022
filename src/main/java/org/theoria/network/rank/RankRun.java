package org.theoria.network.rank;

import java.util.Optional;

/** Who waits for a rank: is told how far it is, may stop it, and keeps what a later run needs. */
public interface RankRun {

  /** Whether to stop; asked between the panels of an elimination, every few seconds at most. */
  boolean cancelled();

  /**
   * An elimination begins, or goes on.
   *
   * @param rows of the matrix
   * @param columns of the matrix
   * @param total multiply-adds of it from its beginning to its end, where its rank is as large as
   *     the proven bounds allow
   * @param done how many of them were done by an earlier run
   */
  void begins(int rows, int columns, double total, double done);

  /** So many more multiply-adds are done. */
  void advance(double multiplyAdds);

  /**
   * The state between two panels; to be written at once or not at all, for the rows are changed
   * afterwards.
   *
   * @param last whether the run stops here
   */
  void save(RankState state, boolean last);

  /** Where an earlier run stopped. */
  Optional<RankState> resumed();

  /** The bytes that a dense matrix may fill. */
  long mostBytes();

  /** A run that nobody watches, which ends where {@code cancelled} says so. */
  static RankRun unwatched(java.util.function.BooleanSupplier cancelled) {
    return new RankRun() {
      @Override
      public boolean cancelled() {
        return cancelled.getAsBoolean();
      }

      @Override
      public void begins(int rows, int columns, double total, double done) {}

      @Override
      public void advance(double multiplyAdds) {}

      @Override
      public void save(RankState state, boolean last) {}

      @Override
      public Optional<RankState> resumed() {
        return Optional.empty();
      }

      @Override
      public long mostBytes() {
        return Long.MAX_VALUE;
      }
    };
  }
}
