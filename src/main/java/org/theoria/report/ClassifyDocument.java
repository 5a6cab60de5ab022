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
import org.theoria.certify.CounterexampleCodec;
import org.theoria.network.linear.CertifiedCurve;
import org.theoria.network.linear.Classification;
import org.theoria.network.linear.DataHypothesis;
import org.theoria.network.linear.Pivot;
import org.theoria.network.linear.Regression;
import org.theoria.proposition.Language;
import org.theoria.proposition.Text;
import org.theoria.report.NearDocument.Nearby;

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
     * @param near the critical point nearby, where it was asked for
     */
    record NotCritical(Classification.NotCritical point, Optional<Nearby> near) implements Answer {}

    /** The data do not meet a hypothesis. */
    record HypothesisFailed(Classification.HypothesisFailed what, Regression data)
        implements Answer {}

    /**
     * A critical point, everything exact but the Hessian, which has too many parameters to form.
     *
     * @param point what needs no Hessian
     * @param limit the most parameters for a Hessian
     */
    record NoHessian(Classification.WithoutHessian point, int limit) implements Answer {}

    /** Whether the answer is the class of a critical point: of W, or with --near of one nearby. */
    default boolean isClass() {
      return switch (this) {
        case Exact e -> e.point().agrees();
        case NoHessian n -> n.point().agrees();
        case NotCritical n -> n.near().flatMap(Nearby::decided).isPresent();
        case HypothesisFailed h -> false;
      };
    }
  }

  /** The class as the JSON says it. */
  public static String word(Answer answer) {
    return switch (answer) {
      case Answer.Exact e -> e.point().agrees() ? e.point().classByHessian().id() : "undecided";
      case Answer.NotCritical n -> n.near().map(Nearby::word).orElse("not-critical");
      case Answer.HypothesisFailed h -> "hypothesis-failed";
      case Answer.NoHessian n -> n.point().agrees() ? n.point().classByTheorem().id() : "undecided";
    };
  }

  /** The answer for a reader. */
  public static List<Doc> of(Answer answer, Language language) {
    Say say = new Say(language);
    List<Doc> blocks = new ArrayList<>();
    blocks.add(
        new Doc.Paragraph(
            List.of(
                new Inline.Badge(answer.isClass() ? Tone.GOOD : Tone.WARN, badge(answer, say)))));
    List<List<Doc>> lines = new ArrayList<>();
    switch (answer) {
      case Answer.Exact e -> critical(e.point(), say, lines);
      case Answer.NotCritical n -> notCritical(n, say, lines);
      case Answer.HypothesisFailed h -> lines.add(Say.line(sentence(h).in(language)));
      case Answer.NoHessian n -> withoutHessian(n, say, lines);
    }
    blocks.add(new Doc.Bullets(false, lines));
    List<Pivot> pivots =
        switch (answer) {
          case Answer.Exact e -> e.point().pivots();
          case Answer.NoHessian n -> n.point().pivots();
          case Answer.NotCritical n -> List.of();
          case Answer.HypothesisFailed h -> List.of();
        };
    if (!pivots.isEmpty()) {
      blocks.add(pivots(pivots, say));
    }
    return blocks;
  }

  private static void critical(Classification.Critical c, Say say, List<List<Doc>> lines) {
    theorem(c.subset(), c.maximalRank(), c.criticalValue(), c.decidingPivot(), say, lines);
    lines.add(
        Say.line(
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
    lines.add(Say.line(c.agrees() ? agreement(c, say) : disagreement(c).in(say.language())));
    c.descent().ifPresent(d -> lines.add(curve("it descends", "il descend", d, say)));
    c.ascent().ifPresent(d -> lines.add(curve("it ascends", "il monte", d, say)));
  }

  private static String badge(Answer answer, Say say) {
    String word = said(word(answer), say);
    return answer instanceof Answer.NotCritical n && n.near().isPresent() && answer.isClass()
        ? word + say.of(" nearby (not exact)", " voisin (non exact)")
        : word;
  }

  /** 𝒮, r, the critical value and the pivot that decides. */
  private static void theorem(
      List<Integer> set,
      int maximalRank,
      Rational value,
      Optional<Pivot> deciding,
      Say say,
      List<List<Doc>> lines) {
    lines.add(subset(set, maximalRank));
    lines.add(Say.line("E(W) = tr Σ_YY − Σ_𝒮 δ² = " + number(value, say)));
    String tightened =
        deciding
            .map(
                p ->
                    say.of(
                        "not tightened: pivot " + ranks(p) + ", neither is r = " + p.rank(),
                        "non tenu : pivot " + ranks(p) + ", aucun n'est r = " + p.rank()))
            .orElse(say.of("tightened: every pivot is", "tenu : tous les pivots le sont"));
    lines.add(Say.line(tightened));
  }

  static List<Doc> subset(List<Integer> set, int maximalRank) {
    String subset = set.stream().map(i -> Integer.toString(i)).collect(Collectors.joining(", "));
    return Say.line("𝒮 = {" + subset + "}, r = " + set.size() + ", r_max = " + maximalRank);
  }

  private static void withoutHessian(Answer.NoHessian n, Say say, List<List<Doc>> lines) {
    Classification.WithoutHessian c = n.point();
    theorem(c.subset(), c.maximalRank(), c.criticalValue(), c.decidingPivot(), say, lines);
    lines.add(Say.line(noHessian(n).in(say.language())));
  }

  private static Text noHessian(Answer.NoHessian n) {
    String more = n.point().parameters() + " parameters";
    return n.point().agrees()
        ? Text.of(
            "by the theorem alone: " + more + ", the exact Hessian is formed up to " + n.limit(),
            "par le théorème seul : "
                + n.point().parameters()
                + " paramètres, la hessienne exacte est formée jusqu'à "
                + n.limit())
        : Text.of(
            "the risk is not the critical value of 𝒮: please report this point",
            "le risque n'est pas la valeur critique de 𝒮 : merci de signaler ce point");
  }

  static String ranks(Pivot p) {
    return "(" + p.i() + "," + p.j() + "): " + p.firstRank() + ", " + p.secondRank();
  }

  private static List<Doc> curve(String en, String fr, CertifiedCurve c, Say say) {
    return Say.line(
        say.of(en + " along a curve: ", fr + " le long d'une courbe : "),
        "E(W(t)) − E(W) = "
            + number(c.coefficient(), say)
            + (c.order() == 1 ? "·t + …" : "·t^" + c.order() + " + …"));
  }

  private static String agreement(Classification.Critical c, Say say) {
    return c.independent()
        ? say.of("the theorem and the Hessian agree", "le théorème et la hessienne s'accordent")
        : say.of(
            "the theorem and the Hessian agree, but not independently: the least risk is read off"
                + " 𝒮 too, as C(d_y, r_max) is too large",
            "le théorème et la hessienne s'accordent, mais pas indépendamment : le risque minimal"
                + " est lu sur 𝒮 aussi, car C(d_y, r_max) est trop grand");
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

  /** The exact norm where its square is short. */
  private static String root(Rational square, Say say) {
    return square.toString().length() <= LONGEST_NUMBER
        ? say.of(", exactly √(", ", exactement √(") + square + ")"
        : say.of(" (--json has its exact square)", " (--json a son carré exact)");
  }

  private static void notCritical(Answer.NotCritical n, Say say, List<List<Doc>> lines) {
    Classification.NotCritical p = n.point();
    lines.add(
        Say.line(
            "‖∇E(W)‖ = ", Numbers.shortly(p.norm(), say.language()), root(p.squaredNorm(), say)));
    lines.add(
        Say.line(
            say.of("relative to its factors ", "relativement à ses facteurs "),
            Numbers.shortly(p.relative(), say.language()),
            say.of("; largest in layer ", " ; maximal dans la couche "),
            Integer.toString(p.layer())));
    if (n.near().isPresent()) {
      NearDocument.append(n.near().get(), say, lines);
    } else {
      lines.add(
          Say.line(
              say.of(
                  "--near looks for a critical point nearby and classifies it: a point computed in"
                      + " doubles is almost never exactly critical",
                  "--near cherche un point critique voisin et le classe : un point calculé en"
                      + " doubles n'est presque jamais exactement critique")));
    }
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

  private static Doc pivots(List<Pivot> all, Say say) {
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
        all.stream()
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

  /** Exact where it is short; else about how much, for --json has every digit. */
  static String number(Rational r, Say say) {
    String text = r.toString();
    return text.length() <= LONGEST_NUMBER
        ? text
        : say.of("about ", "environ ") + Numbers.shortly(r.doubleValue(), say.language());
  }

  static String said(String word, Say say) {
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
        node.put("exact", n.near().isEmpty());
        node.put("reason", n.near().map(m -> m.reason().en()).orElse("the gradient is not 0"));
        ObjectNode gradient = node.putObject("gradient");
        gradient.put("squaredNorm", n.point().squaredNorm().toString());
        gradient.put("norm", n.point().norm());
        gradient.put("relative", n.point().relative());
        gradient.put("layer", n.point().layer());
        n.near().ifPresent(near -> NearDocument.json(node.putObject("near"), near));
      }
      case Answer.HypothesisFailed h -> {
        node.put("reason", h.what().sentence());
        ArrayNode failed = node.putArray("failed");
        h.data().failed().forEach(f -> failed.add(id(f)));
      }
      case Answer.NoHessian n -> {
        node.put("exact", true);
        Classification.WithoutHessian c = n.point();
        theorem(node, c.subset(), c.criticalValue(), c.decidingPivot(), c.pivots());
        node.putNull("inertia");
        node.put("maximalRank", c.maximalRank());
        node.put("risk", c.risk().toString());
        node.put("classByTheorem", c.classByTheorem().id());
        node.put("reason", noHessian(n).en());
      }
    }
    return node;
  }

  private static String id(DataHypothesis h) {
    return h.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void json(ObjectNode node, Classification.Critical c) {
    node.put("exact", true);
    theorem(node, c.subset(), c.criticalValue(), c.decidingPivot(), c.pivots());
    ArrayNode inertia = node.putArray("inertia");
    inertia.add(c.inertia().negative()).add(c.inertia().zero()).add(c.inertia().positive());
    node.put("maximalRank", c.maximalRank());
    node.put("risk", c.risk().toString());
    node.put("classByTheorem", c.classByTheorem().id());
    node.put("classByHessian", c.classByHessian().id());
    node.put("independent", c.independent());
    c.descent().ifPresent(d -> json(node.putObject("descent"), d));
    c.ascent().ifPresent(a -> json(node.putObject("ascent"), a));
    if (!c.agrees()) {
      node.put("reason", disagreement(c).en());
    }
  }

  private static void theorem(
      ObjectNode node,
      List<Integer> set,
      Rational value,
      Optional<Pivot> deciding,
      List<Pivot> all) {
    ArrayNode subset = node.putArray("subset");
    set.forEach(subset::add);
    node.put("rank", set.size());
    node.put("criticalValue", value.toString());
    node.put("tightened", deciding.isEmpty());
    ArrayNode pivots = node.putArray("pivots");
    all.forEach(p -> json(pivots.addObject(), p));
    deciding.ifPresent(p -> json(node.putObject("decidingPivot"), p));
  }

  static void json(ObjectNode node, Pivot p) {
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
}
