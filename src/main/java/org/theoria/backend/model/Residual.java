package org.theoria.backend.model;

import java.util.ArrayList;
import java.util.List;

/**
 * x ↦ x + F(x) with F these layers, whose output has the shape of x (slide "Couches ResNet"; He et
 * al. 2016, doi:10.1109/CVPR.2016.90). The slide's layer σ(W_h σ(W_{h−1}x + b_{h−1}) + b_h + x) is
 * Residual(dense, σ, dense) followed by σ.
 *
 * @param layers F, at least one
 */
public record Residual(List<Layer> layers) implements Layer {

  public Residual {
    layers = List.copyOf(layers);
    if (layers.isEmpty()) {
      throw new IllegalArgumentException("residual: at least one layer is needed, got none");
    }
  }

  public static Residual of(Layer... layers) {
    return new Residual(List.of(layers));
  }

  @Override
  public Shape output(String where, Shape input) {
    Shape out = Model.output(where + " ", layers, input);
    if (!out.equals(input)) {
      throw new IllegalArgumentException(
          where
              + ": x + F(x) needs F(x) of the shape of x, "
              + input.describe()
              + ", got "
              + out.describe());
    }
    return input;
  }

  @Override
  public List<ParameterBlock> parameters(Shape input) {
    List<ParameterBlock> all = new ArrayList<>();
    Shape shape = input;
    for (Layer l : layers) {
      all.addAll(l.parameters(shape));
      shape = l.output("residual", shape);
    }
    return List.copyOf(all);
  }

  @Override
  public String describe() {
    return "residual (" + Model.describe(layers) + ")";
  }
}
