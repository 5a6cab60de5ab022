package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.network.rank.DoubleRank;
import org.theoria.network.rank.LocalDimension;
import org.theoria.network.rank.LocalDimension.Certainty;
import org.theoria.network.rank.OutputRows;
import org.theoria.proposition.Language;

/** What {@code theoria rank} answers about a user's own network. */
public final class RankDocument {

  private RankDocument() {}

  /**
   * What is known of the rank.
   *
   * @param dimension the rank and what proves it
   * @param outputs what was differentiated
   * @param withoutBias layers 1, …, H whose bias the user's file does not have: it is 0, and counts
   *     as a parameter, as the course has it
   * @param doubles what singular values say, where it was asked
   * @param certificate the file in which the certificate was written, where it was asked
   */
  public record Answer(
      LocalDimension dimension,
      OutputRows outputs,
      List<Integer> withoutBias,
      Optional<DoubleRank> doubles,
      Optional<String> certificate) {
    public Answer {
      withoutBias = List.copyOf(withoutBias);
    }

    /** Whether the rank is decided, and doubles, where they were asked, agree. */
    public boolean isExpected() {
      return isDecided() && doubles.map(d -> d.rank() == dimension.rank()).orElse(true);
    }

    boolean isDecided() {
      return !(dimension.certainty() instanceof Certainty.Probable p) || p.log2Error() < 0;
    }
  }

  /** The answer for a reader. */
  public static List<Doc> of(Answer answer, Language language) {
    Say say = new Say(language);
    LocalDimension d = answer.dimension();
    String relation = answer.isDecided() ? " = " : " ≥ ";
    List<Doc> blocks = new ArrayList<>();
    blocks.add(
        new Doc.Paragraph(
            List.of(
                new Inline.Badge(
                    answer.isDecided() ? Tone.GOOD : Tone.WARN,
                    "rank Df(X)" + relation + d.rank()))));
    List<List<Doc>> lines = new ArrayList<>();
    lines.add(Say.line(certainty(d, say)));
    lines.add(
        Say.line(
            say.of("Jacobian matrix: ", "matrice jacobienne : ")
                + d.rows()
                + "×"
                + d.columns()
                + (answer.outputs() == OutputRows.SOFTMAX
                    ? say.of(
                        " (softmax outputs, by the differences of the logits)",
                        " (sorties softmax, par les différences des logits)")
                    : "")));
    if (!answer.withoutBias().isEmpty()) {
      lines.add(Say.line(withoutBias(answer.withoutBias(), say)));
    }
    lines.add(Say.line("|E| + |B| − (n_1 + … + n_{H−1}) = " + d.bound()));
    lines.add(
        Say.line(
            say.of("proven upper bound of this matrix: ", "majorant prouvé de cette matrice : ")
                + d.kernel().rank()
                + say.of(
                    " (columns " + d.kernel().byColumns() + ", rows " + d.kernel().byRows() + ")",
                    " (colonnes "
                        + d.kernel().byColumns()
                        + ", lignes "
                        + d.kernel().byRows()
                        + ")")));
    lines.add(
        Say.line(
            say.of(
                "dead hidden neurons: " + d.dead() + " of " + d.hidden(),
                "neurones cachés morts : " + d.dead() + " sur " + d.hidden())));
    lines.add(
        Say.line(
            say.of(
                "patterns |𝒜|: " + d.patterns() + signs(d, say),
                "motifs |𝒜| : " + d.patterns() + signs(d, say))));
    lines.add(
        Say.line(
            say.of(
                    "dimension of the pre-image, where the rank is constant nearby: ",
                    "dimension de la pré-image, où le rang est localement constant : ")
                + (answer.isDecided() ? "" : "≤ ")
                + d.preimage()));
    answer.doubles().ifPresent(x -> lines.add(Say.line(doubles(d, x, say))));
    lines.add(
        Say.line(
            answer
                .certificate()
                .map(f -> say.of("certificate: ", "certificat : ") + f + " (theoria replay)")
                .orElseGet(
                    () ->
                        say.of(
                            "certificate: not written (--certificate FILE)",
                            "certificat : non écrit (--certificate FILE)"))));
    blocks.add(new Doc.Bullets(false, lines));
    return blocks;
  }

  private static String withoutBias(List<Integer> layers, Say say) {
    String names = layers.stream().map(h -> "b_" + h).collect(Collectors.joining(", "));
    return say.of(
        "not in the file: " + names + "; 0 here, and parameters all the same",
        "absents du fichier : " + names + " ; nuls ici, et pourtant des paramètres");
  }

