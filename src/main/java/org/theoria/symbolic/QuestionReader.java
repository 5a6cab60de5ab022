package org.theoria.symbolic;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.theoria.arithmetic.Rational;
import org.theoria.symbolic.Comparison.Operator;
import org.theoria.symbolic.Expression.Abs;
import org.theoria.symbolic.Expression.Apply;
import org.theoria.symbolic.Expression.Constant;
import org.theoria.symbolic.Expression.Derivative;
import org.theoria.symbolic.Expression.Max;
import org.theoria.symbolic.Expression.Power;
import org.theoria.symbolic.Expression.Product;
import org.theoria.symbolic.Expression.Sum;
import org.theoria.symbolic.Expression.Symbol;

/**
 * Reads what {@link QuestionWriter} wrote. Only the tags of {@link FrameTag} are known, and a node
 * refers only to nodes before it, so that every frame gives finite expressions of our grammar or is
 * refused.
 */
final class QuestionReader {
  private final FrameInput in;
  private final List<Expression> nodes = new ArrayList<>();

  private QuestionReader(FrameInput in) {
    this.in = in;
  }

  /**
   * The questions of a frame.
   *
   * @throws MalformedFrameException when it is not in the encoding
   */
  static List<CasQuestion> questions(byte[] frame) {
    QuestionReader reader = new QuestionReader(new FrameInput(frame));
    int nodeCount = reader.in.count();
    for (int i = 0; i < nodeCount; i++) {
      reader.nodes.add(reader.node());
    }
    List<CasQuestion> questions = new ArrayList<>();
    int questionCount = reader.in.count();
    for (int i = 0; i < questionCount; i++) {
      questions.add(reader.question());
    }
    reader.in.end();
    return questions;
  }

  private Expression node() {
    int tag = in.octet();
    return switch (tag) {
      case FrameTag.INTEGER -> new Constant(Rational.of(in.integer(), BigInteger.ONE));
      case FrameTag.FRACTION -> fraction();
      case FrameTag.SYMBOL -> new Symbol(in.text());
      case FrameTag.SUM -> new Sum(parts(2, Integer.MAX_VALUE));
      case FrameTag.PRODUCT -> new Product(parts(2, Integer.MAX_VALUE));
      case FrameTag.POWER -> {
        List<Expression> parts = parts(2, 2);
        yield new Power(parts.getFirst(), parts.getLast());
      }
      case FrameTag.APPLY -> apply();
      case FrameTag.MAX -> new Max(parts(1, Integer.MAX_VALUE));
      case FrameTag.ABS -> new Abs(parts(1, 1).getFirst());
      case FrameTag.DERIVATIVE -> {
        List<Expression> parts = parts(2, 2);
        yield new Derivative(parts.getFirst(), symbol(parts.getLast()));
      }
      default -> throw new MalformedFrameException("unknown kind of node " + tag);
    };
  }

  private Expression fraction() {
    BigInteger numerator = in.integer();
    BigInteger denominator = in.integer();
    if (denominator.signum() <= 0) {
      throw new MalformedFrameException("the denominator must be positive, got " + denominator);
    }
    return new Constant(Rational.of(numerator, denominator));
  }

  private Expression apply() {
    List<Expression> arguments = parts(1, Integer.MAX_VALUE);
    String function = in.text();
    List<Integer> orders = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      orders.add(in.number());
    }
    return new Apply(function, orders, arguments);
  }

  private List<Expression> parts(int atLeast, int atMost) {
    int count = in.count();
    if (count < atLeast || count > atMost) {
      throw new MalformedFrameException("a node with " + count + " parts");
    }
    List<Expression> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(reference());
    }
    return parts;
  }

  private Expression reference() {
    int index = in.number();
    if (index >= nodes.size()) {
      throw new MalformedFrameException("a reference to node " + index + " of " + nodes.size());
    }
    return nodes.get(index);
  }

  private static Symbol symbol(Expression node) {
    if (node instanceof Symbol symbol) {
      return symbol;
    }
    throw new MalformedFrameException("a symbol was expected");
  }

  private CasQuestion question() {
    int tag = in.octet();
    return switch (tag) {
      case FrameTag.IS_ZERO -> new CasQuestion.IsZero(reference(), assumptions());
      case FrameTag.HOLDS -> new CasQuestion.Holds(relation(), assumptions());
      case FrameTag.HAS_LIMIT ->
          new CasQuestion.HasLimit(
              new LimitClaim(reference(), symbol(reference()), reference(), reference()),
              assumptions());
      default -> throw new MalformedFrameException("unknown kind of question " + tag);
    };
  }

  private Comparison relation() {
    String text = in.text();
    for (Operator operator : Operator.values()) {
      if (operator.text().equals(text)) {
        return new Comparison(reference(), operator, reference());
      }
    }
    throw new MalformedFrameException("unknown relation " + text);
  }

  private Assumptions assumptions() {
    List<Comparison> relations = new ArrayList<>();
    int relationCount = in.count();
    for (int i = 0; i < relationCount; i++) {
      relations.add(relation());
    }
    Set<String> integers = new TreeSet<>();
    int integerCount = in.count();
    for (int i = 0; i < integerCount; i++) {
      integers.add(in.text());
    }
    return new Assumptions(relations, integers);
  }
}
