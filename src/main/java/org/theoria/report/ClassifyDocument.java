package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.SaddleVerdict;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.network.linear.CertifiedCurve;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.DataHypothesis;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;

/** What {@code theoria classify} answers about a user's own linear network. */
public final class ClassifyDocument {

  /** Longer numbers are cut for a reader. */
  private static final int LONGEST_NUMBER = 40;

  private ClassifyDocument() {}

  /** What is known of the point. */
  public sealed interface Answer {

    /** A critical point, decided exactly. */
    record Exact(Classification.Critical point) implements Answer {}

    /**
     * Not critical, exactly.
     *
     * @param near what doubles say of the points nearby, where it was asked
     */
    record NotCritical(Classification.NotCritical point, Optional<Nearby> near) implements Answer {}

    /** The data do not meet a hypothesis. */
    record HypothesisFailed(Classification.HypothesisFailed what, Regression data)
        implements Answer {}

    /** Too many parameters for an exact Hessian; nothing was decided. */
    record TooLarge(int parameters, int limit) implements Answer {}

    /**
     * What doubles say; see {@link org.theoria.backend.SaddleKernel}.
     *
     * @param verdict for every point within the radius
     * @param radius the relative distance in each layer
     * @param tolerance τ: how negative a curvature had to be
     * @param bound no eigenvalue below minus this within the radius, where the verdict says so
     */
    record Nearby(SaddleVerdict verdict, double radius, double tolerance, double bound) {}

    /** Whether the answer is the class of a critical point. */
    default boolean isClass() {
      return this instanceof Exact e && e.point().agrees();
    }
  }

  /** The class as the JSON says it. */
  public static String word(Answer answer) {
    return switch (answer) {
      case Answer.Exact e -> e.point().agrees() ? e.point().classByHessian().id() : "undecided";
      case Answer.NotCritical n -> "not-critical";
      case Answer.HypothesisFailed h -> "hypothesis-failed";
      case Answer.TooLarge t -> "undecided";
    };
  }

  /** The answer for a reader. */
  public static List<Doc> of(Answer answer, Language language) {
    Say say = new Say(language);
    List<Doc> blocks = new ArrayList<>();
    blocks.add(
        new Doc.Paragraph(
            List.of(
                new Inline.Badge(
                    answer.isClass() ? Tone.GOOD : Tone.WARN, said(word(answer), say)))));
    List<List<Doc>> lines = new ArrayList<>();
    switch (answer) {
      case Answer.Exact e -> critical(e.point(), say, lines);
      case Answer.NotCritical n -> notCritical(n, say, lines);
      case Answer.HypothesisFailed h -> lines.add(line(sentence(h).in(language)));
      case Answer.TooLarge t -> lines.add(line(tooLarge(t).in(language)));
    }
    blocks.add(new Doc.Bullets(false, lines));
    if (answer instanceof Answer.Exact e && !e.point().pivots().isEmpty()) {
      blocks.add(pivots(e.point(), say));
    }
    return blocks;
  }

  private static void critical(Classification.Critical c, Say say, List<List<Doc>> lines) {
    String subset =
        c.subset().stream().map(i -> Integer.toString(i)).collect(Collectors.joining(", "));
    lines.add(line("𝒮 = {" + subset + "}, r = " + c.rank() + ", r_max = " + c.maximalRank()));
    lines.add(line("E(W) = tr Σ_YY − Σ_𝒮 δ² = " + number(c.criticalValue(), say)));
    String tightened =
        c.decidingPivot()
            .map(
                p ->
                    say.of(
                        "not tightened: pivot " + ranks(p) + ", neither is r = " + p.rank(),
                        "non tenu : pivot " + ranks(p) + ", aucun n'est r = " + p.rank()))
            .orElse(say.of("tightened: every pivot is", "tenu : tous les pivots le sont"));
    lines.add(line(tightened));
    lines.add(
        line(
            say.of("Hessian: ", "hessienne : "),
            say.of(
                c.inertia().negative()
                    + " negative, "
                    + c.inertia().zero()
                    + " zero, "
                    + c.inertia().positive()
                    + " positive eigenvalues (exact)",
                c.inertia().negative()
                    + " valeurs propres négatives, "
                    + c.inertia().zero()
                    + " nulles, "
                    + c.inertia().positive()
                    + " positives (exact)")));
    lines.add(
        line(
            c.agrees()
                ? say.of(
                    "the theorem and the Hessian agree", "le théorème et la hessienne s'accordent")
                : disagreement(c).in(say.language())));
    c.descent().ifPresent(d -> lines.add(curve("it descends", "il descend", d, say)));
    c.ascent().ifPresent(d -> lines.add(curve("it ascends", "il monte", d, say)));
  }

