package org.theoria.report;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.theoria.report.LatexNode.Kind;
import org.theoria.report.LatexNode.Symbol;

/** The commands of LaTeX that stand for one sign, and the signs of its source. */
final class LatexSymbols {

  private static final Map<String, String> GREEK =
      Map.ofEntries(
          entry("alpha", "α"),
          entry("beta", "β"),
          entry("gamma", "γ"),
          entry("delta", "δ"),
          entry("epsilon", "ϵ"),
          entry("varepsilon", "ε"),
          entry("zeta", "ζ"),
          entry("eta", "η"),
          entry("theta", "θ"),
          entry("vartheta", "ϑ"),
          entry("iota", "ι"),
          entry("kappa", "κ"),
          entry("lambda", "λ"),
          entry("mu", "μ"),
          entry("nu", "ν"),
          entry("xi", "ξ"),
          entry("pi", "π"),
          entry("varpi", "ϖ"),
          entry("rho", "ρ"),
          entry("varrho", "ϱ"),
          entry("sigma", "σ"),
          entry("varsigma", "ς"),
          entry("tau", "τ"),
          entry("upsilon", "υ"),
          entry("phi", "ϕ"),
          entry("varphi", "φ"),
          entry("chi", "χ"),
          entry("psi", "ψ"),
          entry("omega", "ω"),
          entry("Gamma", "Γ"),
          entry("Delta", "Δ"),
          entry("Theta", "Θ"),
          entry("Lambda", "Λ"),
          entry("Xi", "Ξ"),
          entry("Pi", "Π"),
          entry("Sigma", "Σ"),
          entry("Upsilon", "Υ"),
          entry("Phi", "Φ"),
          entry("Psi", "Ψ"),
          entry("Omega", "Ω"));

  private static final Map<String, String> ORDINARY =
      Map.ofEntries(
          entry("partial", "∂"),
          entry("nabla", "∇"),
          entry("infty", "∞"),
          entry("ell", "ℓ"),
          entry("hbar", "ℏ"),
          entry("Re", "ℜ"),
          entry("Im", "ℑ"),
          entry("aleph", "ℵ"),
          entry("neg", "¬"),
          entry("lnot", "¬"),
          entry("emptyset", "∅"),
          entry("varnothing", "∅"),
          entry("top", "⊤"),
          entry("bot", "⊥"),
          entry("dagger", "†"),
          entry("prime", "′"),
          entry("ldots", "…"),
          entry("dots", "…"),
          entry("dotsc", "…"),
          entry("cdots", "⋯"),
          entry("dotsb", "⋯"),
          entry("dotsm", "⋯"),
          entry("vdots", "⋮"),
          entry("ddots", "⋱"),
          entry("square", "□"),
          entry("blacksquare", "■"),
          entry("checkmark", "✓"),
          entry("%", "%"),
          entry("&", "&"),
          entry("#", "#"),
          entry("$", "$"),
          entry("_", "_"),
          entry("degree", "°"),
          entry("backslash", "\\"),
          entry("angle", "∠"));

  private static final Map<String, String> LARGE =
      Map.ofEntries(
          entry("forall", "∀"),
          entry("exists", "∃"),
          entry("nexists", "∄"),
          entry("sum", "∑"),
          entry("prod", "∏"),
          entry("coprod", "∐"),
          entry("int", "∫"),
          entry("iint", "∬"),
          entry("oint", "∮"),
          entry("bigcup", "⋃"),
          entry("bigcap", "⋂"),
          entry("bigoplus", "⨁"),
          entry("bigotimes", "⨂"),
          entry("bigwedge", "⋀"),
          entry("bigvee", "⋁"));

  private static final Set<String> FUNCTIONS =
      Set.of(
          "lim", "limsup", "liminf", "sup", "inf", "max", "min", "arg", "log", "ln", "exp", "sin",
          "cos", "tan", "sinh", "cosh", "tanh", "arctan", "det", "dim", "ker", "deg", "gcd", "Pr");

  private static final Map<String, String> BINARY =
      Map.ofEntries(
          entry("cdot", "·"),
          entry("times", "×"),
          entry("div", "÷"),
          entry("pm", "±"),
          entry("mp", "∓"),
          entry("ast", "∗"),
          entry("star", "⋆"),
          entry("circ", "∘"),
          entry("odot", "⊙"),
          entry("oplus", "⊕"),
          entry("ominus", "⊖"),
          entry("otimes", "⊗"),
          entry("cup", "∪"),
          entry("cap", "∩"),
          entry("setminus", "∖"),
          entry("sqcup", "⊔"),
          entry("wedge", "∧"),
          entry("land", "∧"),
          entry("vee", "∨"),
          entry("lor", "∨"),
          entry("bullet", "•"));

