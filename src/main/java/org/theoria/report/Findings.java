package org.theoria.report;

import java.util.List;
import java.util.OptionalLong;
import org.theoria.search.Verification;

/**
 * What one run of the program found: all that a report is made of, apart from times. It is a pure
 * function of the entries, the seed and the number of tries, unless the run was stopped.
 *
 * @param seed the seed
 * @param tries the number of tries asked for; empty for each sampler's default
 * @param results one an entry, in the order in which they were verified
 * @param notReached ids of the entries that a stopped run did not begin
 */
public record Findings(
    long seed, OptionalLong tries, List<Verification.Result<?>> results, List<String> notReached) {

  public Findings {
    results = List.copyOf(results);
    notReached = List.copyOf(notReached);
  }

  /** Whether the run was stopped before its end. */
  public boolean interrupted() {
    return !notReached.isEmpty() || results.stream().anyMatch(Verification.Result::interrupted);
  }

  /** Whether all is as the catalogue expects. */
  public boolean asExpected() {
    return results.stream().allMatch(r -> r.surprises().isEmpty());
  }
}
