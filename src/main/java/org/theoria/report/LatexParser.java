package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.report.LatexNode.Kind;
import org.theoria.report.LatexNode.Symbol;

/**
 * Reads a formula. It never fails: an unknown command keeps its name and arguments, an unmatched
 * brace stays as a character, an end that is missing is the end of the text.
 */
final class LatexParser {

  /** Braces and arguments nested deeper than this are read as plain characters. */
  private static final int MAX_DEPTH = 100;

  private static final LatexNode EMPTY = new LatexNode.Group(List.of());

  private final String source;
  private int at;
  private int depth;

  private LatexParser(String source) {
    this.source = source;
  }

  static List<LatexNode> parse(String latex) {
    LatexParser parser = new LatexParser(latex);
    List<LatexNode> all = new ArrayList<>();
    while (!parser.atEnd()) {
      all.addAll(parser.nodes());
      if (!parser.atEnd()) {
        all.add(parser.stray());
      }
    }
    return List.copyOf(all);
  }

  private boolean atEnd() {
    return at >= source.length();
  }

  private boolean sees(String text) {
    return source.startsWith(text, at);
  }

  private boolean atStop() {
    return sees("}") || sees("&") || sees("\\\\") || atCommand("end");
  }

  private boolean atCommand(String name) {
    return sees("\\" + name)
        && (at + 1 + name.length() >= source.length()
            || !isLetter(source.charAt(at + 1 + name.length())));
  }

  /** What cannot stand here: a closing brace, a cell or row separator outside an environment. */
  private LatexNode stray() {
    if (sees("\\\\")) {
      at += 2;
      return new Symbol(";", Kind.PUNCTUATION);
    }
    if (atCommand("end")) {
      at += "\\end".length();
      return new LatexNode.Unknown("end", groups());
    }
    char c = source.charAt(at++);
    return c == '&' ? new Symbol(" ", Kind.SPACE) : new Symbol(Character.toString(c), Kind.CLOSE);
  }

  /** Nodes up to a stop or the end. */
  private List<LatexNode> nodes() {
    List<LatexNode> nodes = new ArrayList<>();
    while (!atEnd() && !atStop()) {
      if (Character.isWhitespace(source.charAt(at))) {
        skipSpaces();
        nodes.add(new Symbol(" ", Kind.SOURCE_SPACE));
      } else {
        withScripts().ifPresent(nodes::add);
      }
    }
    return nodes;
  }

  /** An atom with its primes, subscript and superscript; empty for a command of presentation. */
  private Optional<LatexNode> withScripts() {
    Optional<LatexNode> atom = sees("_") || sees("^") || sees("'") ? Optional.of(EMPTY) : atom();
    if (atom.isEmpty()) {
      return atom;
    }
    int primes = 0;
    Optional<LatexNode> sub = Optional.empty();
    Optional<LatexNode> sup = Optional.empty();
    int end = at;
    while (true) {
      skipSpaces();
      if (sees("'")) {
        at++;
        primes++;
      } else if (sees("_") && sub.isEmpty()) {
        at++;
        sub = Optional.of(argument());
      } else if (sees("^") && sup.isEmpty()) {
        at++;
        sup = Optional.of(argument());
      } else if (atCommand("limits") || atCommand("nolimits")) {
        command();
      } else {
        at = end;
        break;
      }
      end = at;
    }
    if (primes == 0 && sub.isEmpty() && sup.isEmpty()) {
      return atom;
    }
    return Optional.of(new LatexNode.Scripts(atom.get(), primes, sub, sup));
  }

  private Optional<LatexNode> atom() {
    depth++;
    try {
      if (depth <= MAX_DEPTH && sees("{")) {
        return Optional.of(group());
      }
      if (depth <= MAX_DEPTH && sees("\\")) {
        return afterCommand(command());
      }
      return Optional.of(character());
    } finally {
      depth--;
    }
  }

  private LatexNode character() {
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    return LatexSymbols.character(c);
  }

  /** The name of the command here: letters, or one other character. Spaces after letters go. */
  private String command() {
    at++;
    int start = at;
    while (!atEnd() && isLetter(source.charAt(at))) {
      at++;
    }
    if (at > start) {
      String name = source.substring(start, at);
      skipSpaces();
      return name;
    }
    if (atEnd()) {
      return "backslash";
    }
    int c = source.codePointAt(at);
    at += Character.charCount(c);
    return Character.toString(c);
  }

