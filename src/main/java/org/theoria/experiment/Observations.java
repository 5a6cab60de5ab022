package org.theoria.experiment;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.theoria.proposition.Text;

/**
 * What a run showed.
 *
 * @param seen one or two sentences that compare it with what the slide shows
 * @param exhibits sentences, tables and figures, in the order of the report
 * @param complete whether the run came to its end
 */
public record Observations(Text seen, List<Exhibit> exhibits, boolean complete) {

  /** Ids of tables must differ, and so must those of figures: they name files. */
  public Observations {
    exhibits = List.copyOf(exhibits);
    Set<String> ids = new HashSet<>();
    for (Exhibit e : exhibits) {
      boolean fresh =
          switch (e) {
            case Exhibit.Prose p -> true;
            case Exhibit.Table t -> ids.add("table " + t.id());
            case Exhibit.Figure f -> ids.add("figure " + f.id());
          };
      if (!fresh) {
        throw new IllegalArgumentException("observations: ids must be unique, got " + e + " twice");
      }
    }
  }

  /** The tables. */
  public List<Exhibit.Table> tables() {
    return exhibits.stream()
        .filter(Exhibit.Table.class::isInstance)
        .map(Exhibit.Table.class::cast)
        .toList();
  }

  /** The figures. */
  public List<Exhibit.Figure> figures() {
    return exhibits.stream()
        .filter(Exhibit.Figure.class::isInstance)
        .map(Exhibit.Figure.class::cast)
        .toList();
  }
}
