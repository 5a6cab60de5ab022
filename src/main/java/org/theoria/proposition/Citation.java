package org.theoria.proposition;

import java.util.Optional;

/**
 * Where the statement comes from.
 *
 * @param document the document, e.g. "F. Malgouyres, Big Data 2025-2026"
 * @param session the session of the course, 1 to 10
 * @param slide the slide or range of slides, e.g. "45-46"
 * @param doi the paper's DOI, where the statement comes from a paper
 */
public record Citation(String document, int session, String slide, Optional<String> doi) {

  /** A slide of the course "Big Data 2025-2026". */
  public static Citation slide(int session, String slide) {
    return new Citation("F. Malgouyres, Big Data 2025-2026", session, slide, Optional.empty());
  }

  @Override
  public String toString() {
    return document
        + ", session "
        + session
        + ", slide "
        + slide
        + doi.map(d -> ", doi:" + d).orElse("");
  }
}
