package org.theoria.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.theoria.arithmetic.Enclosure;
import org.theoria.arithmetic.IntervalArithmetic;
import org.theoria.arithmetic.Matrix;
import org.theoria.arithmetic.NotRepresentableException;
import org.theoria.arithmetic.OrderedArithmetic;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalArithmetic;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.certify.InstanceCodec;
import org.theoria.certify.Judge;
import org.theoria.certify.Judgement;
import org.theoria.certify.Problem;
import org.theoria.proposition.Claim;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Relation;
import org.theoria.search.Search;

/**
 * One drawn instance with every computed quantity, as {@code theoria sample} prints it: in exact
 * rationals where the claims are rational on it, else in intervals.
 */
public final class SampleLine {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SampleLine() {}

  /** The instance of this seed and index of the problem's sampler. */
  public static <I extends Record> ObjectNode of(Problem<I> problem, long seed, long index) {
    Proposition<I> p = problem.proposition();
    I instance = Search.sampler(problem).draw(Search.key(problem, seed).stream(index));
    ObjectNode node = JSON.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("proposition", p.id());
    node.put("seed", seed);
    node.put("index", index);
    node.set("instance", InstanceCodec.write(instance));
    ObjectNode hypotheses = node.putObject("hypotheses");
    for (Hypothesis<I> h : p.hypotheses()) {
      hypotheses.put(h.id(), h.holds(instance));
    }
    if (problem.claims().isRational(instance)) {
      evaluate(node, problem, instance, RationalArithmetic.INSTANCE);
    } else {
      evaluate(node, problem, instance, new IntervalArithmetic());
    }
    return node;
  }

  private static <I extends Record, M extends Matrix<M>> void evaluate(
      ObjectNode node, Problem<I> problem, I instance, OrderedArithmetic<M> k) {
    node.set("quantities", quantities(problem.proposition(), instance, k));
    boolean admitted = problem.admits(instance);
    ObjectNode claims = node.putObject("claims");
    try {
      for (Claim<M> claim : problem.claims().on(instance, k)) {
        claims.set(claim.id(), claim(claim, admitted, k));
      }
    } catch (NotRepresentableException e) {
      claims.removeAll();
      for (String id : problem.proposition().claimTexts().keySet()) {
        claims.set(id, outcome(admitted ? "undecided" : "vacuous"));
      }
    }
  }

  /** Every quantity; one that the arithmetic cannot represent is null. */
  private static <I extends Record, M extends Matrix<M>> ObjectNode quantities(
      Proposition<I> p, I instance, OrderedArithmetic<M> k) {
    ObjectNode node = JSON.objectNode();
    Map<String, M> quantities;
    try {
      quantities = p.quantities(instance, k);
    } catch (NotRepresentableException e) {
      return node;
    }
    quantities.forEach((name, m) -> node.set(name, matrix(m, k)));
    return node;
  }

  private static <M extends Matrix<M>> JsonNode matrix(M m, OrderedArithmetic<M> k) {
    if (m.rows() == 1 && m.columns() == 1) {
      return entry(m, 0, 0, k);
    }
    ArrayNode rows = JSON.arrayNode();
    for (int i = 0; i < m.rows(); i++) {
      ArrayNode row = rows.addArray();
      for (int j = 0; j < m.columns(); j++) {
        row.add(entry(m, i, j, k));
      }
    }
    return rows;
  }

  private static <M extends Matrix<M>> JsonNode entry(M m, int i, int j, OrderedArithmetic<M> k) {
    try {
      return number(k.entry(m, i, j), k.isExact());
    } catch (NotRepresentableException e) {
      return JSON.nullNode(); // the enclosure is unbounded
    }
  }

  private static JsonNode number(Enclosure e, boolean exact) {
    return exact
        ? JSON.textNode(e.lower().toString())
        : JSON.objectNode().put("lo", e.lower().toString()).put("hi", e.upper().toString());
  }

  private static ObjectNode outcome(String word) {
    ObjectNode node = JSON.objectNode();
    node.put("outcome", word);
    node.putNull("margin");
    return node;
  }

  private static <M extends Matrix<M>> ObjectNode claim(
      Claim<M> claim, boolean admitted, OrderedArithmetic<M> k) {
    ObjectNode node = outcome("undecided");
    try {
      node.put("outcome", admitted ? word(Judge.judge(claim, k)) : "vacuous");
      if (claim.left().rows() > 0 && claim.left().columns() > 0) {
        node.set("margin", number(margin(claim, k), k.isExact()));
      }
    } catch (NotRepresentableException e) {
      return outcome(admitted ? "undecided" : "vacuous");
    }
    return node;
  }

  private static String word(Judgement judgement) {
    return switch (judgement) {
      case Judgement.Held h -> "held";
      case Judgement.Violated v -> "refuted";
      case Judgement.Consistent c -> "consistent";
      case Judgement.Undecided u -> "undecided";
      case Judgement.Vacuous v -> "vacuous";
    };
  }

  /**
   * See {@link Claim}: the smallest entry of right − left; for an equality minus the largest |right
   * − left|.
   */
  private static <M extends Matrix<M>> Enclosure margin(Claim<M> claim, OrderedArithmetic<M> k) {
    M difference = claim.right().minus(claim.left());
    Enclosure margin = margin(claim.relation(), k.entry(difference, 0, 0));
    for (int i = 0; i < difference.rows(); i++) {
      for (int j = 0; j < difference.columns(); j++) {
        Enclosure e = margin(claim.relation(), k.entry(difference, i, j));
        margin = new Enclosure(margin.lower().min(e.lower()), margin.upper().min(e.upper()));
      }
    }
    return margin;
  }

  private static Enclosure margin(Relation relation, Enclosure e) {
    if (relation != Relation.EQUAL) {
      return e;
    }
    Rational low = e.lower().abs().max(e.upper().abs()).negate();
    Rational high =
        e.contains(Rational.ZERO) ? Rational.ZERO : e.lower().abs().min(e.upper().abs()).negate();
    return new Enclosure(low, high);
  }
}
