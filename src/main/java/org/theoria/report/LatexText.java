package org.theoria.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.theoria.report.LatexNode.Environment;
import org.theoria.report.LatexNode.Kind;
import org.theoria.report.LatexNode.Symbol;

/**
 * Shows a formula in plain text: {@code \lambda^{H-1} W_1} as {@code λ^(H−1) W₁}.
 *
 * <p>Nothing is lost: scripts that have no small characters are written with {@code ^} and {@code
 * _}, fractions with parentheses where they need them, and a command that is not known keeps its
 * name and its arguments. Only commands about sizes and bold letters are left out.
 */
public final class LatexText {

  private LatexText() {}

  /** The formula on one line. */
  public static String inline(String latex) {
    return text(LatexParser.parse(latex), false).strip();
  }

  /** The formula on as many lines as its alignments and cases have rows. */
  public static List<String> display(String latex) {
    return lines(LatexParser.parse(latex)).stream().map(String::stripTrailing).toList();
  }

  /** The node on one line, without spaces around operators. */
  static String tight(LatexNode node) {
    return text(List.of(node), true).strip();
  }

  private static String text(List<LatexNode> nodes, boolean tight) {
    return LatexPiece.join(pieces(nodes), tight);
  }

  private static List<LatexPiece> pieces(List<LatexNode> nodes) {
    List<LatexPiece> pieces = new ArrayList<>();
    for (LatexNode node : nodes) {
      switch (node) {
        case Symbol s -> pieces.add(LatexPiece.of(s.text(), s.kind()));
        case LatexNode.Words w -> pieces.add(LatexPiece.of(w.text(), Kind.ORDINARY));
        case LatexNode.Group g -> pieces.addAll(grouped(g));
        case LatexNode.Scripts s -> pieces.add(scripts(s));
        case LatexNode.Fraction f -> pieces.add(fraction(f));
        case LatexNode.Root r -> pieces.add(root(r));
        case LatexNode.Styled s -> pieces.addAll(styled(s));
        case LatexNode.Unknown u -> pieces.add(unknown(u));
        case Environment e -> pieces.add(LatexPiece.of(onOneLine(e), Kind.ORDINARY));
      }
    }
    return pieces;
  }

  /** Braces around one sign make it an ordinary one: the comma of {@code 0{,}5}. */
  private static List<LatexPiece> grouped(LatexNode.Group group) {
    List<LatexPiece> inside = pieces(group.children());
    return inside.size() == 1 ? List.of(inside.getFirst().as(Kind.ORDINARY)) : inside;
  }

  private static LatexPiece scripts(LatexNode.Scripts node) {
    List<LatexPiece> inside = pieces(List.of(node.base()));
    LatexPiece base =
        switch (inside.size()) {
          case 0 -> LatexPiece.of("", Kind.ORDINARY);
          case 1 -> inside.getFirst();
          default -> LatexPiece.of("(" + LatexPiece.join(inside, false) + ")", Kind.CLOSE);
        };
    String held = base.fraction() ? "(" + base.text() + ")" : base.text();
    String sub = node.sub().map(LatexText::tight).orElse("");
    String sup = node.sup().map(LatexText::tight).orElse("");
    Optional<String> lowered = LatexAlphabets.lowered(sub);
    Optional<String> raised =
        base.kind() == Kind.OPERATOR && lowered.isEmpty()
            ? Optional.empty()
            : LatexAlphabets.raised(sup);
    String below = lowered.orElseGet(() -> "_" + enclosed(sub));
    String above = raised.orElseGet(() -> sup.isEmpty() ? "" : "^" + enclosed(sup));
    boolean supFirst = lowered.isEmpty() && raised.isPresent();
    String text = held + "′".repeat(node.primes()) + (supFirst ? above + below : below + above);
    boolean scripted = below.startsWith("_") || above.startsWith("^");
    return new LatexPiece(text, base.kind(), scripted, false, base.fence());
  }

