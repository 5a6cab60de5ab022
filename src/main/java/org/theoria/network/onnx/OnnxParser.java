package org.theoria.network.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.theoria.network.file.ArrayFileException;
import org.theoria.network.file.FileArray;
import org.theoria.network.onnx.OnnxGraph.Attribute;
import org.theoria.network.onnx.OnnxGraph.Input;
import org.theoria.network.onnx.OnnxGraph.Node;

/**
 * Reads the messages of an ONNX file, by the field numbers of onnx.proto (ONNX IR version 3 and
 * later); fields that are not needed are skipped.
 */
final class OnnxParser {
  private static final int LENGTH_DELIMITED = WireFormat.WIRETYPE_LENGTH_DELIMITED;

  private final CodedInputStream in;
  private final String file;

  private OnnxParser(byte[] bytes, String file) {
    this.in = CodedInputStream.newInstance(bytes);
    this.file = file;
  }

  /**
   * The graph of a model.
   *
   * @param file the file as the user wrote it, for messages
   * @throws ArrayFileException where the bytes are no such model
   */
  static OnnxGraph parse(byte[] bytes, String file) {
    OnnxParser parser = new OnnxParser(bytes, file);
    try {
      return parser.model();
    } catch (InvalidProtocolBufferException e) {
      throw new ArrayFileException(
          file,
          "an ONNX model (messages of protobuf)",
          "bytes that break off or break the format at byte "
              + parser.in.getTotalBytesRead()
              + " of "
              + bytes.length);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /** One field of a message; returns false for one that it does not know. */
  private interface Fields {
    boolean read(int number, int wireType) throws IOException;
  }

  /** The fields up to the end of the current message. */
  private void fields(Fields fields) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (!fields.read(number, WireFormat.getTagWireType(tag))) {
        in.skipField(tag);
      }
    }
  }