  private static final Map<String, String> RELATIONS =
      Map.ofEntries(
          entry("le", "≤"),
          entry("leq", "≤"),
          entry("leqslant", "≤"),
          entry("ge", "≥"),
          entry("geq", "≥"),
          entry("geqslant", "≥"),
          entry("lt", "<"),
          entry("gt", ">"),
          entry("ne", "≠"),
          entry("neq", "≠"),
          entry("equiv", "≡"),
          entry("approx", "≈"),
          entry("sim", "∼"),
          entry("simeq", "≃"),
          entry("cong", "≅"),
          entry("propto", "∝"),
          entry("ll", "≪"),
          entry("gg", "≫"),
          entry("in", "∈"),
          entry("notin", "∉"),
          entry("ni", "∋"),
          entry("subset", "⊂"),
          entry("subseteq", "⊆"),
          entry("supset", "⊃"),
          entry("supseteq", "⊇"),
          entry("subsetneq", "⊊"),
          entry("preceq", "⪯"),
          entry("succeq", "⪰"),
          entry("prec", "≺"),
          entry("succ", "≻"),
          entry("perp", "⟂"),
          entry("parallel", "∥"),
          entry("mid", "∣"),
          entry("vdash", "⊢"),
          entry("models", "⊨"),
          entry("to", "→"),
          entry("rightarrow", "→"),
          entry("longrightarrow", "⟶"),
          entry("leftarrow", "←"),
          entry("gets", "←"),
          entry("leftrightarrow", "↔"),
          entry("mapsto", "↦"),
          entry("longmapsto", "⟼"),
          entry("Rightarrow", "⇒"),
          entry("implies", "⟹"),
          entry("Longrightarrow", "⟹"),
          entry("Leftarrow", "⇐"),
          entry("impliedby", "⟸"),
          entry("Leftrightarrow", "⇔"),
          entry("iff", "⟺"),
          entry("Longleftrightarrow", "⟺"),
          entry("coloneqq", "≔"),
          entry("triangleq", "≜"),
          entry("uparrow", "↑"),
          entry("downarrow", "↓"),
          entry("hookrightarrow", "↪"));

  private static final Map<String, String> OPENING =
      Map.of("{", "{", "lbrace", "{", "langle", "⟨", "lfloor", "⌊", "lceil", "⌈", "lbrack", "[");

  private static final Map<String, String> CLOSING =
      Map.of("}", "}", "rbrace", "}", "rangle", "⟩", "rfloor", "⌋", "rceil", "⌉", "rbrack", "]");

  /** Made from the tables above, which therefore come first. */
  private static final Map<String, Symbol> COMMANDS = commands();

  /** Commands that only tell TeX about sizes and places: nothing is lost by leaving them out. */
  static final Set<String> PRESENTATION =
      Set.of(
          "displaystyle",
          "textstyle",
          "scriptstyle",
          "scriptscriptstyle",
          "limits",
          "nolimits",
          "notag",
          "nonumber",
          "middle",
          "big",
          "Big",
          "bigg",
          "Bigg",
          "bigl",
          "Bigl",
          "biggl",
          "Biggl",
          "bigr",
          "Bigr",
          "biggr",
          "Biggr",
          "bigm",
          "Bigm");

  private LatexSymbols() {}

  /** The sign for which a command stands. */
  static Optional<Symbol> command(String name) {
    return Optional.ofNullable(COMMANDS.get(name));
  }

  /** The sign for one character of the source. */
  static Symbol character(int c) {
    return switch (c) {
      case '-' -> new Symbol("−", Kind.BINARY);
      case '+', '±', '∓', '×', '·', '∘', '⊗', '⊙', '∪', '∩' ->
          new Symbol(Character.toString(c), Kind.BINARY);
      case '*' -> new Symbol("*", Kind.BINARY);
      case '=', '<', '>', '≤', '≥', '≠', '∈', '∉', '⊂', '⊆', '→', '↦', '⇒', '⇔', '≈', '∼', '≡' ->
          new Symbol(Character.toString(c), Kind.RELATION);
      case ':' -> new Symbol(":", Kind.RELATION);
      case '(', '[', '⟨', '⌊', '⌈' -> new Symbol(Character.toString(c), Kind.OPEN);
      case ')', ']', '⟩', '⌋', '⌉' -> new Symbol(Character.toString(c), Kind.CLOSE);
      case '|', '‖' -> new Symbol(Character.toString(c), Kind.FENCE);
      case ',', ';' -> new Symbol(Character.toString(c), Kind.PUNCTUATION);
      case '~' -> new Symbol(" ", Kind.SPACE);
      default -> new Symbol(Character.toString(c), Kind.ORDINARY);
    };
  }

  private static Map<String, Symbol> commands() {
    Map<String, Symbol> all = new HashMap<>();
    add(all, Kind.ORDINARY, GREEK);
    add(all, Kind.ORDINARY, ORDINARY);
    add(all, Kind.OPERATOR, LARGE);
    add(all, Kind.BINARY, BINARY);
    add(all, Kind.RELATION, RELATIONS);
    add(all, Kind.OPEN, OPENING);
    add(all, Kind.CLOSE, CLOSING);
    for (String name : FUNCTIONS) {
      all.put(name, new Symbol(name, Kind.OPERATOR));
    }
    all.put("|", new Symbol("‖", Kind.FENCE));
    all.put("Vert", new Symbol("‖", Kind.FENCE));
    all.put("vert", new Symbol("|", Kind.FENCE));
    all.put("lVert", new Symbol("‖", Kind.OPEN));
    all.put("rVert", new Symbol("‖", Kind.CLOSE));
    all.put("lvert", new Symbol("|", Kind.OPEN));
    all.put("rvert", new Symbol("|", Kind.CLOSE));
    all.put("colon", new Symbol(":", Kind.PUNCTUATION));
    for (String space :
        new String[] {",", ":", ";", ">", " ", "quad", "qquad", "space", "enspace"}) {
      all.put(space, new Symbol(" ", Kind.SPACE));
    }
    all.put("!", new Symbol("", Kind.SPACE));
    return Map.copyOf(all);
  }

  private static void add(Map<String, Symbol> into, Kind kind, Map<String, String> signs) {
    signs.forEach((name, sign) -> into.put(name, new Symbol(sign, kind)));
  }
}
