package org.theoria.report;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.theoria.arithmetic.Rational;
import org.theoria.arithmetic.RationalMatrix;
import org.theoria.certify.InstanceCodec;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Network;
import org.theoria.network.Sample;
import org.theoria.network.Subset;

/** An instance for a reader: the network's matrices, the sample, the loss, scalars. */
final class InstanceDocument {
  /** A witness with more entries than this is only in its file: nobody reads it in a report. */
  private static final int READABLE_ENTRIES = 120;

  private final Say say;
  private final List<Doc> blocks = new ArrayList<>();
  private int entries;

  private InstanceDocument(Say say) {
    this.say = say;
  }

  static List<Doc> of(Record instance, Say say) {
    InstanceDocument document = new InstanceDocument(say);
    RecordComponent[] components = instance.getClass().getRecordComponents();
    List<Object> parts = InstanceCodec.parts(instance);
    for (int i = 0; i < components.length; i++) {
      document.part(components[i].getName(), parts.get(i));
    }
    if (document.entries > READABLE_ENTRIES) {
      return List.of(
          say.paragraph(
              "It has " + document.entries + " entries: see the file.",
              "Elle a " + document.entries + " coefficients : voir le fichier."));
    }
    return document.blocks;
  }

  private void part(String name, Object part) {
    switch (part) {
      case Network n -> network(n);
      case Sample s -> {
        matrix("X", s.x());
        matrix("Y", s.y());
      }
      case Loss l -> line(say.of("loss: ", "coût : ") + l.id());
      case RationalMatrix m -> matrix("\\mathrm{" + name + "}", m);
      case Subset s ->
          line(
              s.elements().isEmpty()
                  ? "$" + name + " = \\emptyset$"
                  : "$" + name + " = \\{" + s.toString().replaceAll("[{}]", "") + "\\}$");
      case Architecture a ->
          line(
              say.of("architecture ($n_0$, …, $n_H$) = (", "architecture ($n_0$, …, $n_H$) = (")
                  + widths(a)
                  + ")");
      case Rational r -> line("$" + scalarName(name) + " = " + latex(r) + "$");
      default ->
          throw new IllegalArgumentException(
              "instance: component " + name + " is not of the vocabulary: " + part.getClass());
    }
  }

  /** A Greek letter by its name, any other name upright. */
  private static String scalarName(String name) {
    return switch (name) {
      case "lambda" -> "\\lambda";
      case "mu" -> "\\mu";
      default -> name.length() == 1 ? name : "\\mathrm{" + name + "}";
    };
  }

  private void network(Network n) {
    String activations =
        n.activations().stream().map(Activation::id).collect(Collectors.joining(", "));
    line(
        say.of("architecture ($n_0$, …, $n_H$) = (", "architecture ($n_0$, …, $n_H$) = (")
            + widths(n.architecture())
            + "); "
            + "σ = "
            + activations);
    for (int h = 1; h <= n.depth(); h++) {
      matrix("W_{" + h + "}", n.weight(h));
      matrix("b_{" + h + "}", n.bias(h));
    }
  }

  private static String widths(Architecture a) {
    return a.widths().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void line(String text) {
    blocks.add(Doc.paragraph(text));
  }

  private void matrix(String name, RationalMatrix m) {
    entries += m.rows() * m.columns();
    if (entries > READABLE_ENTRIES) {
      return;
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < m.rows(); i++) {
      List<String> row = new ArrayList<>();
      for (int j = 0; j < m.columns(); j++) {
        row.add(latex(m.get(i, j)));
      }
      rows.add(String.join(" & ", row));
    }
    line("$" + name + " = \\begin{pmatrix} " + String.join(" \\\\ ", rows) + " \\end{pmatrix}$");
  }

  private static String latex(Rational r) {
    return r.toString();
  }
}
