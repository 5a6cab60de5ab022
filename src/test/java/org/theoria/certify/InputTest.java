package org.theoria.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Variant;
import org.theoria.search.Catalogue;

/** What a file or a reader can get wrong is answered in one line that names the field. */
class InputTest {

  /** One component of each kind. */
  record Everything(Network network, Sample sample, Loss loss, Rational lambda) {}

  private static final String GOOD =
      "{'architecture':[1,2],'activations':['identity'],'weights':[[['1'],['-1/2']]],'biases':[['0','3']],"
          + "'sample':{'x':[['1']],'y':[['0'],['1']]},'loss':'square','lambda':'2/3'}";

  private static Everything read(String text) {
    return InstanceCodec.read(
        Everything.class, CounterexampleCodec.parse("file", text.replace('\'', '"')));
  }

  @Test
  void aGoodFileIsReadAndWrittenBack() {
    Everything e = read(GOOD);
    assertEquals(Rational.of(2, 3), e.lambda());
    assertEquals(Rational.of(-1, 2), e.network().weight(1).get(1, 0));
    assertEquals(GOOD.replace('\'', '"'), InstanceCodec.write(e).toString());
  }

  @Test
  void everyErrorNamesItsField() {
    Map<String, String[]> cases = new TreeMap<>();
    cases.put("instance.lambda", new String[] {"'2/3'", "'1/0'"});
    cases.put("instance.loss", new String[] {"'square'", "'cube'"});
    cases.put("instance.activations[0]", new String[] {"'identity'", "'rleu'"});
    cases.put("instance.architecture", new String[] {"[1,2]", "[1,0]"});
    cases.put("instance.architecture[1]", new String[] {"[1,2]", "[1,2.5]"});
    cases.put("instance.weights[0][1][0]", new String[] {"'-1/2'", "'NaN'"});
    cases.put("instance.weights[0][1]", new String[] {"['-1/2']", "['-1/2','3']"});
    cases.put("instance.biases[0][1]", new String[] {"'3'", "3"});
    cases.put("instance.sample.x", new String[] {"'x':[['1']],", ""});
    cases.put("instance.sample", new String[] {"[['0'],['1']]", "[['0','1'],['1','2']]"});
    cases.put("instance", new String[] {"[['1'],['-1/2']]", "[['1','2'],['-1/2','1']]"});
    cases.put("file", new String[] {"'lambda':'2/3'}", "'lambda':"});
    cases.forEach(
        (field, change) -> {
          String broken = GOOD.replace(change[0], change[1]);
          assertTrue(!broken.equals(GOOD), field);
          String message =
              assertThrows(FormatException.class, () -> read(broken), field).getMessage();
          assertTrue(
              message.startsWith(field + ":"), () -> "expected " + field + ", got: " + message);
          assertEquals(1, message.lines().count(), message);
        });
  }

  @Test
  void unknownMutantsAndHypothesesNameTheKnownOnes() {
    for (Proposition<?> p : Catalogue.load(java.util.List.of()).entries()) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> Problem.of(p, new Variant.MutantOf("nope")))
              .getMessage();
      for (Mutant<?> m : p.mutants()) {
        assertTrue(message.contains(m.id()), message);
      }
      message =
          assertThrows(
                  IllegalArgumentException.class, () -> Problem.of(p, new Variant.Without("nope")))
              .getMessage();
      assertTrue(message.contains(p.hypotheses().getFirst().id()), message);
    }
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Variant.parse("mutant"))
            .getMessage()
            .contains("mutant:ID"));
  }
}
