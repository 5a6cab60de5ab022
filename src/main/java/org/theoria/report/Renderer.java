package org.theoria.report;

/** Turns a document into text. The same document gives the same text, always. */
public interface Renderer {

  /** The whole document, lines ended by a line feed. */
  String render(Document document);
}