  private static String signs(LocalDimension d, Say say) {
    return d.exactExamples() == 0
        ? ""
        : say.of(
            " (signs in exact arithmetic on " + d.exactExamples() + " examples)",
            " (signes en arithmétique exacte sur " + d.exactExamples() + " exemples)");
  }

  private static String certainty(LocalDimension d, Say say) {
    return switch (d.certainty()) {
      case Certainty.TwoSided t ->
          say.of(
              "proven: a minor of order "
                  + d.rank()
                  + " is not 0 modulo "
                  + d.prime()
                  + ", and the kernel allows no more",
              "prouvé : un mineur d'ordre "
                  + d.rank()
                  + " n'est pas 0 modulo "
                  + d.prime()
                  + ", et le noyau ne permet pas plus");
      case Certainty.Exact e ->
          say.of(
              "proven over ℚ: a minor that is not 0, and the dependencies of the other rows",
              "prouvé sur ℚ : un mineur non nul, et les dépendances des autres lignes");
      case Certainty.Probable p ->
          p.log2Error() < 0
              ? say.of(
                  "proven from below; equal but for a probability of 2^"
                      + exponent(p)
                      + " over the "
                      + d.primes().size()
                      + " random primes",
                  "prouvé par en dessous ; égal sauf avec probabilité 2^"
                      + exponent(p)
                      + " sur les "
                      + d.primes().size()
                      + " nombres premiers aléatoires")
              : say.of(
                  "proven from below only, with no bound of the error: the rows were combined at random, to"
                      + " fit into memory, or the entries are too large for one",
                  "prouvé par en dessous seulement, sans borne de l'erreur : lignes combinées au"
                      + " hasard, faute de mémoire, ou coefficients trop grands");
    };
  }

  private static int exponent(Certainty.Probable p) {
    return (int) StrictMath.ceil(p.log2Error());
  }

  private static String doubles(LocalDimension d, DoubleRank x, Say say) {
    String values =
        " (σ > σ_max·max(m, n)·2^-52 = "
            + Numbers.shortly(x.threshold(), say.language())
            + "; "
            + Numbers.shortly(x.above(), say.language())
            + " | "
            + Numbers.shortly(x.below(), say.language())
            + ")";
    if (x.rank() == d.rank()) {
      return say.of("singular values agree", "les valeurs singulières s'accordent") + values;
    }
    String impossible =
        x.rank() > d.kernel().rank()
            ? say.of(", above the proven upper bound", ", au-dessus du majorant prouvé")
            : "";
    return say.of("singular values DISAGREE: ", "les valeurs singulières DIFFÈRENT : ")
        + x.rank()
        + impossible
        + values;
  }

  /** The answer for a program; its schema is rank.schema.json. */
  public static ObjectNode json(Answer answer) {
    LocalDimension d = answer.dimension();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("rank", d.rank());
    switch (d.certainty()) {
      case Certainty.TwoSided t -> node.put("certainty", "two-sided");
      case Certainty.Exact e -> node.put("certainty", "exact");
      case Certainty.Probable p -> {
        node.put("certainty", p.log2Error() < 0 ? "probable" : "lower-bound");
        if (p.log2Error() < 0) {
          node.put("log2Error", exponent(p));
        }
      }
    }
    node.put("outputs", answer.outputs() == OutputRows.SOFTMAX ? "softmax" : "logits");
    node.put("rows", d.rows());
    node.put("columns", d.columns());
    ArrayNode withoutBias = node.putArray("withoutBias");
    answer.withoutBias().forEach(withoutBias::add);
    node.put("bound", d.bound());
    ObjectNode upper = node.putObject("upper");
    upper.put("columns", d.kernel().byColumns());
    upper.put("rows", d.kernel().byRows());
    node.put("deadNeurons", d.dead());
    node.put("hiddenNeurons", d.hidden());
    node.put("patterns", d.patterns());
    node.put("exactSigns", d.exactExamples());
    node.put("preimageDimension", d.preimage());
    ArrayNode primes = node.putArray("primes");
    d.primes().forEach(p -> primes.add(Long.toString(p)));
    answer.certificate().ifPresent(f -> node.put("certificate", f));
    answer
        .doubles()
        .ifPresent(
            x -> {
              ObjectNode doubles = node.putObject("double");
              doubles.put("rank", x.rank());
              doubles.put("agrees", x.rank() == d.rank());
              doubles.put("threshold", x.threshold());
              doubles.put("thresholdName", "largest * max(rows, columns) * 2^-52");
              doubles.put("largest", x.largest());
              doubles.put("above", x.above());
              doubles.put("below", x.below());
            });
    return node;
  }
}