  /** The fields of a message inside the current one. */
  private void message(Fields fields) throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(fields);
    in.checkLastTagWas(0);
    in.popLimit(limit);
  }

  private boolean message(int wireType, Fields fields) throws IOException {
    if (wireType != LENGTH_DELIMITED) {
      return false;
    }
    message(fields);
    return true;
  }

  private boolean string(int wireType, List<String> into) throws IOException {
    if (wireType != LENGTH_DELIMITED) {
      return false;
    }
    into.add(in.readString());
    return true;
  }

  /** Integers, one or packed. */
  private boolean integers(int wireType, List<Long> into) throws IOException {
    if (wireType == WireFormat.WIRETYPE_VARINT) {
      into.add(in.readInt64());
      return true;
    }
    if (wireType != LENGTH_DELIMITED) {
      return false;
    }
    int limit = in.pushLimit(in.readRawVarint32());
    while (in.getBytesUntilLimit() > 0) {
      into.add(in.readInt64());
    }
    in.popLimit(limit);
    return true;
  }

  private OnnxGraph model() throws IOException {
    long[] opset = {0};
    List<OnnxGraph> graphs = new ArrayList<>();
    fields(
        (number, type) ->
            switch (number) {
              case 7 -> type == LENGTH_DELIMITED && graphs.add(graph());
              case 8 -> operatorSet(type, opset);
              default -> false;
            });
    if (graphs.isEmpty() || opset[0] < 1) {
      throw new ArrayFileException(
          file,
          "an ONNX model with a graph and the version of its operators",
          graphs.isEmpty() ? "no graph" : "no version");
    }
    OnnxGraph g = graphs.getLast();
    return new OnnxGraph(opset[0], g.nodes(), g.constants(), g.inputs(), g.outputs());
  }

  private boolean operatorSet(int wireType, long[] standard) throws IOException {
    List<String> domain = new ArrayList<>();
    List<Long> version = new ArrayList<>();
    boolean known =
        message(
            wireType,
            (number, type) ->
                switch (number) {
                  case 1 -> string(type, domain);
                  case 2 -> integers(type, version);
                  default -> false;
                });
    if ((domain.isEmpty() || isStandard(domain.getLast())) && !version.isEmpty()) {
      standard[0] = version.getLast();
    }
    return known;
  }

  private static boolean isStandard(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  private OnnxGraph graph() throws IOException {
    List<Node> nodes = new ArrayList<>();
    Map<String, FileArray> constants = new LinkedHashMap<>();
    List<Input> inputs = new ArrayList<>();
    List<Input> outputs = new ArrayList<>();
    message(
        (number, type) ->
            switch (number) {
              case 1 -> type == LENGTH_DELIMITED && nodes.add(node(nodes.size() + 1));
              case 5 -> type == LENGTH_DELIMITED && constant(constants);
              case 11 -> type == LENGTH_DELIMITED && inputs.add(input());
              case 12 -> type == LENGTH_DELIMITED && outputs.add(input());
              case 15 ->
                  throw new ArrayFileException(
                      file, "initializers that are dense", "a sparse initializer");
              default -> false;
            });
    inputs.removeIf(i -> constants.containsKey(i.name()));
    return new OnnxGraph(0, nodes, constants, inputs, outputs.stream().map(Input::name).toList());
  }

  private boolean constant(Map<String, FileArray> constants) throws IOException {
    OnnxTensor tensor = OnnxTensor.read(in, file);
    if (constants.put(tensor.name(), tensor.array()) != null) {
      throw new ArrayFileException(
          file, "each initializer once", "\"" + tensor.name() + "\" twice");
    }
    return true;
  }

  private Node node(int position) throws IOException {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    List<String> name = new ArrayList<>();
    List<String> operator = new ArrayList<>();
    List<String> domain = new ArrayList<>();
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    message(
        (number, type) ->
            switch (number) {
              case 1 -> string(type, inputs);
              case 2 -> string(type, outputs);
              case 3 -> string(type, name);
              case 4 -> string(type, operator);
              case 5 -> type == LENGTH_DELIMITED && attribute(attributes);
              case 7 -> string(type, domain);
              default -> false;
            });
    String of = domain.isEmpty() || isStandard(domain.getLast()) ? "" : domain.getLast() + ".";
    String full = of + (operator.isEmpty() ? "no operator" : operator.getLast());
    boolean named = !name.isEmpty() && !name.getLast().isEmpty();
    String which = named ? "\"" + name.getLast() + "\"" : Integer.toString(position);
    return new Node("node " + which + " (" + full + ")", full, inputs, outputs, attributes);
  }

  private boolean attribute(Map<String, Attribute> attributes) throws IOException {
    List<String> name = new ArrayList<>();
    float[] real = {0};
    List<Long> integer = new ArrayList<>();
    List<Long> integers = new ArrayList<>();
    List<FileArray> tensor = new ArrayList<>();
    message(
        (number, type) ->
            switch (number) {
              case 1 -> string(type, name);
              case 2 -> {
                if (type == WireFormat.WIRETYPE_FIXED32) {
                  real[0] = in.readFloat();
                }
                yield type == WireFormat.WIRETYPE_FIXED32;
              }
              case 3 -> integers(type, integer);
              case 5 -> type == LENGTH_DELIMITED && tensor.add(OnnxTensor.read(in, file).array());
              case 8 -> integers(type, integers);
              default -> false;
            });
    attributes.put(
        name.isEmpty() ? "" : name.getLast(),
        new Attribute(
            real[0],
            integer.isEmpty() ? 0 : integer.getLast(),
            tensor.isEmpty() ? Optional.empty() : Optional.of(tensor.getLast()),
            integers));
    return true;
  }

  /** ValueInfoProto: a name, and a shape inside a tensor type inside a type. */
  private Input input() throws IOException {
    List<String> name = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    boolean[] declared = {false};
    Fields dimension =
        (number, type) -> {
          boolean value = number == 1 && type == WireFormat.WIRETYPE_VARINT;
          if (value) {
            lengths.set(lengths.size() - 1, in.readInt64());
          }
          return value;
        };
    Fields shape =
        (number, type) -> {
          if (number != 1 || type != LENGTH_DELIMITED) {
            return false;
          }
          lengths.add(-1L);
          message(dimension);
          return true;
        };
    Fields tensor =
        (number, type) -> {
          declared[0] |= number == 2;
          return number == 2 && message(type, shape);
        };
    Fields valueType = (number, type) -> number == 1 && message(type, tensor);
    message(
        (number, type) ->
            switch (number) {
              case 1 -> string(type, name);
              case 2 -> message(type, valueType);
              default -> false;
            });
    return new Input(
        name.isEmpty() ? "" : name.getLast(),
        declared[0] ? Optional.of(List.copyOf(lengths)) : Optional.empty());
  }
}
