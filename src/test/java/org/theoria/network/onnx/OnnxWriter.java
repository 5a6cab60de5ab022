package org.theoria.network.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Small models, written field by field. */
final class OnnxWriter {

  private OnnxWriter() {}

  private interface Body {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      body.to(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** From input x to output y. */
  static byte[] model(long opset, List<byte[]> nodes, List<byte[]> constants, long... lengths) {
    byte[] graph =
        message(
            out -> {
              for (byte[] node : nodes) {
                out.writeByteArray(1, node);
              }
              for (byte[] constant : constants) {
                out.writeByteArray(5, constant);
              }
              out.writeByteArray(11, value("x", lengths));
              out.writeByteArray(12, value("y"));
            });
    byte[] version = message(out -> out.writeInt64(2, opset));
    return message(
        out -> {
          out.writeInt64(1, 8);
          out.writeByteArray(7, graph);
          out.writeByteArray(8, version);
        });
  }

  private static byte[] value(String name, long... lengths) {
    byte[] shape =
        message(
            out -> {
              for (long length : lengths) {
                out.writeByteArray(
                    1,
                    message(
                        d -> {
                          if (length < 0) {
                            d.writeString(2, "n");
                          } else {
                            d.writeInt64(1, length);
                          }
                        }));
              }
            });
    byte[] tensor = message(out -> out.writeByteArray(2, shape));
    byte[] type = message(out -> out.writeByteArray(1, tensor));
    return message(
        out -> {
          out.writeString(1, name);
          if (lengths.length > 0) {
            out.writeByteArray(2, type);
          }
        });
  }

  static byte[] node(String operator, List<String> inputs, String output, byte[]... attributes) {
    return message(
        out -> {
          for (String input : inputs) {
            out.writeString(1, input);
          }
          out.writeString(2, output);
          out.writeString(3, operator.toLowerCase(java.util.Locale.ROOT) + "-node");
          out.writeString(4, operator);
          for (byte[] attribute : attributes) {
            out.writeByteArray(5, attribute);
          }
        });
  }

  static byte[] integer(String name, long value) {
    return message(
        out -> {
          out.writeString(1, name);
          out.writeInt64(3, value);
        });
  }

  static byte[] real(String name, float value) {
    return message(
        out -> {
          out.writeString(1, name);
          out.writeFloat(2, value);
        });
  }

  /** Doubles as raw bytes. */
  static byte[] tensor(String name, List<Integer> lengths, double... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double v : values) {
      raw.putDouble(v);
    }
    return tensor(name, lengths, 11, raw.array());
  }

  static byte[] tensor(String name, List<Integer> lengths, int type, byte[] raw) {
    return message(
        out -> {
          for (int length : lengths) {
            out.writeInt64(1, length);
          }
          out.writeInt32(2, type);
          out.writeString(8, name);
          out.writeByteArray(9, raw);
        });
  }

  /** Numbers in the list that belongs to the type: 4 floats, 5 and 7 integers, 10 doubles. */
  static byte[] listed(String name, int type, int field, double... values) {
    return message(
        out -> {
          out.writeInt64(1, values.length);
          out.writeInt64(1, 1);
          out.writeInt32(2, type);
          for (double v : values) {
            switch (field) {
              case 4 -> out.writeFloat(field, (float) v);
              case 10 -> out.writeDouble(field, v);
              default -> out.writeInt64(field, (long) v);
            }
          }
          out.writeString(8, name);
        });
  }

  static byte[] external(String name) {
    return message(
        out -> {
          out.writeInt64(1, 1);
          out.writeInt64(1, 1);
          out.writeInt32(2, 1);
          out.writeString(8, name);
          out.writeInt32(14, 1);
        });
  }
}
