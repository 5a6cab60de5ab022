package org.theoria.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.theoria.arithmetic.Minor;
import org.theoria.arithmetic.RankCertificate;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.network.Network;
import org.theoria.network.rank.KinkException;
import org.theoria.network.rank.KinkPolicy;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.LocalRank;
import org.theoria.network.rank.OutputRows;

/**
 * A saved rank: the network and its inputs, and what proves the rank of D f_θ(X) — for "rank" a
 * minor that is not 0 and the dependencies of the other rows; for "rank-modulo" a prime modulo
 * which the matrix has that rank, a lower bound.
 */
public final class RankFile {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private RankFile() {}

  /**
   * A network on inputs.
   *
   * @param network the network
   * @param x the inputs, n₀ × n
   */
  public record Instance(Network network, RationalMatrix x) {}

  /** The file of an answer. */
  public static ObjectNode write(
      Network network,
      RationalMatrix x,
      OutputRows outputs,
      KinkPolicy kinks,
      LocalDimension answer) {
    ObjectNode node = JSON.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("outputs", word(outputs));
    node.put("atKinks", word(kinks));
    node.set("instance", InstanceCodec.write(new Instance(network, x)));
    ObjectNode certificate = node.putObject("certificate");
    if (answer.certainty() instanceof Certainty.Exact e) {
      certificate.put("type", "rank");
      certificate.put("rank", answer.rank());
      indices(certificate.putArray("rows"), e.certificate().rows());
      indices(certificate.putArray("columns"), e.certificate().columns());
      certificate.set("dependencies", InstanceCodec.matrix(e.certificate().dependencies()));
    } else {
      certificate.put("type", "rank-modulo");
      certificate.put("rank", answer.rank());
      certificate.put("prime", answer.prime());
      certificate.put("upper", answer.kernel().rank());
    }
    return node;
  }

  private static void indices(ArrayNode array, List<Integer> indices) {
    indices.forEach(array::add);
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** Whether a file is of this kind. */
  public static boolean is(JsonNode node) {
    return node.path("certificate").path("type").asText("").startsWith("rank");
  }

  /** Re-checks a file from its network, its inputs and its certificate alone. */
  public static Replay.Result replay(JsonNode node) {
    JsonReader r = new JsonReader(node, "");
    int format = r.at("format").integer();
    if (format != CounterexampleCodec.FORMAT) {
      throw new FormatException(
          "format", String.valueOf(CounterexampleCodec.FORMAT), String.valueOf(format));
    }
    OutputRows outputs = one(OutputRows.values(), r.at("outputs"));
    KinkPolicy kinks = one(KinkPolicy.values(), r.at("atKinks"));
    Instance instance = InstanceCodec.read(Instance.class, r.at("instance").node());
    JsonReader c = r.at("certificate");
    int rank = c.at("rank").integer();
    LocalRank problem;
    try {
      problem = LocalRank.of(instance.network(), instance.x(), outputs, kinks);
    } catch (KinkException e) {
      return new Replay.Result.NotConfirmed(String.valueOf(e.getMessage()));
    }
    return switch (c.at("type").string()) {
      case "rank" -> exact(problem, rank, c);
      case "rank-modulo" -> modulo(problem, rank, c);
      default ->
          throw new FormatException(
              "certificate.type", "rank or rank-modulo", c.at("type").string());
    };
  }

  private static Replay.Result exact(LocalRank problem, int rank, JsonReader c) {
    Minor minor = new Minor(integers(c.at("rows")), integers(c.at("columns")));
    JsonReader rows = c.at("dependencies");
    RationalMatrix dependencies =
        rows.elements().isEmpty() || rows.elements().getFirst().elements().isEmpty()
            ? RationalMatrix.zero(rows.elements().size(), minor.order())
            : rows.matrix();
    if (minor.order() != rank || dependencies.columns() != rank) {
      return new Replay.Result.NotConfirmed(
          "certificate: a rank of " + rank + " needs a minor of that order, got " + minor.order());
    }
    return new RankCertificate(minor, dependencies).holdsFor(problem.jacobian())
        ? new Replay.Result.Confirmed(
            "rank Df(X) = " + rank + ": the minor is not 0 and every other row depends on its rows")
        : new Replay.Result.NotConfirmed(
            "certificate: the minor is 0 or a dependency does not hold");
  }

  private static Replay.Result modulo(LocalRank problem, int rank, JsonReader c) {
    int lower;
    try {
      lower = problem.modulo(c.at("prime").longInteger());
    } catch (IllegalArgumentException e) {
      throw new FormatException("certificate.prime: " + e.getMessage());
    }
    int upper = problem.kernel().rank();
    if (lower < rank) {
      return new Replay.Result.NotConfirmed(
          "certificate: the rank modulo the prime is " + lower + ", not " + rank);
    }
    return new Replay.Result.Confirmed(
        upper == rank
            ? "rank Df(X) = " + rank + ": so it is modulo the prime, and the kernel allows no more"
            : "rank Df(X) >= " + rank + ": so it is modulo the prime; the kernel allows " + upper);
  }

  private static List<Integer> integers(JsonReader r) {
    return r.elements().stream().map(JsonReader::integer).toList();
  }

  private static <E extends Enum<E>> E one(E[] values, JsonReader r) {
    String text = r.string();
    for (E value : values) {
      if (word(value).equals(text)) {
        return value;
      }
    }
    throw new FormatException(
        r.path(), "one of " + List.of(values).stream().map(RankFile::word).toList(), text);
  }
}
