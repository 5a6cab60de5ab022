package org.theoria.backend.opencl;

import java.util.List;
import org.theoria.backend.AdamConstants;
import org.theoria.backend.Optimiser;

/** Steps of optimisers, each one kernel: memory is read and written once. */
final class Steps {
  private Steps() {}

  /** Changes theta and the state, buffers of so many entries. */
  static void run(
      ClProgram program,
      Optimiser optimiser,
      long step,
      long gradient,
      long theta,
      List<Long> state,
      int size) {
    switch (optimiser) {
      case Optimiser.GradientDescent(double rate) ->
          program.call("axpy").real(-rate).buffer(gradient).buffer(theta).integer(size).run(size);
      case Optimiser.Momentum(double rate, double momentum) ->
          program
              .call("momentum_step")
              .real(rate)
              .real(momentum)
              .buffer(gradient)
              .buffer(theta)
              .buffer(state.getFirst())
              .integer(size)
              .run(size);
      case Optimiser.Nesterov(double rate, double momentum) ->
          program
              .call("nesterov_step")
              .real(rate)
              .real(momentum)
              .buffer(gradient)
              .buffer(theta)
              .buffer(state.getFirst())
              .integer(size)
              .run(size);
      case Optimiser.Adam a -> {
        AdamConstants k = AdamConstants.of(a, step);
        program
            .call("adam_step")
            .real(k.rate())
            .real(k.root())
            .real(a.beta1())
            .real(1 - a.beta1())
            .real(a.beta2())
            .real(1 - a.beta2())
            .real(a.epsilon())
            .buffer(gradient)
            .buffer(theta)
            .buffer(state.get(0))
            .buffer(state.get(1))
            .integer(size)
            .run(size);
      }
    }
  }
}
