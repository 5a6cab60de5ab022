package org.theoria.symbolic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** The encoding between the two processes. */
final class QuestionFrameTest {
  private static byte[] frame(List<CasQuestion> questions) {
    QuestionWriter writer = new QuestionWriter();
    questions.forEach(writer::add);
    return writer.frame(questions.size());
  }

  private static List<CasQuestion> samples() {
    Assumptions given =
        Assumptions.parse(List.of("p > 0", "n >= 1", "x != y", "x <= 3/7"), List.of("n", "k"));
    List<CasQuestion> questions = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      Stream stream = new Key("frames", 1).stream(i);
      questions.add(new CasQuestion.IsZero(RandomExpression.draw(stream, 4), given));
      questions.add(
          new CasQuestion.Holds(
              new Comparison(
                  RandomExpression.draw(stream, 2),
                  Comparison.Operator.AT_LEAST,
                  ExpressionParser.expression(
                      "Max(é_1, Abs(-x), L'1'2(a, b), D(f(x), x), 12345678901234567890/7)"
                          .replace("é_1", "e_1"))),
              Assumptions.NONE));
    }
    questions.add(
        new CasQuestion.HasLimit(
            new LimitClaim(
                ExpressionParser.expression("l^(-H)"),
                Expression.symbol("l"),
                LimitClaim.INFINITY,
                Expression.Constant.ZERO),
            given));
    return questions;
  }

  @Test
  void readsWhatWasWritten() {
    List<CasQuestion> questions = samples();
    assertEquals(questions, QuestionReader.questions(frame(questions)));
  }

  @Test
  void sendsASharedPartOnce() {
    Expression part = ExpressionParser.expression("f(x + 1)^2");
    Expression same = ExpressionParser.expression("f(x + 1)^2");
    int alone = frame(List.of(new CasQuestion.IsZero(part, Assumptions.NONE))).length;
    List<CasQuestion> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(new CasQuestion.IsZero(i % 2 == 0 ? part : same, Assumptions.NONE));
    }
    assertTrue(frame(many).length <= alone + 100 * 5, "a question of a known node takes 4 bytes");
  }

  @Test
  void refusesTreesThatAreLargeOrDeepOnlyBySharing() {
    Expression doubled = Expression.symbol("x");
    for (int i = 0; i < 60; i++) {
      doubled = new Expression.Product(List.of(doubled, doubled));
    }
    Expression deep = Expression.symbol("x");
    for (int i = 0; i < 200_000; i++) {
      deep = new Expression.Abs(deep);
    }
    for (Expression refused : List.of(doubled, deep)) {
      QuestionWriter writer = new QuestionWriter();
      CasQuestion question = new CasQuestion.IsZero(refused, Assumptions.NONE);
      assertThrows(UndecidedException.class, () -> writer.add(question));
    }
  }

  @Test
  void refusesEveryDamagedFrame() {
    List<CasQuestion> questions = samples().subList(0, 4);
    byte[] frame = frame(questions);
    for (int length = 0; length < frame.length; length++) {
      byte[] cut = Arrays.copyOf(frame, length);
      assertThrows(MalformedFrameException.class, () -> QuestionReader.questions(cut));
    }
    // With one byte changed it is refused, or is some question of our grammar; nothing else.
    int refused = 0;
    for (int at = 0; at < frame.length; at++) {
      byte[] changed = frame.clone();
      changed[at] ^= (byte) 0xd5;
      try {
        QuestionReader.questions(changed);
      } catch (MalformedFrameException e) {
        refused++;
      }
    }
    assertTrue(refused > frame.length / 3, refused + " of " + frame.length);
  }
}
