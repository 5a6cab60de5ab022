package org.theoria.theorems.geometry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.theoria.arithmetic.Rational;
import org.theoria.experiment.Exhibit;
import org.theoria.experiment.Exhibit.Column;
import org.theoria.proposition.Text;
import org.theoria.theorems.geometry.FourTraining.Iterate;

/** The tables of the experiment. */
final class FourTables {
  private FourTables() {}

  private static Text cell(String text) {
    return Exhibit.cell(text);
  }

  private static Text cell(long n) {
    return Exhibit.cell(Long.toString(n));
  }

  /** Three significant digits. */
  private static Text shortly(double value) {
    return Exhibit.cell(value == 0 ? "0" : String.format(Locale.ROOT, "%.3g", value));
  }

  /** The six regions. */
  static Exhibit.Table regions() {
    List<List<Text>> rows = new ArrayList<>();
    for (FourRegion j : FourRegion.values()) {
      rows.add(List.of(cell(j.pattern()), polynomial(j), cell(j.largestRank()), drop(j), image(j)));
    }
    return new Exhibit.Table(
        "regions",
        Text.of(
            "The regions of $\\mathbb R^4$ by the pattern of $(c,a+c,2a+c)$; 010 and 101 do not occur. Checked by theoria"
                + " verify four-parameter-example",
            "Les régions de $\\mathbb R^4$ par le motif de $(c,a+c,2a+c)$ ; 010 et 101 n'apparaissent pas. Vérifié par"
                + " theoria verify four-parameter-example"),
        List.of(
            Column.words("pattern", "pattern", "motif"),
            Column.words("output", "$f_\\theta(X)$", "$f_\\theta(X)$"),
            Column.numbers("largest-rank", "$r_j$", "$r_j$"),
            Column.words("drop", "rank less where", "rang plus petit si"),
            Column.words("image", "image in $(1,1,1)^\\perp$", "image dans $(1,1,1)^\\perp$")),
        rows,
        true);
  }

