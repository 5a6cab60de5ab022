package org.theoria.report;

import java.util.List;

/** A piece of running text. Strings are as the author wrote them: the renderers escape. */
public sealed interface Inline {

  /** Text without markup. */
  record Plain(String text) implements Inline {}

  /** Emphasised text (italics). */
  record Emphasis(List<Inline> children) implements Inline {
    public Emphasis {
      children = List.copyOf(children);
    }
  }

  /** Text of strong importance (bold). */
  record Strong(List<Inline> children) implements Inline {
    public Strong {
      children = List.copyOf(children);
    }
  }

  /** An identifier, a command, a number to be read digit by digit. */
  record Code(String text) implements Inline {}

  /**
   * A formula in the line.
   *
   * @param latex LaTeX without dollar signs
   */
  record Formula(String latex) implements Inline {}

  /** A short status: its words and how to take them. */
  record Badge(Tone tone, String text) implements Inline {}

  /**
   * A reference to a section of the same document.
   *
   * @param anchor the section's anchor; {@link Document} refuses one that no section has
   * @param children the text of the link
   */
  record Link(String anchor, List<Inline> children) implements Inline {
    public Link {
      children = List.copyOf(children);
    }
  }
}
