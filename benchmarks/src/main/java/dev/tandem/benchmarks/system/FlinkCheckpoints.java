package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Flink's checkpoints in a folder. */
final class FlinkCheckpoints {
  /** Flink writes it last. */
  private static final String METADATA = "_metadata";

  private FlinkCheckpoints() {}

  /** Whether one is complete. */
  static boolean exist(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.endsWith(METADATA));
    } catch (NoSuchFileException e) {
      return false;
    } catch (UncheckedIOException e) {
      // Flink deletes files while they are looked at.
      return false;
    } catch (IOException e) {
      throw new BenchmarkException("folder " + folder + " cannot be read: " + e, e);
    }
  }
}
