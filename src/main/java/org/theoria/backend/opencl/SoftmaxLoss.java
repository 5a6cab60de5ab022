package org.theoria.backend.opencl;

import org.theoria.backend.Room;

/** The cross-entropy of a softmax from its logits: a kernel leaves the loss of each column. */
final class SoftmaxLoss {
  private final Engine engine;
  private final ClProgram program;
  private final Sums sums;
  private final Room losses;

  SoftmaxLoss(Engine engine, ClProgram program, Sums sums) {
    this.engine = engine;
    this.program = program;
    this.sums = sums;
    this.losses = engine.room();
  }

  private long room(int columns) {
    return losses.of((long) columns * engine.sumBytes());
  }

  private double sum(long room, int columns) {
    return sums.total(program.call("sum_partial").buffer(room), columns);
  }

  double value(long z, long target, int rows, int columns) {
    long room = room(columns);
    program
        .call("cross_entropy_of_softmax")
        .buffer(z)
        .buffer(target)
        .buffer(room)
        .integer(rows)
        .integer(columns)
        .run(columns);
    return sum(room, columns);
  }

  void gradient(long z, long target, long out, int rows, int columns) {
    program
        .call("cross_entropy_of_softmax_gradient")
        .buffer(z)
        .buffer(target)
        .buffer(out)
        .integer(rows)
        .integer(columns)
        .run(columns);
  }

  double both(long z, long target, long out, int rows, int columns) {
    long room = room(columns);
    program
        .call("cross_entropy_of_softmax_both")
        .buffer(z)
        .buffer(target)
        .buffer(room)
        .buffer(out)
        .integer(rows)
        .integer(columns)
        .run(columns);
    return sum(room, columns);
  }
}
