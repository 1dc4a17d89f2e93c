package dev.tandem.benchmarks.rival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.stream.Stream;

/** What a job that was killed goes on from: {@code JOB/chk-N} that has its {@code _metadata}. */
final class NewestCheckpoint {
  private static final int DEPTH = 3;

  private NewestCheckpoint() {}

  static Optional<Path> in(Path checkpoints) throws IOException {
    if (!Files.isDirectory(checkpoints)) {
      return Optional.empty();
    }
    Optional<Path> newest = Optional.empty();
    FileTime newestTime = FileTime.fromMillis(0);
    try (Stream<Path> found = Files.walk(checkpoints, DEPTH)) {
      for (Path metadata : found.filter(file -> file.endsWith("_metadata")).toList()) {
        FileTime time = Files.getLastModifiedTime(metadata);
        if (time.compareTo(newestTime) > 0) {
          newestTime = time;
          newest = Optional.of(metadata.getParent());
        }
      }
    }
    return newest;
  }
}
