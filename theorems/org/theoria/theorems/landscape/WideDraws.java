package org.theoria.theorems.landscape;

import static org.theoria.theorems.landscape.WideScenario.AFFINE_DEPENDENT;
import static org.theoria.theorems.landscape.WideScenario.ALL_BUT_BIASES;
import static org.theoria.theorems.landscape.WideScenario.ALL_BUT_FIRST_WEIGHTS;
import static org.theoria.theorems.landscape.WideScenario.DEAD_LAYER;
import static org.theoria.theorems.landscape.WideScenario.EXACT;
import static org.theoria.theorems.landscape.WideScenario.GENERIC;
import static org.theoria.theorems.landscape.WideScenario.KINK;
import static org.theoria.theorems.landscape.WideScenario.RANK_DEFICIENT;
import static org.theoria.theorems.landscape.WideScenario.REPEATED_EXAMPLE;
import static org.theoria.theorems.landscape.WideScenario.STATIONARY_LOSS;

import java.util.ArrayList;
import java.util.List;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.sampling.Stream;
import org.theoria.theorems.landscape.WideBreak.Kind;

/**
 * Draws points of the landscape of slide 58: critical ones, points at which all but one block of
 * the gradient vanishes, and any others, inside the hypotheses or outside one of them.
 *
 * @param layers how many layers above the features at most
 * @param features whether there is a feature map
 */
record WideDraws(int layers, boolean features) {

  /** The largest width. */
  static final int WIDTH = 4;

  /** The largest number of layers of a feature map. */
  static final int FEATURE_LAYERS = 2;

  /** What is drawn; k is the number of layers of the feature map. */
  record Drawn(Network network, Sample sample, Loss loss, int k) {}

  Drawn draw(Stream s, WideBreak broken) {
    WideScenario scenario = scenario(s, broken);
    WideShape shape = shape(s, scenario, broken);
    return new WideBuilder(s, scenario, broken, shape).build();
  }

  /** Half of the draws outside a hypothesis are made to refute the statement without it. */
  private WideScenario scenario(Stream s, WideBreak broken) {
    boolean aimed = s.chance(1, 2);
    return switch (broken.kind()) {
      case NONE -> inside(s);
      case SMOOTH -> aimed ? KINK : GENERIC;
      case SLOPE -> aimed ? DEAD_LAYER : GENERIC;
      case NON_NEGATIVE, ZERO_AT_ZERO -> aimed ? EXACT : inside(s);
      case STATIONARY -> aimed ? STATIONARY_LOSS : s.oneOf(EXACT, GENERIC);
      case DATA -> aimed ? s.oneOf(REPEATED_EXAMPLE, AFFINE_DEPENDENT) : GENERIC;
      case RANK ->
          broken.layer() == 1
              ? s.oneOf(EXACT, GENERIC, ALL_BUT_FIRST_WEIGHTS)
              : aimed ? RANK_DEFICIENT : s.oneOf(EXACT, GENERIC);
    };
  }

  private static WideScenario inside(Stream s) {
    return s.oneOf(
        EXACT,
        EXACT,
        EXACT,
        GENERIC,
        GENERIC,
        ALL_BUT_FIRST_WEIGHTS,
        ALL_BUT_FIRST_WEIGHTS,
        ALL_BUT_FIRST_WEIGHTS,
        ALL_BUT_BIASES);
  }

  private WideShape shape(Stream s, WideScenario scenario, WideBreak broken) {
    boolean pair =
        switch (scenario) {
          case ALL_BUT_FIRST_WEIGHTS, RANK_DEFICIENT, REPEATED_EXAMPLE, DEAD_LAYER, KINK -> true;
          default -> false;
        };
    boolean collapse = scenario == ALL_BUT_FIRST_WEIGHTS || scenario == RANK_DEFICIENT;
    boolean single = scenario == ALL_BUT_BIASES || scenario == KINK;
    int least = Math.max(1, broken.layer());
    int depth = single ? 1 : s.nextInt(least, layers);
    boolean narrow = !collapse && scenario != KINK && s.chance(1, 8);
    int inputs = narrow ? 1 : s.nextInt(collapse || scenario == KINK ? 2 : 1, WIDTH);
    List<Integer> widths = new ArrayList<>(List.of(inputs));
    for (int h = 1; h <= depth; h++) {
      int most = h == 1 && collapse && !broken.is(Kind.RANK, 1) ? inputs - 1 : widths.getLast();
      widths.add(narrow ? 1 : s.nextInt(1, broken.is(Kind.RANK, h) ? WIDTH : most));
    }
    int examples =
        switch (scenario) {
          case ALL_BUT_BIASES -> inputs + 1;
          case REPEATED_EXAMPLE -> s.nextInt(2, WIDTH);
          case KINK -> 2;
          case AFFINE_DEPENDENT -> 0; // one more than any width: the builder knows them
          default ->
              broken.kind() == Kind.DATA
                  ? inputs + 1 + s.nextInt(1, 2)
                  : s.chance(1, 3) ? inputs + 1 : s.nextInt(pair ? 2 : 1, inputs + 1);
        };
    int prefix = !features ? 0 : s.chance(1, 8) ? 0 : s.nextInt(1, FEATURE_LAYERS);
    return new WideShape(prefix, widths, examples);
  }

  /**
   * The shape of a draw.
   *
   * @param prefix k
   * @param widths (n_k, …, n_H)
   * @param examples n, or 0 for one more than makes the examples dependent
   */
  record WideShape(int prefix, List<Integer> widths, int examples) {
    WideShape {
      widths = List.copyOf(widths);
    }

    int depth() {
      return widths.size() - 1;
    }

    int width(int j) {
      return widths.get(j);
    }
  }
}
