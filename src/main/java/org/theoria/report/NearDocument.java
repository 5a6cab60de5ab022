package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.Rational;
import org.theoria.backend.HessianCounts;
import org.theoria.backend.near.Candidate;
import org.theoria.backend.near.CandidateSearch;
import org.theoria.backend.near.Gap;
import org.theoria.backend.near.RationalNeighbour;
import org.theoria.network.linear.CriticalClass;
import org.theoria.proposition.Text;

/** What {@code theoria classify --near} says of a point that is not exactly critical. */
public final class NearDocument {
  private NearDocument() {}

  /**
   * What was looked for near W and what was found.
   *
   * @param radius the largest relative distance
   * @param result in doubles
   * @param rational an exactly critical point, where there is one with that 𝒮
   */
  public record Nearby(
      double radius, CandidateSearch.Result result, Optional<RationalNeighbour> rational) {

    /**
     * The class of the candidate, where the numerical gaps are clear and nothing contradicts it.
     */
    Optional<CriticalClass> decided() {
      return result instanceof CandidateSearch.Result.Found f
              && f.candidate().doubt().isEmpty()
              && rationalAgrees(f.candidate())
          ? Optional.of(f.candidate().classByTheorem())
          : Optional.empty();
    }

    private boolean rationalAgrees(Candidate c) {
      return rational
          .map(
              r ->
                  r.point().agrees()
                      && r.point().classByHessian() == c.classByTheorem()
                      && r.point().subset().equals(c.subset()))
          .orElse(true);
    }

    /** The class as the JSON says it. */
    String word() {
      return switch (result) {
        case CandidateSearch.Result.NoCriticalPoint none -> "not-critical";
        case CandidateSearch.Result.NotFound none -> "undecided";
        case CandidateSearch.Result.Found found ->
            decided().map(CriticalClass::id).orElse("undecided");
      };
    }

    /** Why it is undecided, or not critical. */
    Text reason() {
      return switch (result) {
        case CandidateSearch.Result.NoCriticalPoint none ->
            Text.of(
                "the gradient is not 0, and no point within the radius is critical",
                "le gradient n'est pas 0, et aucun point dans le rayon n'est critique");
        case CandidateSearch.Result.NotFound none -> why(none);
        case CandidateSearch.Result.Found found ->
            found
                .candidate()
                .doubt()
                .map(d -> doubt(d, found.candidate()))
                .orElse(
                    decided().isPresent()
                        ? Text.of(
                            "the gradient is not 0; the class is the one of a critical point nearby",
                            "le gradient n'est pas 0 ; la classe est celle d'un point critique"
                                + " voisin")
                        : Text.of(
                            "the rational critical point nearby is not what doubles say: please"
                                + " report this point",
                            "le point critique rationnel voisin n'est pas ce que disent les"
                                + " doubles : merci de signaler ce point"));
      };
    }
  }

  private static Text why(CandidateSearch.Result.NotFound none) {
    return switch (none.why()) {
      case NORMS ->
          Text.of(
              "the norms of the layers are beyond what doubles can multiply",
              "les normes des couches dépassent ce que les doubles peuvent multiplier");
      case TOO_MANY_EIGENVECTORS ->
          Text.of(
              "W_H…W_1 looks like more eigenvectors of Σ than r_max",
              "W_H…W_1 ressemble à plus de vecteurs propres de Σ que r_max");
      case NOT_CONSTRUCTED ->
          Text.of(
              "no critical point was constructed nearby, which does not prove that there is none",
              "aucun point critique voisin n'a été construit, ce qui ne prouve pas qu'il n'y en a"
                  + " pas");
      case TOO_FAR -> {
        String far = String.format(Locale.ROOT, "%.3g", none.distance());
        yield Text.of(
            "the critical point that was constructed is at the relative distance "
                + far
                + ", outside the radius",
            "le point critique construit est à la distance relative " + far + ", hors du rayon");
      }
    };
  }

  private static Text doubt(Candidate.Doubt doubt, Candidate c) {
    return switch (doubt) {
      case GAP -> {
        Gap gap = c.leastClear();
        String numbers =
            String.format(
                Locale.ROOT, "%.3g / %.3g < %.0f", gap.value(), gap.tolerance(), Gap.CLEAR);
        yield Text.of(
            "a numerical gap is not clear: " + name(gap.kind()).en() + ", " + numbers,
            "un écart numérique n'est pas net : " + name(gap.kind()).fr() + ", " + numbers);
      }
      case NOT_SHOWN ->
          Text.of(
              "the theorem says strict saddle, and doubles do not show the negative curvature",
              "le théorème dit point selle strict, et les doubles ne montrent pas la courbure"
                  + " négative");
      case CONTRADICTED ->
          Text.of(
              "the theorem says "
                  + c.classByTheorem().id()
                  + ", and the Hessian has a negative eigenvalue: please report this point",
              "le théorème dit "
                  + c.classByTheorem().id()
                  + ", et la hessienne a une valeur propre négative : merci de signaler ce point");
    };
  }