  private static Text polynomial(FourRegion j) {
    String[] terms = {"bc+d", "b(a+c)+d", "b(2a+c)+d"};
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      entries.add(j.pattern().charAt(i) == '1' ? terms[i] : "d");
    }
    return cell("$(" + String.join(",\\ ", entries) + ")$");
  }

  private static Text drop(FourRegion j) {
    return switch (j) {
      case NONE, LAST, FIRST -> cell("");
      case LAST_TWO, FIRST_TWO -> cell("$b=0$: 2");
      case ALL -> cell("$a=b=0$: 1");
    };
  }

  private static Text image(FourRegion j) {
    return switch (j) {
      case NONE -> Text.of("0", "0");
      case LAST -> Text.of("the line $y_1=y_2$", "la droite $y_1=y_2$");
      case FIRST -> Text.of("the line $y_2=y_3$", "la droite $y_2=y_3$");
      case ALL -> Text.of("the line $y_1+y_3=2y_2$", "la droite $y_1+y_3=2y_2$");
      case LAST_TWO ->
          Text.of(
              "0 and two cones: $y_2-y_1$ and $y_1-2y_2+y_3$ of one sign",
              "0 et deux cônes : $y_2-y_1$ et $y_1-2y_2+y_3$ de même signe");
      case FIRST_TWO ->
          Text.of(
              "0 and two cones: $y_3-y_2$ and $y_1-2y_2+y_3$ of opposite signs",
              "0 et deux cônes : $y_3-y_2$ et $y_1-2y_2+y_3$ de signes opposés");
    };
  }

  /** The cells of the plane of (a, c). */
  static Exhibit.Table boundaries() {
    List<List<Text>> rows = new ArrayList<>();
    for (String signs : FourTable.SIGNS) {
      FourTable.Dimensions d = FourTable.dimensions(signs);
      String around =
          Arrays.stream(FourRegion.values())
              .map(FourRegion::pattern)
              .filter(p -> touches(signs, p))
              .collect(Collectors.joining(" "));
      rows.add(
          List.of(
              cell(signs.replace('-', '−')),
              cell(around),
              cell(d.minus()),
              cell(d.plus()),
              d(signs)));
    }
    return new Exhibit.Table(
        "boundaries",
        Text.of(
            "The dimensions by the signs of $(c,a+c,2a+c)$, once round the plane of $(a,c)$, and at $a=c=0$",
            "Les dimensions selon les signes de $(c,a+c,2a+c)$, un tour du plan des $(a,c)$, puis en $a=c=0$"),
        List.of(
            Column.words("signs", "signs", "signes"),
            Column.words("regions", "regions around", "régions autour"),
            Column.numbers("dim-minus", "$\\dim^-$", "$\\dim^-$"),
            Column.numbers("dim-plus", "$\\dim^+$", "$\\dim^+$"),
            Column.words("d", "$d(\\theta)$", "$d(\\theta)$")),
        rows,
        true);
  }

  private static boolean touches(String signs, String pattern) {
    for (int i = 0; i < 3; i++) {
      char s = signs.charAt(i);
      if (s != '0' && (s == '+') != (pattern.charAt(i) == '1')) {
        return false;
      }
    }
    return true;
  }

  private static Text d(String signs) {
    return switch (signs) {
      case "-++", "++-" -> Text.of("3; 2 where $b=0$", "3 ; 2 si $b=0$");
      case "+++" -> Text.of("2; 1 where $a=b=0$", "2 ; 1 si $a=b=0$");
      default -> cell(FourTable.dimensions(signs).minus());
    };
  }

  /** The critical points that the path comes near. */
  static Exhibit.Table critical(List<FourPath.Plateau> plateaus) {
    List<List<Text>> rows = new ArrayList<>();
    for (FourPath.Plateau p : plateaus) {
      FourRisk.Critical c = p.critical();
      boolean ends = p.length() == 1;
      rows.add(
          List.of(
              cell(ends ? Integer.toString(p.to()) : p.from() + "–" + p.to()),
              c.type(),
              cell(c.value().toString()),
              cell(FourTable.envelope(c.point(), FourPoint.X)),
              cell(FourTable.dimensions(c.point(), FourPoint.X).minus()),
              cell(FourTable.dimensions(c.point(), FourPoint.X).plus()),
              cell(p.nearest()),
              shortly(p.distance()),
              c.proof()));
    }
    return new Exhibit.Table(
        "critical-points",
        Text.of(
            "The critical points that the path comes near, each exact; $k$ is where $\\|\\nabla E\\|$ is least with $E$ within 1 % of theirs",
            "Les points critiques approchés, chacun exact ; $k$ est le pas où $\\|\\nabla E\\|$ est le plus petit avec $E$ à 1 % de la leur"),
        List.of(
            Column.words("steps", "steps", "pas"),
            Column.words("type", "critical point", "point critique"),
            Column.numbers("value", "$E$", "$E$"),
            Column.numbers("d", "$d$", "$d$"),
            Column.numbers("dim-minus", "$\\dim^-$", "$\\dim^-$"),
            Column.numbers("dim-plus", "$\\dim^+$", "$\\dim^+$"),
            Column.numbers("nearest", "$k$", "$k$"),
            Column.numbers("distance", "distance", "distance"),
            Column.words("proof", "proof", "preuve")),
        rows,
        true);
  }

  /** Every iterate of the path. */
  static Exhibit.Table path(FourPath path) {
    List<List<Text>> rows = new ArrayList<>();
    for (Iterate i : path.iterates()) {
      FourPoint p = i.point();
      rows.add(
          Exhibit.row(
              Integer.toString(i.step()),
              decimal(p.a()),
              decimal(p.b()),
              decimal(p.c()),
              decimal(p.d()),
              Double.toString(i.loss()),
              Double.toString(i.gradientNorm()),
              p.pattern(FourPoint.X),
              Integer.toString(FourPath.dimension(i))));
    }
    return new Exhibit.Table(
        "path",
        Text.of(
            "Every iterate, $d(\\theta^k)$ among them:", "Tous les itérés, avec $d(\\theta^k)$ :"),
        List.of(
            Column.numbers("step", "k", "k"),
            Column.numbers("a", "a", "a"),
            Column.numbers("b", "b", "b"),
            Column.numbers("c", "c", "c"),
            Column.numbers("d", "d", "d"),
            Column.numbers("loss", "E", "E"),
            Column.numbers("gradient-norm", "gradient", "gradient"),
            Column.words("pattern", "pattern", "motif"),
            Column.numbers("local-dimension", "local dimension", "dimension locale")),
        rows,
        false);
  }

  /** The shortest decimal of the double that the number is. */
  private static String decimal(Rational r) {
    return Double.toString(r.doubleValue());
  }

  /**
   * A path and where it begins.
   *
   * @param exponent e: c of its start is 2⁻ᵉ below the border between the basins
   */
  record Tuned(int exponent, FourPath path) {}

  /** How long the second plateau is, by how near the start is to the border of the basins. */
  static Exhibit.Table tuned(List<Tuned> paths) {
    List<List<Text>> rows = new ArrayList<>();
    for (Tuned t : paths) {
      Optional<FourPath.Plateau> second = t.path().second();
      rows.add(
          List.of(
              cell(t.exponent()),
              cell(second.map(p -> Integer.toString(p.length())).orElse("0")),
              cell(second.map(p -> Integer.toString(p.to() + 1)).orElse("")),
              second.map(p -> shortly(p.distance())).orElse(cell(""))));
    }
    return new Exhibit.Table(
        "tuning",
        Text.of(
            "The second plateau where $c$ of the start is $2^{-e}$ below the border between the basins of 111 and 011",
            "Le second plateau si $c$ au départ est $2^{-e}$ sous la frontière entre les bassins de 111 et 011"),
        List.of(
            Column.numbers("exponent", "$e$", "$e$"),
            Column.numbers("length", "steps on it", "pas dessus"),
            Column.numbers("escape", "escape at step", "fuite au pas"),
            Column.numbers("nearest", "nearest to the saddle", "au plus près de la selle")),
        rows,
        true);
  }

  /** Where the runs from random starts end. */
  static Exhibit.Table ends(String id, Text caption, FourStarts starts) {
    List<List<Text>> rows = new ArrayList<>();
    for (Map.Entry<String, List<FourStarts.Run>> end : starts.byEnd().entrySet()) {
      List<FourStarts.Run> runs = end.getValue();
      Optional<FourRisk.Critical> m = runs.getFirst().minimiser();
      rows.add(
          List.of(
              end.getKey().isEmpty() ? Text.of("none near", "aucun proche") : cell(end.getKey()),
              m.map(FourRisk.Critical::type).orElse(cell("")),
              cell(m.map(c -> c.value().toString()).orElse("")),
              cell(
                  m.map(c -> Integer.toString(FourTable.envelope(c.point(), FourPoint.X)))
                      .orElse("")),
              cell(runs.size()),
              cell(FourStarts.onlyIncreasing(runs)),
              cell(FourStarts.decreasing(runs)),
              cell(FourStarts.medianEscape(runs).map(s -> Integer.toString(s)).orElse(""))));
    }
    return new Exhibit.Table(
        id,
        caption,
        List.of(
            Column.words("region", "region", "région"),
            Column.words("type", "end", "fin"),
            Column.numbers("value", "$E$", "$E$"),
            Column.numbers("d", "$d$", "$d$"),
            Column.numbers("runs", "runs", "essais"),
            Column.numbers("increasing", "$d$ increases only", "$d$ ne fait que croître"),
            Column.numbers("decreasing", "$d$ decreases somewhere", "$d$ décroît quelque part"),
            Column.numbers("escape", "median escape", "fuite médiane")),
        rows,
        true);
  }
}
