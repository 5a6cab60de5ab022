package org.theoria.theorems;

import java.util.LinkedHashMap;
import java.util.Map;
import org.theoria.proposition.Hypothesis;
import org.theoria.proposition.Mutant;
import org.theoria.proposition.Oracle;
import org.theoria.proposition.Proposition;
import org.theoria.proposition.Step;
import org.theoria.proposition.StepMutant;
import org.theoria.proposition.Text;
import org.theoria.proposition.Variant;

/** Every text of an entry, under a name that says where it stands. */
final class Texts {

  private Texts() {}

  static <I extends Record> Map<String, Text> of(Proposition<I> p) {
    Map<String, Text> texts = new LinkedHashMap<>();
    texts.put("title", p.title());
    texts.put("statement", p.statement().text());
    p.corrected().ifPresent(s -> texts.put("corrected", s.text()));
    for (int i = 0; i < p.remarks().size(); i++) {
      texts.put("remark " + i, p.remarks().get(i));
    }
    for (Hypothesis<I> h : p.hypotheses()) {
      texts.put("hypothesis " + h.id(), h.text());
    }
    p.claimTexts().forEach((id, t) -> texts.put("claim " + id, t));
    for (Step s : p.proof().steps()) {
      texts.put("step " + s.id(), s.text());
    }
    for (StepMutant m : p.stepMutants()) {
      texts.put("step mutant " + m.id(), m.text());
    }
    for (Mutant<I> m : p.mutants()) {
      texts.put("mutant " + m.id(), m.text());
    }
    for (Oracle<I> o : p.oracles()) {
      texts.put("oracle " + o.id(), o.text());
    }
    for (Variant v : PropositionContract.domains(p)) {
      texts.put("distribution " + v, PropositionContract.sampler(p, v).distribution());
    }
    return texts;
  }

  /** What is left of a text when its formulas are taken out. */
  static String words(String text) {
    return text.replaceAll("\\$[^$]*\\$", " ").replaceAll("[^\\p{L}]+", " ").strip();
  }
}
