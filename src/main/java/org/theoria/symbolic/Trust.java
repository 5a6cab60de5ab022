package org.theoria.symbolic;

/** What a yes of the computer algebra system is worth. */
enum Trust {
  /** Nothing before it is confirmed independently: the only way that the program knows. */
  CONFIRMED,
  /** Everything. For the test that shows that it is the confirmation which catches lies. */
  BLIND;

  /** A yes that is simply believed. */
  static StepStatus believed(CasAnswer answer) {
    return answer instanceof CasAnswer.Yes
        ? new StepStatus.Checked(
            "decided by the CAS, the confirmation being switched off",
            new ErrorBound.Probability(1))
        : new StepStatus.GaveUp(answer.words());
  }
}