  private static String ranks(Pivot p) {
    return "(" + p.i() + "," + p.j() + "): " + p.firstRank() + ", " + p.secondRank();
  }

  private static List<Doc> curve(String en, String fr, CertifiedCurve c, Say say) {
    return line(
        say.of(en + " along a curve: ", fr + " le long d'une courbe : "),
        "E(W(t)) − E(W) = "
            + number(c.coefficient(), say)
            + (c.order() == 1 ? "·t + …" : "·t^" + c.order() + " + …"));
  }

  private static Text disagreement(Classification.Critical c) {
    return Text.of(
        "the theorem says "
            + c.classByTheorem().id()
            + ", the Hessian "
            + c.classByHessian().id()
            + ": please report this point",
        "le théorème dit "
            + c.classByTheorem().id()
            + ", la hessienne "
            + c.classByHessian().id()
            + " : merci de signaler ce point");
  }

  private static void notCritical(Answer.NotCritical n, Say say, List<List<Doc>> lines) {
    Classification.NotCritical p = n.point();
    lines.add(
        line(
            "‖∇E(W)‖ = ",
            Numbers.shortly(p.norm(), say.language()),
            say.of(", exactly √", ", exactement √"),
            number(p.squaredNorm(), say)));
    lines.add(
        line(
            say.of("relative to its factors ", "relativement à ses facteurs "),
            Numbers.shortly(p.relative(), say.language()),
            say.of("; largest in layer ", " ; maximal dans la couche "),
            Integer.toString(p.layer())));
    if (n.near().isPresent()) {
      lines.add(line(nearby(n.near().get(), say.language()).in(say.language())));
    } else {
      lines.add(
          line(
              say.of(
                  "--near says what doubles can say of critical points nearby",
                  "--near dit ce que les doubles savent des points critiques voisins")));
    }
  }

  private static Text nearby(Answer.Nearby n, Language language) {
    String radius = Numbers.shortly(n.radius(), language);
    String bound = Numbers.shortly(n.bound(), language);
    return switch (n.verdict()) {
      case STRICT ->
          Text.of(
              "not exact: any critical point within " + radius + " is a strict saddle",
              "non exact : tout point critique à moins de "
                  + radius
                  + " est un point selle strict");
      case NOT_STRICT ->
          Text.of(
              "not exact: within "
                  + radius
                  + " the Hessian has no eigenvalue below −"
                  + bound
                  + " of its scale; a minimiser or a non-strict saddle, if critical and if that"
                  + " bound is small enough",
              "non exact : à moins de "
                  + radius
                  + " la hessienne n'a pas de valeur propre sous −"
                  + bound
                  + " de son échelle ; un minimiseur ou un point selle non strict, s'il est"
                  + " critique et si cette borne suffit");
      case NOT_CRITICAL ->
          Text.of(
              "not exact: there is no critical point within " + radius,
              "non exact : il n'y a pas de point critique à moins de " + radius);
      case UNDECIDED ->
          Text.of(
              "doubles do not decide what is within " + radius,
              "les doubles ne décident pas de ce qui est à moins de " + radius);
    };
  }

  private static Text tooLarge(Answer.TooLarge t) {
    return Text.of(
        "undecided: "
            + t.parameters()
            + " parameters, the exact Hessian is formed up to "
            + t.limit(),
        "indécis : "
            + t.parameters()
            + " paramètres, la hessienne exacte est formée jusqu'à "
            + t.limit());
  }

  private static Text sentence(Answer.HypothesisFailed h) {
    Regression d = h.data();
    String fr =
        switch (h.what().hypothesis()) {
          case ENOUGH_EXAMPLES ->
              "il faut d_x ≤ n, mais d_x = " + d.inputs() + " et n = " + d.examples();
          case INVERTIBLE_INPUTS ->
              "Σ_XX doit être inversible, mais son rang est "
                  + d.inputRank()
                  + " et sa taille "
                  + d.inputs();
          case OUTPUTS_AT_MOST_INPUTS ->
              "il faut d_y ≤ d_x, mais d_y = " + d.outputs() + " et d_x = " + d.inputs();
          case FULL_RANK -> "Σ_XY doit être de rang plein, et ne l'est pas";
          case DISTINCT_SINGULAR_VALUES ->
              "les valeurs singulières de Σ^{1/2} doivent être distinctes, et deux sont égales";
        };
    return Text.of(h.what().sentence(), fr);
  }

