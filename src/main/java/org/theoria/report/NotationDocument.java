package org.theoria.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.theoria.certify.CounterexampleCodec;
import org.theoria.proposition.Language;
import org.theoria.proposition.Notation;
import org.theoria.proposition.Proposition;
import org.theoria.symbolic.Vocabulary;

/** The symbols in which a line of the proof of an entry may be written. */
public final class NotationDocument {

  private NotationDocument() {}

  /** For a reader. */
  public static List<Doc> of(Proposition<?> p, Language language) {
    Say say = new Say(language);
    Notation notation = p.notation();
    List<Doc.Row> rows = new ArrayList<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Notation.Symbol s : notation.symbols()) {
      String meaning = say.of(s.meaning()) + (s.integer() ? say.of(" (integer)", " (entier)") : "");
      names.computeIfAbsent(meaning, m -> new ArrayList<>()).add(Vocabulary.example(s.name()));
    }
    names.forEach((meaning, same) -> rows.add(row(String.join(", ", same), meaning)));
    names.clear();
    for (Notation.Function f : notation.functions()) {
      names.computeIfAbsent(say.of(f.meaning()), m -> new ArrayList<>()).add(written(f));
    }
    names.forEach((meaning, same) -> rows.add(row(String.join(", ", same), meaning)));
    List<Doc> blocks = new ArrayList<>();
    blocks.add(
        new Doc.Table(
            Say.plain(say.of("Symbols of ", "Symboles de ") + p.id()),
            List.of(
                Doc.Column.left(say.of("symbol", "symbole")),
                Doc.Column.flexible(say.of("is", "est"))),
            rows));
    if (!notation.assumptions().isEmpty()) {
      blocks.add(
          Doc.paragraph(
              say.of("Assumed: ", "Supposé : ") + String.join(", ", notation.assumptions())));
    }
    if (!notation.aliases().isEmpty()) {
      List<String> aliases = new ArrayList<>();
      new TreeMap<>(notation.aliases())
          .forEach((greek, latin) -> aliases.add(greek + " = " + latin));
      blocks.add(
          Doc.paragraph(say.of("Also written: ", "S'écrit aussi : ") + String.join(", ", aliases)));
    }
    return blocks;
  }

  private static Doc.Row row(String name, String meaning) {
    return new Doc.Row(List.of(Say.code(name), Prose.inlines(meaning)));
  }

  /** "s1(·), s2(·), …", "L(·,·)". */
  private static String written(Notation.Function f) {
    String arguments =
        f.arguments() == Notation.Function.ANY
            ? "(…)"
            : "(" + String.join(",", java.util.Collections.nCopies(f.arguments(), "·")) + ")";
    String names = Vocabulary.example(f.name());
    return names.equals(f.name()) ? names + arguments : names.replace(",", arguments + ",");
  }

  /** For a program; its schema is notation.schema.json. */
  public static ObjectNode json(Proposition<?> p, Language language) {
    Notation notation = p.notation();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", CounterexampleCodec.FORMAT);
    node.put("proposition", p.id());
    ArrayNode symbols = node.putArray("symbols");
    for (Notation.Symbol s : notation.symbols()) {
      ObjectNode symbol = symbols.addObject();
      symbol.put("name", s.name());
      symbol.put("integer", s.integer());
      symbol.put("meaning", s.meaning().in(language));
    }
    ArrayNode functions = node.putArray("functions");
    for (Notation.Function f : notation.functions()) {
      ObjectNode function = functions.addObject();
      function.put("name", f.name());
      if (f.arguments() == Notation.Function.ANY) {
        function.putNull("arguments");
      } else {
        function.put("arguments", f.arguments());
      }
      function.put("meaning", f.meaning().in(language));
    }
    ArrayNode assumptions = node.putArray("assumptions");
    notation.assumptions().forEach(assumptions::add);
    ObjectNode aliases = node.putObject("aliases");
    new TreeMap<>(notation.aliases()).forEach(aliases::put);
    return node;
  }
}
