package org.theoria.backend.cuda;

import java.util.List;
import org.theoria.network.Architecture;
import org.theoria.network.Parameters;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;

/**
 * What the kernels of batch.cuh are told of an architecture, and how large the workspace of one
 * network is: f₀, then z_h, f_h and d_h of each layer, then a gradient.
 *
 * @param table as batch.cuh reads it
 * @param parameters of one network
 * @param workspace entries of one network
 */
record BatchPlan(int[] table, int parameters, int workspace) {
  private static final int HEAD = 5;
  private static final int LAYER = 9;

  static BatchPlan of(
      Architecture architecture, List<StandardActivation> activations, StandardLoss loss) {
    Parameters layout = new Parameters(architecture);
    int depth = architecture.depth();
    int[] table = new int[HEAD + depth * LAYER];
    int input = 0;
    int next = architecture.inputs();
    for (int h = 1; h <= depth; h++) {
      int rows = architecture.width(h);
      int[] layer = {
        rows,
        architecture.width(h - 1),
        layout.weight(h, 0, 0),
        layout.bias(h, 0),
        CudaCodes.of(activations.get(h - 1)),
        input,
        next,
        next + rows,
        next + 2 * rows
      };
      System.arraycopy(layer, 0, table, HEAD + (h - 1) * LAYER, LAYER);
      input = next + rows;
      next += 3 * rows;
    }
    boolean together =
        loss == StandardLoss.CROSS_ENTROPY && activations.getLast() == StandardActivation.SOFTMAX;
    int workspace = next + layout.count();
    int[] head = {depth, CudaCodes.of(loss), layout.count(), workspace, together ? 1 : 0};
    System.arraycopy(head, 0, table, 0, HEAD);
    return new BatchPlan(table, layout.count(), workspace);
  }
}