  private static Doc pivots(Classification.Critical c, Say say) {
    return new Doc.Table(
        Say.plain(
            say.of(
                "The pivots (i, j) and the ranks of their complementary blocks",
                "Les pivots (i, j) et les rangs de leurs blocs complémentaires")),
        List.of(
            Doc.Column.left("pivot"),
            Doc.Column.right(say.of("first", "premier")),
            Doc.Column.right(say.of("second", "second")),
            Doc.Column.left(say.of("tightened", "tenu"))),
        c.pivots().stream()
            .map(
                p ->
                    Doc.Row.of(
                        new Inline.Plain("(" + p.i() + ", " + p.j() + ")"),
                        new Inline.Plain(Integer.toString(p.firstRank())),
                        new Inline.Plain(Integer.toString(p.secondRank())),
                        new Inline.Plain(
                            p.isTightened() ? say.of("yes", "oui") : say.of("no", "non"))))
            .toList());
  }

  private static List<Doc> line(String... parts) {
    return List.of(new Doc.Paragraph(Say.plain(String.join("", parts))));
  }

  /** Exact where it is short; else about how much, for --json has every digit. */
  private static String number(Rational r, Say say) {
    String text = r.toString();
    return text.length() <= LONGEST_NUMBER
        ? text
        : say.of("about ", "environ ") + Numbers.shortly(r.doubleValue(), say.language());
  }

  private static String said(String word, Say say) {
    return switch (word) {
      case "global-minimiser" -> say.of("global minimiser", "minimiseur global");
      case "strict-saddle" -> say.of("strict saddle", "point selle strict");
      case "non-strict-saddle" -> say.of("non-strict saddle", "point selle non strict");
      case "not-critical" -> say.of("not critical", "non critique");
      case "hypothesis-failed" -> say.of("hypothesis failed", "hypothèse non satisfaite");
      default -> say.of("undecided", "indécis");
    };
  }

  /** The answer for a program; its schema is classify.schema.json. */
  public static ObjectNode json(Answer answer) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("class", word(answer));
    switch (answer) {
      case Answer.Exact e -> json(node, e.point());
      case Answer.NotCritical n -> {
        node.put("reason", "the gradient is not 0");
        ObjectNode gradient = node.putObject("gradient");
        gradient.put("squaredNorm", n.point().squaredNorm().toString());
        gradient.put("norm", n.point().norm());
        gradient.put("relative", n.point().relative());
        gradient.put("layer", n.point().layer());
        n.near().ifPresent(near -> json(node.putObject("near"), near));
      }
      case Answer.HypothesisFailed h -> {
        node.put("reason", h.what().sentence());
        ArrayNode failed = node.putArray("failed");
        h.data().failed().forEach(f -> failed.add(id(f)));
      }
      case Answer.TooLarge t -> node.put("reason", tooLarge(t).en());
    }
    return node;
  }

  private static String id(DataHypothesis h) {
    return h.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void json(ObjectNode node, Classification.Critical c) {
    ArrayNode subset = node.putArray("subset");
    c.subset().forEach(subset::add);
    node.put("rank", c.rank());
    node.put("criticalValue", c.criticalValue().toString());
    node.put("tightened", c.isTightened());
    ArrayNode inertia = node.putArray("inertia");
    inertia.add(c.inertia().negative()).add(c.inertia().zero()).add(c.inertia().positive());
    node.put("maximalRank", c.maximalRank());
    node.put("risk", c.risk().toString());
    node.put("classByTheorem", c.classByTheorem().id());
    node.put("classByHessian", c.classByHessian().id());
    ArrayNode pivots = node.putArray("pivots");
    c.pivots().forEach(p -> json(pivots.addObject(), p));
    c.decidingPivot().ifPresent(p -> json(node.putObject("decidingPivot"), p));
    c.descent().ifPresent(d -> json(node.putObject("descent"), d));
    c.ascent().ifPresent(a -> json(node.putObject("ascent"), a));
    if (!c.agrees()) {
      node.put("reason", disagreement(c).en());
    }
  }

  private static void json(ObjectNode node, Pivot p) {
    node.put("i", p.i());
    node.put("j", p.j());
    node.put("firstRank", p.firstRank());
    node.put("secondRank", p.secondRank());
    node.put("tightened", p.isTightened());
  }

  private static void json(ObjectNode node, CertifiedCurve c) {
    node.put("order", c.order());
    node.put("coefficient", c.coefficient().toString());
  }

  private static void json(ObjectNode node, Answer.Nearby n) {
    node.put("exact", false);
    node.put(
        "verdict",
        switch (n.verdict()) {
          case STRICT -> "strict-saddle";
          case NOT_STRICT -> "no-negative-eigenvalue-beyond-bound";
          case NOT_CRITICAL -> "no-critical-point";
          case UNDECIDED -> "undecided";
        });
    node.put("radius", n.radius());
    node.put("tolerance", n.tolerance());
    if (n.verdict() == SaddleVerdict.NOT_STRICT) {
      node.put("bound", n.bound());
    }
  }
}
