package dev.tandem.beam.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Flink's checkpoints in a folder: {@code JOB/chk-N}, each job beside its predecessor. */
final class Checkpoints {
  /** Flink writes it last, and under another name until it is whole. */
  private static final String METADATA = "_metadata";

  private static final String CHECKPOINT = "chk-";

  private Checkpoints() {}

  /** The one that was completed last. */
  static Optional<Path> newest(Path folder) throws IOException {
    Optional<Path> newest = Optional.empty();
    FileTime newestTime = FileTime.fromMillis(0);
    for (Path job : entries(folder)) {
      for (Path checkpoint : entries(job)) {
        Path metadata = checkpoint.resolve(METADATA);
        if (checkpoint.getFileName().toString().startsWith(CHECKPOINT) && Files.exists(metadata)) {
          FileTime time = Files.getLastModifiedTime(metadata);
          if (time.compareTo(newestTime) > 0) {
            newestTime = time;
            newest = Optional.of(checkpoint);
          }
        }
      }
    }
    return newest;
  }

  /** Removes the jobs that came before: a checkpoint takes nothing from those of another job. */
  static void keepOnly(Path folder, Optional<Path> checkpoint) throws IOException {
    Optional<Path> kept = checkpoint.map(Path::getParent);
    for (Path job : entries(folder)) {
      if (!Optional.of(job).equals(kept)) {
        delete(job);
      }
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> found = Files.walk(folder)) {
      deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : deepestFirst) {
      Files.delete(each);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return new ArrayList<>(entries.toList());
    }
  }
}
