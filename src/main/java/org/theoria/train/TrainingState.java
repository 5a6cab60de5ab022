package org.theoria.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;

/**
 * All that a run needs to go on bit for bit where it is, on the same backend: the order of the
 * examples, the masks of dropout and the learning rate are functions of seed and step.
 *
 * @param step steps done
 * @param parameters θ
 * @param modelState what {@link org.theoria.backend.model.DeviceModel#state} returns: optimiser
 *     state and running statistics
 * @param startLoss E(θ₀)
 * @param startGradientNorm ‖∇E(θ₀)‖
 * @param best the best look at held-out examples, where the run may end early
 * @param waiting looks since then
 */
public record TrainingState(
    int step,
    double[] parameters,
    double[] modelState,
    double startLoss,
    double startGradientNorm,
    Optional<Best> best,
    int waiting) {

  /**
   * The parameters of the least held-out loss.
   *
   * @param step steps that led there
   * @param loss the mean held-out loss
   * @param parameters θ
   * @param modelState as of {@link TrainingState}
   */
  public record Best(int step, double loss, double[] parameters, double[] modelState) {}

  /** Writes the exact bits. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(step);
    write(out, parameters);
    write(out, modelState);
    out.writeDouble(startLoss);
    out.writeDouble(startGradientNorm);
    out.writeInt(waiting);
    out.writeBoolean(best.isPresent());
    if (best.isPresent()) {
      out.writeInt(best.get().step());
      out.writeDouble(best.get().loss());
      write(out, best.get().parameters());
      write(out, best.get().modelState());
    }
  }

  /**
   * Reads them.
   *
   * @param most more numbers than this in one array are refused
   * @throws IOException where it is no such state
   */
  public static TrainingState read(DataInput in, long most) throws IOException {
    int step = in.readInt();
    double[] parameters = read(in, "parameters", most);
    double[] modelState = read(in, "numbers of state", most);
    double startLoss = in.readDouble();
    double startNorm = in.readDouble();
    int waiting = in.readInt();
    Optional<Best> best =
        in.readBoolean()
            ? Optional.of(
                new Best(
                    in.readInt(),
                    in.readDouble(),
                    read(in, "best parameters", most),
                    read(in, "numbers of the best state", most)))
            : Optional.empty();
    if (step < 0 || waiting < 0) {
      throw new IOException("a negative number of steps or looks");
    }
    return new TrainingState(step, parameters, modelState, startLoss, startNorm, best, waiting);
  }

  private static void write(DataOutput out, double[] numbers) throws IOException {
    out.writeInt(numbers.length);
    for (double number : numbers) {
      out.writeLong(Double.doubleToRawLongBits(number));
    }
  }

  private static double[] read(DataInput in, String what, long most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException("at most " + most + " " + what + " are possible, got " + length);
    }
    double[] numbers = new double[length];
    for (int i = 0; i < length; i++) {
      numbers[i] = Double.longBitsToDouble(in.readLong());
    }
    return numbers;
  }
}
