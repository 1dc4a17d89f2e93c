package dev.tandem.beam.app;

import dev.tandem.beam.state.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Flink's configuration, as a folder with a file. */
final class FlinkFolder {
  /** RocksDB's memory, outside the heap; Flink would take a share of the heap's size. */
  private static final String ROCKSDB_MEMORY = "256m";

  /**
   * Of each state of each transform, some 150 of them: an eighth of it is taken at once. With
   * RocksDB's own 64 MB they would take more than there is, and every write would be a flush.
   */
  private static final String WRITE_BUFFER = "2mb";

  /** Where a Flink in this process listens: its blob server would on every interface. */
  private static final Map<String, String> LOOPBACK =
      Map.of(
          "jobmanager.rpc.address", "127.0.0.1",
          "jobmanager.bind-host", "127.0.0.1",
          "taskmanager.host", "127.0.0.1",
          "taskmanager.bind-host", "127.0.0.1",
          "rest.address", "127.0.0.1",
          "rest.bind-address", "127.0.0.1");

  private FlinkFolder() {}

  /**
   * Writes it.
   *
   * @param settings by name
   */
  static Path write(Path work, Map<String, String> settings) {
    Path folder = work.resolve("flink");
    List<String> lines =
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(each -> each.getKey() + ": \"" + each.getValue() + '"')
                .toList();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve("config.yaml"), lines);
      return folder;
    } catch (IOException e) {
      throw new UserError("a file cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  /**
   * Writes that of a cluster in this process.
   *
   * @param settings by name, above what every such cluster has
   */
  static Path writeLocal(Path work, Map<String, String> settings) {
    Map<String, String> all = new TreeMap<>(LOOPBACK);
    all.put("io.tmp.dirs", work.toString());
    all.putAll(settings);
    return write(work, all);
  }

  /** What a stream needs to keep its state in a folder and to go on from there. */
  static Map<String, String> settings(StateFolder state) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("taskmanager.memory.managed.size", ROCKSDB_MEMORY);
    settings.put("state.backend.rocksdb.writebuffer.size", WRITE_BUFFER);
    settings.put("state.backend.incremental", "true");
    settings.put("io.tmp.dirs", state.work().toString());
    state
        .newestCheckpoint()
        .ifPresent(
            checkpoint -> settings.put("execution.savepoint.path", checkpoint.toUri().toString()));
    return settings;
  }
}