  private static Text name(Gap.Kind kind) {
    return switch (kind) {
      case EIGENVALUES -> Text.of("eigenvalues of Σ", "valeurs propres de Σ");
      case SUBSET -> Text.of("eigenvectors in W_H…W_1", "vecteurs propres dans W_H…W_1");
      case RANKS -> Text.of("ranks of the blocks", "rangs des blocs");
    };
  }

  /** Appends the bullets. */
  static void append(Nearby n, Say say, List<List<Doc>> lines) {
    switch (n.result()) {
      case CandidateSearch.Result.Found f -> found(n, f.candidate(), say, lines);
      case CandidateSearch.Result.NoCriticalPoint none ->
          lines.add(
              Say.line(
                  say.of(
                      "not exact: there is no critical point within ",
                      "non exact : il n'y a pas de point critique à moins de "),
                  Numbers.shortly(n.radius(), say.language())));
      case CandidateSearch.Result.NotFound none ->
          lines.add(Say.line(say.of("not exact: ", "non exact : "), n.reason().in(say.language())));
    }
  }

  private static void found(Nearby n, Candidate c, Say say, List<List<Doc>> lines) {
    lines.add(
        Say.line(
            say.of(
                "not exact: a critical point found in doubles at the relative distance ",
                "non exact : un point critique trouvé en doubles à la distance relative "),
            Numbers.shortly(c.distance(), say.language()),
            say.of(", radius ", ", rayon "),
            Numbers.shortly(n.radius(), say.language()),
            say.of("; of it, not exact:", " ; de lui, non exact :")));
    lines.add(ClassifyDocument.subset(c.subset(), c.maximalRank()));
    lines.add(
        Say.line(
            say.of("critical value for this 𝒮: ", "valeur critique pour cet 𝒮 : "),
            decimal(c.criticalValue(), say)));
    lines.add(
        Say.line(
            c.decidingPivot()
                .map(
                    p ->
                        say.of("not tightened: pivot ", "non tenu : pivot ")
                            + ClassifyDocument.ranks(p)
                            + say.of(
                                " (numerical ranks), neither is r = ",
                                " (rangs numériques), aucun n'est r = ")
                            + p.rank())
                .orElse(
                    say.of(
                        "tightened: every pivot is (numerical ranks)",
                        "tenu : tous les pivots le sont (rangs numériques)"))));
    lines.add(
        Say.line(
            say.of("the theorem's class for these: ", "la classe du théorème pour ceux-ci : "),
            ClassifyDocument.said(c.classByTheorem().id(), say)));
    lines.add(
        Say.line(
            c.hessianHere()
                .map(h -> counts(h, say))
                .orElse(
                    say.of(
                        "Hessian: not formed, the parameters are more than "
                            + CandidateSearch.LARGEST,
                        "hessienne : non formée, les paramètres sont plus de "
                            + CandidateSearch.LARGEST))));
    for (Gap g : c.gaps()) {
      lines.add(
          Say.line(
              say.of("gap, ", "écart, "),
              name(g.kind()).in(say.language()),
              say.of(": ", " : "),
              Numbers.shortly(g.value(), say.language()),
              say.of(", tolerance ", ", tolérance "),
              Numbers.shortly(g.tolerance(), say.language()),
              g.isClear()
                  ? say.of(" (clear by ", " (net d'un facteur ") + (int) Gap.CLEAR + ")"
                  : say.of(" (not clear)", " (pas net)")));
    }
    n.rational().ifPresent(r -> lines.add(Say.line(rational(r, say))));
    if (n.decided().isEmpty()) {
      lines.add(Say.line(say.of("undecided: ", "indécis : "), n.reason().in(say.language())));
    }
  }

  private static String rational(RationalNeighbour r, Say say) {
    String inertia =
        r.point().inertia().negative()
            + ", "
            + r.point().inertia().zero()
            + ", "
            + r.point().inertia().positive();
    String distance = Numbers.shortly(r.distance(), say.language());
    return say.of(
        "exact: a rational point at the relative distance "
            + distance
            + " is critical, a "
            + ClassifyDocument.said(r.point().classByHessian().id(), say)
            + "; inertia of its Hessian "
            + inertia
            + " (negative, zero, positive)",
        "exact : un point rationnel à la distance relative "
            + distance
            + " est critique, un "
            + ClassifyDocument.said(r.point().classByHessian().id(), say)
            + " ; inertie de sa hessienne "
            + inertia
            + " (négatives, nulles, positives)");
  }

