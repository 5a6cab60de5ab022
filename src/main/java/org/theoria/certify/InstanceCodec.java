package org.theoria.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.StandardActivation;
import org.theoria.network.StandardLoss;
import org.theoria.network.Subset;

/**
 * Reads and writes instances: records whose components come from one closed vocabulary (network,
 * sample, loss, matrix, scalar, subset, architecture). A network is written into the object itself
 * (architecture, activations, weights, biases); every other component under its name.
 */
public final class InstanceCodec {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private InstanceCodec() {}

  /** The components of an instance, in order. */
  public static List<Object> parts(Record instance) {
    List<Object> parts = new ArrayList<>();
    for (RecordComponent c : instance.getClass().getRecordComponents()) {
      try {
        c.getAccessor().setAccessible(true);
        parts.add(c.getAccessor().invoke(instance));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "instance: component " + c.getName() + " of " + instance.getClass() + " cannot be read",
            e);
      }
    }
    return parts;
  }

  /**
   * The record of these components.
   *
   * @throws IllegalArgumentException when the components do not fit (from the record's own checks)
   */
  public static <I extends Record> I build(Class<I> type, List<Object> parts) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<I> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(parts.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException cause) {
        throw cause;
      }
      throw new IllegalStateException(
          "instance: the constructor of " + type.getSimpleName() + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "instance: " + type.getSimpleName() + " has no usable constructor", e);
    }
  }

  public static ObjectNode write(Record instance) {
    ObjectNode node = JSON.objectNode();
    RecordComponent[] components = instance.getClass().getRecordComponents();
    List<Object> parts = parts(instance);
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      switch (parts.get(i)) {
        case Network n -> writeNetwork(node, n);
        case Sample s -> {
          ObjectNode sample = node.putObject(name);
          sample.set("x", matrix(s.x()));
          sample.set("y", matrix(s.y()));
        }
        case Loss l -> node.put(name, l.id());
        case RationalMatrix m -> node.set(name, matrix(m));
        case Rational r -> node.put(name, r.toString());
        case Subset s -> s.elements().forEach(node.putArray(name)::add);
        case Architecture a -> a.widths().forEach(node.putArray(name)::add);
        default -> throw vocabulary(components[i]);
      }
    }
    return node;
  }

  private static IllegalArgumentException vocabulary(RecordComponent c) {
    return new IllegalArgumentException(
        "instance: component "
            + c.getName()
            + " must be a network, sample, loss, matrix, scalar, subset or architecture, got "
            + c.getType());
  }

  static void writeNetwork(ObjectNode node, Network n) {
    ArrayNode widths = node.putArray("architecture");
    n.architecture().widths().forEach(widths::add);
    ArrayNode activations = node.putArray("activations");
    n.activations().forEach(a -> activations.add(a.id()));
    ArrayNode weights = node.putArray("weights");
    n.weights().forEach(w -> weights.add(matrix(w)));
    ArrayNode biases = node.putArray("biases");
    n.biases().forEach(b -> biases.add(matrix(b.transpose()).get(0)));
  }

  /** A matrix as an array of rows of strings. */
  public static ArrayNode matrix(RationalMatrix m) {
    ArrayNode rows = JSON.arrayNode();
    for (int i = 0; i < m.rows(); i++) {
      ArrayNode row = rows.addArray();
      for (int j = 0; j < m.columns(); j++) {
        row.add(m.get(i, j).toString());
      }
    }
    return rows;
  }

  /** Reads an instance; what does not fit throws {@link FormatException}, naming the field. */
  public static <I extends Record> I read(Class<I> type, JsonNode node) {
    JsonReader reader = new JsonReader(node, "instance");
    List<Object> parts = new ArrayList<>();
    for (RecordComponent c : type.getRecordComponents()) {
      parts.add(readPart(reader, c));
    }
    return fitting("instance", () -> build(type, parts));
  }

  private static Object readPart(JsonReader reader, RecordComponent c) {
    if (c.getType() == Network.class) {
      return readNetwork(reader);
    }
    JsonReader field = reader.at(c.getName());
    if (c.getType() == Sample.class) {
      RationalMatrix x = field.at("x").matrix();
      RationalMatrix y = field.at("y").matrix();
      return fitting(field.path(), () -> new Sample(x, y));
    }
    if (c.getType() == Loss.class) {
      return named(field, List.of(StandardLoss.values()), Loss::id);
    }
    if (c.getType() == RationalMatrix.class) {
      return field.matrix();
    }
    if (c.getType() == Rational.class) {
      return field.rational();
    }
    if (c.getType() == Subset.class) {
      return fitting(field.path(), () -> new Subset(integers(field)));
    }
    if (c.getType() == Architecture.class) {
      return fitting(field.path(), () -> new Architecture(integers(field)));
    }
    throw vocabulary(c);
  }

  private static List<Integer> integers(JsonReader field) {
    return field.elements().stream().map(JsonReader::integer).toList();
  }

  private static Network readNetwork(JsonReader reader) {
    JsonReader widths = reader.at("architecture");
    Architecture architecture = fitting(widths.path(), () -> new Architecture(integers(widths)));
    List<Activation> activations = new ArrayList<>();
    for (JsonReader a : reader.at("activations").elements()) {
      activations.add(named(a, List.of(StandardActivation.values()), Activation::id));
    }
    List<RationalMatrix> weights =
        reader.at("weights").elements().stream().map(JsonReader::matrix).toList();
    List<RationalMatrix> biases =
        reader.at("biases").elements().stream().map(JsonReader::column).toList();
    requireTractable(reader, architecture, activations);
    return fitting(reader.path(), () -> new Network(architecture, activations, weights, biases));
  }

  /**
   * The largest polynomial degree of a network that is read: the digits of an exact evaluation grow
   * with it, and beyond this it would not end.
   */
  private static final long MAXIMUM_DEGREE = 10_000;

  private static void requireTractable(
      JsonReader reader, Architecture architecture, List<Activation> activations) {
    long degree = 1;
    for (int h = 1; h <= activations.size(); h++) {
      degree *=
          switch (activations.get(h - 1)) {
            case StandardActivation.CUBE -> 3;
            case StandardActivation.SQUARE, StandardActivation.SQUARED_RELU -> 2;
            // the next layer adds quotients t/(1+|t|) of different denominators
            case StandardActivation.SOFTSIGN ->
                h <= architecture.depth() ? Math.max(2, architecture.width(h)) : 2;
            default -> 1;
          };
      if (degree > MAXIMUM_DEGREE) {
        throw new FormatException(
            reader.at("activations").path(),
            "a network of degree at most "
                + MAXIMUM_DEGREE
                + " (t^2, t^3 and softsign multiply it)",
            "a larger degree");
      }
    }
  }

  private static <T> T named(JsonReader field, List<T> known, Function<T, String> id) {
    String name = field.string();
    return known.stream()
        .filter(t -> id.apply(t).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new FormatException(
                    field.path(),
                    "one of "
                        + known.stream()
                            .map(id)
                            .collect(Collectors.joining(", "))
                            .toLowerCase(Locale.ROOT),
                    "\"" + name + "\""));
  }

  private static <T> T fitting(String path, java.util.function.Supplier<T> construction) {
    try {
      return construction.get();
    } catch (IllegalArgumentException e) {
      throw new FormatException(path + ": " + e.getMessage());
    }
  }
}