  /** A script of one character as it is, a longer one in parentheses unless it brings its own. */
  private static String enclosed(String script) {
    long characters = DisplayWidth.graphemes(script).count();
    boolean bracketed = characters == 3 && script.startsWith("(") && script.endsWith(")");
    return characters == 1 || bracketed ? script : "(" + script + ")";
  }

  private static LatexPiece fraction(LatexNode.Fraction node) {
    String text = operand(node.over(), false) + "/" + operand(node.under(), true);
    return new LatexPiece(text, Kind.ORDINARY, false, true, "");
  }

  private static String operand(LatexNode node, boolean denominator) {
    List<LatexPiece> all = pieces(List.of(node));
    List<LatexPiece> pieces = all.stream().filter(p -> p.kind() != Kind.SOURCE_SPACE).toList();
    boolean product =
        pieces.stream()
            .allMatch(p -> p.kind() != Kind.BINARY && p.kind() != Kind.RELATION && !p.fraction());
    boolean derivative = !pieces.isEmpty() && pieces.getFirst().text().startsWith("∂");
    boolean number =
        pieces.stream().allMatch(p -> p.text().codePoints().allMatch(Character::isDigit));
    boolean single = pieces.size() == 1 || number || derivative;
    String text = LatexPiece.join(all, false).strip();
    return product && (single || !denominator) ? text : "(" + text + ")";
  }

  private static LatexPiece root(LatexNode.Root node) {
    List<LatexPiece> inside = pieces(List.of(node.body()));
    String body = LatexPiece.join(inside, false).strip();
    boolean single =
        inside.size() == 1 && !inside.getFirst().fraction() && !inside.getFirst().scripted();
    String degree = node.degree().map(LatexText::tight).orElse("");
    String sign =
        LatexAlphabets.raised(degree).map(d -> d + "√").orElseGet(() -> "√[" + degree + "]");
    return LatexPiece.of(single ? sign + body : sign + "(" + body + ")", Kind.ORDINARY);
  }

  private static List<LatexPiece> styled(LatexNode.Styled node) {
    List<LatexPiece> inside = pieces(List.of(node.body()));
    String text = LatexPiece.join(inside, false).strip();
    Optional<String> shown = LatexAlphabets.styled(node.command(), text);
    if (shown.isEmpty()) {
      return List.of(LatexPiece.of(node.command() + "(" + text + ")", Kind.ORDINARY));
    }
    if (!shown.get().equals(text)) {
      Kind kind = node.command().equals("not") ? inside.getFirst().kind() : Kind.ORDINARY;
      return List.of(LatexPiece.of(shown.get(), kind));
    }
    boolean word = text.length() > 1 && text.chars().allMatch(Character::isLetter);
    return word ? List.of(LatexPiece.of(text, Kind.OPERATOR)) : inside;
  }

  private static LatexPiece unknown(LatexNode.Unknown node) {
    StringBuilder text = new StringBuilder("\\" + node.command());
    for (LatexNode argument : node.arguments()) {
      text.append('{').append(text(List.of(argument), false).strip()).append('}');
    }
    return LatexPiece.of(
        text.toString(), node.arguments().isEmpty() ? Kind.OPERATOR : Kind.ORDINARY);
  }

  private static String onOneLine(Environment node) {
    return switch (node.name()) {
      case "pmatrix" -> "(" + rows(node, ", ") + ")";
      case "bmatrix" -> "[" + rows(node, ", ") + "]";
      case "Bmatrix" -> "{" + rows(node, ", ") + "}";
      case "vmatrix" -> "|" + rows(node, ", ") + "|";
      case "Vmatrix" -> "‖" + rows(node, ", ") + "‖";
      case "matrix", "smallmatrix", "array" -> rows(node, ", ");
      case "cases", "dcases" -> "{ " + rows(node, " ") + " }";
      default ->
          isAlignment(node)
              ? rows(node, " ")
              : "\\begin{" + node.name() + "} " + rows(node, " ") + " \\end{" + node.name() + "}";
    };
  }