  private static String counts(HessianCounts h, Say say) {
    String bound = Numbers.shortly(h.bound(), say.language());
    return say.of(
        "Hessian at W, of its scale: "
            + h.below()
            + " eigenvalues below −"
            + bound
            + ", "
            + h.within()
            + " within, "
            + h.above()
            + " above (not exact)",
        "hessienne en W, de son échelle : "
            + h.below()
            + " valeurs propres sous −"
            + bound
            + ", "
            + h.within()
            + " entre, "
            + h.above()
            + " au-dessus (non exact)");
  }

  /** Twelve digits and the width of the enclosure. */
  private static String decimal(Enclosure e, Say say) {
    Rational middle = e.lower().plus(e.upper()).times(Rational.of(1, 2));
    String digits =
        new BigDecimal(middle.numerator())
            .divide(
                new BigDecimal(middle.denominator()), new MathContext(12, RoundingMode.HALF_EVEN))
            .toString();
    return e.isPoint()
        ? ClassifyDocument.number(e.lower(), say)
        : digits
            + say.of(
                " (in a proved enclosure of width ", " (dans un encadrement prouvé de largeur ")
            + Numbers.shortly(e.width().doubleValue(), say.language())
            + ")";
  }

  /** The member "near" of the JSON. */
  static void json(ObjectNode node, Nearby n) {
    node.put("exact", false);
    node.put("radius", n.radius());
    switch (n.result()) {
      case CandidateSearch.Result.NoCriticalPoint none -> {
        node.put("found", "no-critical-point");
        node.put("tolerance", none.tolerance());
      }
      case CandidateSearch.Result.NotFound none -> node.put("found", "nothing");
      case CandidateSearch.Result.Found f -> {
        node.put("found", "candidate");
        json(node, f.candidate());
        n.rational()
            .ifPresent(
                r -> {
                  ObjectNode rational = node.putObject("rational");
                  rational.put("distance", r.distance());
                  ArrayNode weights = rational.putArray("weights");
                  r.weights().forEach(w -> rows(weights.addArray(), w));
                  ObjectNode point = rational.putObject("point");
                  point.put("class", r.point().classByHessian().id());
                  point.put("classByTheorem", r.point().classByTheorem().id());
                  point.put("criticalValue", r.point().criticalValue().toString());
                  ArrayNode inertia = point.putArray("inertia");
                  inertia.add(r.point().inertia().negative());
                  inertia.add(r.point().inertia().zero()).add(r.point().inertia().positive());
                });
      }
    }
  }

  private static void rows(ArrayNode node, org.theoria.arithmetic.RationalMatrix w) {
    for (List<Rational> row : w.toRows()) {
      ArrayNode entries = node.addArray();
      row.forEach(v -> entries.add(v.toString()));
    }
  }

  private static void json(ObjectNode node, Candidate c) {
    node.put("distance", c.distance());
    ArrayNode subset = node.putArray("subset");
    c.subset().forEach(subset::add);
    node.put("rank", c.rank());
    node.put("maximalRank", c.maximalRank());
    ObjectNode value = node.putObject("criticalValue");
    value.put("lower", c.criticalValue().lower().toString());
    value.put("upper", c.criticalValue().upper().toString());
    node.put("tightened", c.decidingPivot().isEmpty());
    ArrayNode pivots = node.putArray("pivots");
    c.pivots().forEach(p -> ClassifyDocument.json(pivots.addObject(), p));
    c.decidingPivot().ifPresent(p -> ClassifyDocument.json(node.putObject("decidingPivot"), p));
    node.put("classByTheorem", c.classByTheorem().id());
    if (c.hessianHere().isPresent()) {
      HessianCounts h = c.hessianHere().get();
      ObjectNode hessian = node.putObject("hessian");
      hessian.put("below", h.below());
      hessian.put("within", h.within());
      hessian.put("above", h.above());
      hessian.put("bound", h.bound());
    } else {
      node.putNull("hessian");
    }
    ArrayNode gaps = node.putArray("gaps");
    for (Gap g : c.gaps()) {
      ObjectNode gap = gaps.addObject();
      gap.put("name", g.kind().name().toLowerCase(Locale.ROOT));
      gap.put("value", g.value());
      gap.put("tolerance", g.tolerance());
      gap.put("clear", g.isClear());
    }
  }
}