  private Optional<LatexNode> afterCommand(String name) {
    if (name.equals("left") || name.equals("right")) {
      return delimiter(name.equals("left") ? Kind.OPEN : Kind.CLOSE);
    }
    if (LatexSymbols.PRESENTATION.contains(name)) {
      return Optional.empty();
    }
    Optional<Symbol> symbol = LatexSymbols.command(name);
    if (symbol.isPresent()) {
      return Optional.of(symbol.get());
    }
    if (LatexAlphabets.isStyle(name)) {
      return Optional.of(new LatexNode.Styled(name, argument()));
    }
    return Optional.of(
        switch (name) {
          case "frac", "dfrac", "tfrac", "cfrac" -> new LatexNode.Fraction(argument(), argument());
          case "sqrt" -> new LatexNode.Root(option(), argument());
          case "text", "textrm", "textit", "textbf", "mbox", "textsf" ->
              new LatexNode.Words(verbatim());
          case "operatorname" -> operator();
          case "begin" -> environment();
          default -> new LatexNode.Unknown(name, groups());
        });
  }

  /** The sign after {@code \left} or {@code \right}; a dot stands for none. */
  private Optional<LatexNode> delimiter(Kind kind) {
    skipSpaces();
    if (atEnd() || sees("}") || sees("&") || sees("\\\\")) {
      return Optional.empty();
    }
    if (sees(".")) {
      at++;
      return Optional.of(new Symbol("", kind));
    }
    Optional<LatexNode> sign = atom();
    return sign.map(s -> s instanceof Symbol symbol ? new Symbol(symbol.text(), kind) : s);
  }

  private LatexNode operator() {
    if (sees("*")) {
      at++;
      skipSpaces();
    }
    return new Symbol(LatexText.tight(argument()), Kind.OPERATOR);
  }

  private LatexNode environment() {
    String name = verbatim();
    if (name.startsWith("array") || name.startsWith("alignat")) {
      skipSpaces();
      if (sees("{")) {
        verbatim();
      }
    }
    List<List<List<LatexNode>>> rows = new ArrayList<>();
    List<List<LatexNode>> row = new ArrayList<>();
    while (true) {
      row.add(nodes());
      if (sees("&")) {
        at++;
      } else if (sees("\\\\")) {
        at += 2;
        rows.add(List.copyOf(row));
        row = new ArrayList<>();
        skipSpaces();
        option();
      } else if (sees("}")) {
        row.add(List.of(stray()));
      } else {
        break;
      }
    }
    if (row.size() > 1 || row.getFirst().stream().anyMatch(LatexParser::isVisible)) {
      rows.add(List.copyOf(row));
    }
    if (!atEnd()) {
      command();
      verbatim();
    }
    return new LatexNode.Environment(name, List.copyOf(rows));
  }

  private static boolean isVisible(LatexNode node) {
    return !(node instanceof Symbol s && s.kind() == Kind.SOURCE_SPACE);
  }

  private LatexNode group() {
    at++;
    List<LatexNode> children = new ArrayList<>(nodes());
    while (!atEnd() && !sees("}")) {
      if (atCommand("end")) {
        break;
      }
      children.add(stray());
      children.addAll(nodes());
    }
    if (sees("}")) {
      at++;
    }
    return new LatexNode.Group(List.copyOf(children));
  }

  /** A group, or the next single atom; an empty group where nothing is left. */
  private LatexNode argument() {
    skipSpaces();
    if (atEnd() || atStop()) {
      return EMPTY;
    }
    Optional<LatexNode> next = atom();
    return next.isPresent() ? next.get() : argument();
  }

  /** {@code […]}, where there is one. */
  private Optional<LatexNode> option() {
    if (!sees("[")) {
      return Optional.empty();
    }
    int end = source.indexOf(']', at);
    if (end < 0) {
      return Optional.empty();
    }
    String inside = source.substring(at + 1, end);
    at = end + 1;
    return Optional.of(new LatexNode.Group(parse(inside)));
  }

  /** The groups that follow directly. */
  private List<LatexNode> groups() {
    List<LatexNode> groups = new ArrayList<>();
    while (sees("{")) {
      groups.add(group());
    }
    return List.copyOf(groups);
  }

  /** The source between braces, formulas between dollar signs in it transliterated. */
  private String verbatim() {
    skipSpaces();
    if (!sees("{")) {
      return "";
    }
    int start = at + 1;
    int open = 0;
    while (!atEnd()) {
      char c = source.charAt(at++);
      if (c == '\\' && !atEnd()) {
        at++;
      } else if (c == '{') {
        open++;
      } else if (c == '}' && --open == 0) {
        return Prose.plain(Prose.inlines(source.substring(start, at - 1)));
      }
    }
    return Prose.plain(Prose.inlines(source.substring(start)));
  }

  private void skipSpaces() {
    while (!atEnd() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
