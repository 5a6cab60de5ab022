package org.theoria.theorems.geometry;

import java.util.List;

/**
 * The sizes of a run.
 *
 * @param training how; its epochs are those at which ranks may be taken
 * @param plans the ranks
 */
record DigitSizes(DigitTraining training, List<DigitPlan> plans) {
  DigitSizes {
    plans = List.copyOf(plans);
    for (DigitPlan plan : plans) {
      for (DigitPlan.Part part : plan.parts()) {
        if (!training.epochs().containsAll(part.epochs())) {
          throw new IllegalArgumentException(
              "ranks on digits: expected epochs of the training "
                  + training.epochs()
                  + ", got "
                  + part.epochs());
        }
      }
    }
  }
}