  private static String rows(Environment node, String between) {
    List<String> rows = new ArrayList<>();
    for (List<List<LatexNode>> row : node.rows()) {
      rows.add(String.join(between, row.stream().map(c -> text(c, false).strip()).toList()));
    }
    return String.join("; ", rows);
  }

  private static boolean isAlignment(Environment node) {
    return switch (node.name()) {
      case "aligned",
          "align",
          "align*",
          "alignat",
          "alignat*",
          "alignedat",
          "split",
          "gather",
          "gather*",
          "gathered",
          "equation",
          "equation*",
          "substack" ->
          true;
      default -> false;
    };
  }

  private static boolean isCases(Environment node) {
    return node.name().equals("cases") || node.name().equals("dcases");
  }

  /** The nodes on several lines where they hold an alignment or cases at the top. */
  private static List<String> lines(List<LatexNode> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Environment e && (isAlignment(e) || isCases(e))) {
        String before = text(nodes.subList(0, i), false).strip();
        String after = text(nodes.subList(i + 1, nodes.size()), false).strip();
        List<String> block = isCases(e) ? braced(e) : aligned(e);
        List<String> lines = beside(before.isEmpty() ? "" : before + " ", block);
        if (after.isEmpty() || lines.isEmpty()) {
          return lines;
        }
        List<String> all = new ArrayList<>(lines);
        String gap = after.startsWith(",") || after.startsWith(".") ? "" : " ";
        all.set(all.size() - 1, all.getLast() + gap + after);
        return all;
      }
    }
    return List.of(text(nodes, false).strip());
  }

  /** The rows below each other, the first cells flush right so that the relations are in line. */
  private static List<String> aligned(Environment node) {
    int width =
        node.rows().stream()
            .filter(r -> r.size() > 1)
            .mapToInt(r -> DisplayWidth.of(text(r.getFirst(), false).strip()))
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    for (List<List<LatexNode>> row : node.rows()) {
      if (row.size() == 1) {
        lines.addAll(lines(row.getFirst()));
      } else {
        String first = text(row.getFirst(), false).strip();
        String pad = " ".repeat(width - DisplayWidth.of(first));
        List<LatexNode> rest = new ArrayList<>(row.get(1));
        for (List<LatexNode> cell : row.subList(2, row.size())) {
          rest.add(new Symbol(" ", Kind.SPACE));
          rest.addAll(cell);
        }
        lines.addAll(beside(pad + first + (width > 0 ? " " : ""), lines(rest)));
      }
    }
    return lines;
  }

  private static List<String> braced(Environment node) {
    int width =
        node.rows().stream()
            .filter(r -> r.size() > 1)
            .mapToInt(r -> DisplayWidth.of(text(r.getFirst(), false).strip()))
            .max()
            .orElse(0);
    List<String> lines = new ArrayList<>();
    int last = node.rows().size() - 1;
    for (int i = 0; i <= last; i++) {
      List<String> cells = node.rows().get(i).stream().map(c -> text(c, false).strip()).toList();
      String brace = last == 0 ? "{" : i == 0 ? "⎧" : i == last ? "⎩" : 2 * i == last ? "⎨" : "⎪";
      String first = cells.getFirst();
      String rest = String.join(" ", cells.subList(1, cells.size()));
      String pad = rest.isEmpty() ? "" : " ".repeat(width - DisplayWidth.of(first) + 2);
      lines.add(brace + " " + first + pad + rest);
    }
    return lines;
  }

  private static List<String> beside(String before, List<String> block) {
    String blank = " ".repeat(DisplayWidth.of(before));
    List<String> lines = new ArrayList<>();
    for (String line : block) {
      lines.add((lines.isEmpty() ? before : blank) + line);
    }
    return lines;
  }
}
