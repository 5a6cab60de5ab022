package org.theoria.search;

import java.nio.file.Path;
import java.util.ArrayList;
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
    ServiceLoader.load(Experiment.class, Services.loader(jars)).forEach(found::add);
    return new ExperimentCatalogue(
        Services.inOrder(found, "experiments", Experiment::citation, Experiment::id));
  }

  /** The experiment of this id; an unknown one throws, naming the nearest and listing all. */
  public Experiment experiment(String id) {
    return Services.named(id, experiments, "experiment", Experiment::id);
  }
}
