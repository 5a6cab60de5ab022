package org.theoria.symbolic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Elementary;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Writes questions as one frame: first the distinct nodes of all their expressions, each after its
 * parts and with references to them, then the questions with references to nodes. A sub-expression
 * that occurs often is sent once.
 *
 * <p>The CAS walks along trees, not along shared nodes: a question whose tree is too large or too
 * deep for it is refused here.
 */
final class QuestionWriter {
  /** Nodes of all trees of a question, shared ones counted as often as they occur. */
  static final int NODE_LIMIT = 200_000;

  /** Levels of nesting; the stack of the child's evaluating thread is made for more. */
  static final int DEPTH_LIMIT = 5_000;

  private final FrameOutput nodes = new FrameOutput();
  private final FrameOutput questions = new FrameOutput();
  private final IdentityHashMap<Expression, Integer> byIdentity = new IdentityHashMap<>();
  private final Map<String, Integer> byContent = new HashMap<>();
  private int[] treeSizes = new int[64];
  private int[] depths = new int[64];
  private int count;

  /**
   * Adds a question.
   *
   * @throws UndecidedException when it is too large; the questions added before stay
   */
  void add(CasQuestion question) {
    FrameOutput encoded = new FrameOutput();
    Tree tree = new Tree(encoded);
    switch (question) {
      case CasQuestion.IsZero q -> {
        encoded.octet(FrameTag.IS_ZERO);
        tree.reference(q.expression());
      }
      case CasQuestion.Holds q -> {
        encoded.octet(FrameTag.HOLDS);
        tree.relation(q.relation());
      }
      case CasQuestion.HasLimit q -> {
        encoded.octet(FrameTag.HAS_LIMIT);
        tree.reference(q.claim().expression());
        tree.reference(q.claim().variable());
        tree.reference(q.claim().towards());
        tree.reference(q.claim().value());
      }
    }
    Assumptions given = question.assumptions();
    encoded.number(given.relations().size());
    given.relations().forEach(tree::relation);
    encoded.number(given.integers().size());
    given.integers().forEach(encoded::text);
    questions.raw(encoded.toByteArray(), encoded.size());
  }

  /** Bytes so far. */
  int size() {
    return nodes.size() + questions.size();
  }

  /** The frame of {@code questionCount} questions, which were all added. */
  byte[] frame(int questionCount) {
    FrameOutput frame = new FrameOutput();
    frame.number(count);
    frame.raw(nodes.toByteArray(), nodes.size());
    frame.number(questionCount);
    frame.raw(questions.toByteArray(), questions.size());
    return frame.toByteArray();
  }

  /** The references of one question, whose trees are added up. */
  private final class Tree {
    private final FrameOutput out;
    private long size;

    Tree(FrameOutput out) {
      this.out = out;
    }

    void reference(Expression expression) {
      int index = index(expression);
      size += treeSizes[index];
      if (size > NODE_LIMIT) {
        throw new UndecidedException("the expression has more than " + NODE_LIMIT + " nodes");
      }
      if (depths[index] > DEPTH_LIMIT) {
        throw new UndecidedException(
            "the expression is nested more than " + DEPTH_LIMIT + " levels deep");
      }
      out.number(index);
    }

    void relation(Comparison relation) {
      out.text(relation.operator().text());
      reference(relation.left());
      reference(relation.right());
    }
  }

  /** The node's number; without recursion, so that no depth of nesting overflows our stack. */
  private int index(Expression root) {
    Deque<Expression> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      Expression node = open.getFirst();
      boolean ready = true;
      if (!byIdentity.containsKey(node)) {
        for (Expression part : node.parts()) {
          if (!byIdentity.containsKey(part)) {
            open.push(part);
            ready = false;
          }
        }
        if (ready) {
          byIdentity.put(node, write(node));
        }
      }
      if (ready) {
        open.pop();
      }
    }
    return number(root);
  }

  private int number(Expression written) {
    Integer index = byIdentity.get(written);
    if (index == null) {
      throw new IllegalStateException("a node was not written: " + written);
    }
    return index;
  }

  private int write(Expression node) {
    FrameOutput one = new FrameOutput();
    switch (node) {
      case Constant c -> constant(one, c.value());
      case Symbol s -> {
        one.octet(FrameTag.SYMBOL);
        one.text(s.name());
      }
      case Sum s -> list(one, FrameTag.SUM, s.terms());
      case Product p -> list(one, FrameTag.PRODUCT, p.factors());
      case Power p -> list(one, FrameTag.POWER, List.of(p.base(), p.exponent()));
      case Apply a -> {
        list(one, FrameTag.APPLY, a.arguments());
        one.text(a.function());
        a.orders().forEach(one::number);
      }
      case Max m -> list(one, FrameTag.MAX, m.arguments());
      case Abs a -> list(one, FrameTag.ABS, List.of(a.argument()));
      case Elementary e ->
          throw new UndecidedException(e + ": elementary functions are not put to the CAS");
      case Derivative d -> list(one, FrameTag.DERIVATIVE, List.of(d.body(), d.variable()));
    }
    byte[] bytes = one.toByteArray();
    String content = new String(bytes, StandardCharsets.ISO_8859_1);
    Integer known = byContent.get(content);
    if (known != null) {
      return known;
    }
    nodes.raw(bytes, bytes.length);
    measure(node);
    byContent.put(content, count);
    return count++;
  }

  private static void constant(FrameOutput out, Rational value) {
    out.octet(value.isInteger() ? FrameTag.INTEGER : FrameTag.FRACTION);
    out.integer(value.numerator());
    if (!value.isInteger()) {
      out.integer(value.denominator());
    }
  }

  private void list(FrameOutput out, int tag, List<? extends Expression> parts) {
    out.octet(tag);
    out.number(parts.size());
    parts.forEach(part -> out.number(number(part)));
  }

  private void measure(Expression node) {
    if (count == treeSizes.length) {
      treeSizes = Arrays.copyOf(treeSizes, 2 * count);
      depths = Arrays.copyOf(depths, 2 * count);
    }
    long size = 1;
    int depth = 0;
    for (Expression part : node.parts()) {
      size += treeSizes[number(part)];
      depth = Math.max(depth, depths[number(part)]);
    }
    treeSizes[count] = (int) Math.min(size, NODE_LIMIT + 1L);
    depths[count] = depth + 1;
  }
}
