package org.theoria.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.theoria.experiment.Experiment;

/**
 * The experiments, found by {@link ServiceLoader}: the program's own and those of the user's jars.
 *
 * @param experiments the experiments, in the order of session, then slide, then id
 */
public record ExperimentCatalogue(List<Experiment> experiments) {

  public ExperimentCatalogue {
    experiments = List.copyOf(experiments);
  }

  /** The program's own experiments and those of these jars. */
  public static ExperimentCatalogue load(List<Path> jars) {
    List<Experiment> found = new ArrayList<>();
    ServiceLoader.load(Experiment.class, Catalogue.loader(jars)).forEach(found::add);
    found.sort(
        Comparator.comparingInt((Experiment e) -> e.citation().session())
            .thenComparing(e -> e.citation().slide())
            .thenComparing(Experiment::id));
    for (int i = 0; i < found.size(); i++) {
      String id = found.get(i).id();
      if (found.subList(0, i).stream().anyMatch(e -> e.id().equals(id))) {
        throw new IllegalArgumentException("classpath: two experiments have the id " + id);
      }
    }
    return new ExperimentCatalogue(found);
  }

  /** The experiment of this id; an unknown one throws, naming the nearest and listing all. */
  public Experiment experiment(String id) {
    List<String> ids = experiments.stream().map(Experiment::id).toList();
    return experiments.stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "experiment: unknown id \""
                        + id
                        + "\""
                        + Nearest.to(id, ids).map(n -> ", did you mean " + n + "?").orElse("")
                        + " Known: "
                        + String.join(", ", ids)));
  }
}
