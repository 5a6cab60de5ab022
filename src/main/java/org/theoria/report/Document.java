package org.theoria.report;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theoria.proposition.Language;

/**
 * A whole report: the one tree from which every format is rendered.
 *
 * @param language the language that it is written in
 * @param title its title
 * @param body its blocks; a summary stands before the first section
 */
public record Document(Language language, List<Inline> title, List<Doc> body) {

  /**
   * Checks that anchors are unique and that every link leads to a section.
   *
   * @throws IllegalArgumentException naming the anchor that is not
   */
  public Document {
    title = List.copyOf(title);
    body = List.copyOf(body);
    Set<String> anchors = new HashSet<>();
    collectAnchors(body, anchors);
    checkLinks(title, anchors);
    body.forEach(block -> checkLinks(block, anchors));
  }

  private static void collectAnchors(List<Doc> blocks, Set<String> into) {
    for (Doc block : blocks) {
      if (block instanceof Doc.Section section && !into.add(section.anchor())) {
        throw new IllegalArgumentException(
            "document: anchors must be unique, got \"" + section.anchor() + "\" twice");
      }
      collectAnchors(childrenOf(block), into);
    }
  }

  private static void checkLinks(Doc block, Set<String> anchors) {
    inlinesOf(block).forEach(inlines -> checkLinks(inlines, anchors));
    childrenOf(block).forEach(child -> checkLinks(child, anchors));
  }

  private static void checkLinks(List<Inline> inlines, Set<String> anchors) {
    for (Inline inline : inlines) {
      switch (inline) {
        case Inline.Link link -> {
          if (!anchors.contains(link.anchor())) {
            throw new IllegalArgumentException(
                "document: a link must lead to a section's anchor, got \"" + link.anchor() + "\"");
          }
          checkLinks(link.children(), anchors);
        }
        case Inline.Emphasis e -> checkLinks(e.children(), anchors);
        case Inline.Strong s -> checkLinks(s.children(), anchors);
        case Inline.Plain p -> {}
        case Inline.Code c -> {}
        case Inline.Formula m -> {}
        case Inline.Badge b -> {}
      }
    }
  }

  private static List<Doc> childrenOf(Doc block) {
    return switch (block) {
      case Doc.Section s -> s.children();
      case Doc.Bullets b -> b.items().stream().flatMap(List::stream).toList();
      case Doc.Definitions d -> d.entries().stream().flatMap(e -> e.body().stream()).toList();
      case Doc.Callout c -> c.body();
      case Doc.Details d -> d.body();
      case Doc.Paragraph p -> List.of();
      case Doc.Table t -> List.of();
      case Doc.CodeBlock c -> List.of();
      case Doc.DisplayMath m -> List.of();
      case Doc.Figure f -> List.of();
    };
  }

  private static List<List<Inline>> inlinesOf(Doc block) {
    return switch (block) {
      case Doc.Section s -> List.of(s.title());
      case Doc.Paragraph p -> List.of(p.content());
      case Doc.Table t -> {
        List<List<Inline>> all = new ArrayList<>(List.of(t.caption()));
        t.columns().forEach(c -> all.add(c.header()));
        t.rows().forEach(r -> all.addAll(r.cells()));
        yield all;
      }
      case Doc.Definitions d -> d.entries().stream().map(Doc.Definition::term).toList();
      case Doc.Callout c -> List.of(c.title());
      case Doc.Details d -> List.of(d.summary());
      case Doc.Figure f -> List.of(f.caption());
      case Doc.Bullets b -> List.of();
      case Doc.CodeBlock c -> List.of();
      case Doc.DisplayMath m -> List.of();
    };
  }
}
