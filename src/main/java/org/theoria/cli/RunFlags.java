package org.theoria.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.theoria.backend.Backends;
import org.theoria.backend.Precision;
import org.theoria.train.TrainingState;
import picocli.CommandLine.Option;

/** Where a training run computes, and where its state is kept. */
final class RunFlags {

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "Of theoria backends; default: the first there that has the precision.")
  @Nullable String backend;

  @Option(
      names = "--fallback",
      description = "Take another backend where that one is not available.")
  boolean fallback;

  @Option(
      names = "--threads",
      paramLabel = "T",
      converter = SearchFlags.Threads.class,
      description = "Threads; default: all processors. They change the time, never the results.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      converter = SearchFlags.Seed.class,
      description = "Of the start, the held-out examples, the order and dropout; default 1.")
  long seed = 1;

  @Option(
      names = "--checkpoint",
      paramLabel = "FILE",
      description = "Keep the state of the run there; not to be there yet.")
  @Nullable String checkpoint;

  @Option(
      names = "--resume",
      paramLabel = "FILE",
      description = "Go on from the state that is there, and keep it there.")
  @Nullable String resume;

  @Option(
      names = "--other-backend",
      description = "With --resume: also from another backend or device; its bits differ.")
  boolean otherBackend;

  /** The backend to compute on. */
  Backends.Choice choice(Backends backends, Precision precision) {
    if (fallback && backend == null) {
      throw new UsageException("--fallback: expected --backend NAME with it, got none");
    }
    return backend == null
        ? new Backends.Choice(backends.preferred(precision), Optional.empty())
        : backends.choose(backend, precision, fallback);
  }

  /** The file of the state, where one is asked for. */
  Optional<TrainCheckpoint> checkpoint(Io io, SequencedMap<String, String> settings) {
    if (checkpoint != null && resume != null) {
      throw new UsageException("--checkpoint: expected it or --resume, got both");
    }
    if (otherBackend && resume == null) {
      throw new UsageException("--other-backend: expected --resume FILE with it, got none");
    }
    if (checkpoint != null && Files.exists(io.directory().resolve(checkpoint))) {
      throw new UsageException(
          "--checkpoint: expected a file that is not there yet, got "
              + checkpoint
              + " (--resume goes on from it)");
    }
    if (checkpoint != null) {
      Path folder = io.directory().resolve(checkpoint).toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new UsageException(
            "--checkpoint: expected a file in a folder that is there, got " + checkpoint);
      }
    }
    return Optional.ofNullable(checkpoint == null ? resume : checkpoint)
        .map(name -> new TrainCheckpoint(io.directory().resolve(name), name, settings));
  }

  /** The state to go on from, where that is asked for. */
  Optional<TrainingState> state(Io io, Optional<TrainCheckpoint> file) {
    if (resume == null || file.isEmpty()) {
      return Optional.empty();
    }
    TrainCheckpoint.Found found = file.get().read(otherBackend);
    TrainCheckpoint.Place here = TrainCheckpoint.Place.of(file.get().settings());
    if (!found.place().equals(here)) {
      boolean other = !found.place().backend().equals(here.backend());
      io.err()
          .println(
              "theoria: --resume: the run was on "
                  + (other ? found.place().backend() : found.place().describe())
                  + " and goes on on "
                  + (other ? here.backend() : here.describe())
                  + "; its bits are not those of either alone");
    }
    return Optional.of(found.state());
  }
}
