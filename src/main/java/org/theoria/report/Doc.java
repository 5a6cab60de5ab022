package org.theoria.report;

import java.util.List;
import java.util.Optional;
import org.theoria.experiment.Plot;

/** A block of a document. One small record per kind of block; every renderer handles each. */
public sealed interface Doc {

  /**
   * A section with its heading; its level is the depth at which it is nested.
   *
   * @param title the heading
   * @param anchor kebab-case, unique in the document: the target of {@link Inline.Link}
   * @param children the blocks of the section, subsections among them
   */
  record Section(List<Inline> title, String anchor, List<Doc> children) implements Doc {
    public Section {
      title = List.copyOf(title);
      children = List.copyOf(children);
      if (!anchor.matches("[a-z][a-z0-9-]*")) {
        throw new IllegalArgumentException(
            "section: anchor must be kebab-case, got \"" + anchor + "\"");
      }
    }
  }

  /** A paragraph. */
  record Paragraph(List<Inline> content) implements Doc {
    public Paragraph {
      content = List.copyOf(content);
    }
  }

  /**
   * A table.
   *
   * @param caption what the table shows; empty for none
   * @param columns the columns, at least one
   * @param rows the rows, each of one cell per column
   */
  record Table(List<Inline> caption, List<Column> columns, List<Row> rows) implements Doc {
    public Table {
      caption = List.copyOf(caption);
      columns = List.copyOf(columns);
      rows = List.copyOf(rows);
      if (columns.isEmpty()) {
        throw new IllegalArgumentException("table: at least one column is required, got none");
      }
      for (int i = 0; i < rows.size(); i++) {
        if (rows.get(i).cells().size() != columns.size()) {
          throw new IllegalArgumentException(
              "table: row %d must have %d cells, one per column, got %d"
                  .formatted(i, columns.size(), rows.get(i).cells().size()));
        }
      }
    }
  }

  /**
   * A column of a table.
   *
   * @param header its heading
   * @param align how its cells are aligned
   * @param flexible whether its cells are the first to be wrapped where room is short
   */
  record Column(List<Inline> header, Align align, boolean flexible) {
    public Column {
      header = List.copyOf(header);
    }

    /** A column of text, kept on one line as long as there is room. */
    public static Column left(String header) {
      return new Column(Prose.inlines(header), Align.LEFT, false);
    }

    /** A column of numbers. */
    public static Column right(String header) {
      return new Column(Prose.inlines(header), Align.RIGHT, false);
    }

    /** A column of text that gives up its width first. */
    public static Column flexible(String header) {
      return new Column(Prose.inlines(header), Align.LEFT, true);
    }
  }

  /** The alignment of a column. */
  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** A row of a table: the content of its cells, in the order of the columns. */
  record Row(List<List<Inline>> cells) {
    public Row {
      cells = cells.stream().map(List::copyOf).toList();
    }

    /** A row from one inline per cell. */
    public static Row of(Inline... cells) {
      return new Row(List.of(cells).stream().map(List::of).toList());
    }
  }

  /**
   * A list of items, each made of blocks.
   *
   * @param ordered whether the items are numbered, from 1
   * @param items the items
   */
  record Bullets(boolean ordered, List<List<Doc>> items) implements Doc {
    public Bullets {
      items = items.stream().map(List::copyOf).toList();
    }
  }

  /** A list of terms with what each means. */
  record Definitions(List<Definition> entries) implements Doc {
    public Definitions {
      entries = List.copyOf(entries);
    }
  }

  /** A term and what is said of it. */
  record Definition(List<Inline> term, List<Doc> body) {
    public Definition {
      term = List.copyOf(term);
      body = List.copyOf(body);
    }
  }

  /**
   * Text to be shown as it is, line by line.
   *
   * @param language what it is written in ("json", "sh"), for readers that colour it
   * @param text the lines
   */
  record CodeBlock(Optional<String> language, String text) implements Doc {
    public CodeBlock {
      language.ifPresent(
          l -> {
            if (!l.matches("[a-z0-9+-]+")) {
              throw new IllegalArgumentException(
                  "code block: language must be a lower-case word, got \"" + l + "\"");
            }
          });
    }
  }

  /**
   * A formula on a line of its own.
   *
   * @param latex LaTeX without dollar signs
   */
  record DisplayMath(String latex) implements Doc {}

  /**
   * A remark that must not be missed: a statement refuted as given, a search that was vacuous.
   *
   * @param tone how it is to be taken
   * @param title its first words
   * @param body the rest
   */
  record Callout(Tone tone, List<Inline> title, List<Doc> body) implements Doc {
    public Callout {
      title = List.copyOf(title);
      body = List.copyOf(body);
    }
  }

  /**
   * Detail that a first reading skips (a certificate). HTML folds it; the others print it.
   *
   * @param summary what is inside
   * @param body the detail
   */
  record Details(List<Inline> summary, List<Doc> body) implements Doc {
    public Details {
      summary = List.copyOf(summary);
      body = List.copyOf(body);
    }
  }

  /**
   * A figure.
   *
   * @param caption what it shows
   * @param file the file that it is drawn in, relative to the report
   * @param alternative what is to be seen, for a reader who cannot see it
   * @param panels the plots, one below the other
   */
  record Figure(List<Inline> caption, String file, String alternative, List<Plot> panels)
      implements Doc {
    public Figure {
      caption = List.copyOf(caption);
      panels = List.copyOf(panels);
      if (!file.matches("[a-z0-9][a-z0-9/.-]*")) {
        throw new IllegalArgumentException(
            "figure: file must be a plain relative path, got \"" + file + "\"");
      }
    }
  }

  /** A paragraph of prose with formulas between dollar signs. */
  static Paragraph paragraph(String prose) {
    return new Paragraph(Prose.inlines(prose));
  }
}
