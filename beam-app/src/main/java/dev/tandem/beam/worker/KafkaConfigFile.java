package dev.tandem.beam.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * The file of {@code --kafka-config}. A pipeline has its address, never what is in it: it is read
 * where a Kafka client is made, each time, so that no password is in a pipeline or a checkpoint,
 * and another one holds from the next client on.
 */
public final class KafkaConfigFile {
  /** Of a process, instead of the file that a pipeline names. */
  public static final String VARIABLE = "TANDEM_KAFKA_CONFIG";

  /** What a pipeline names it by, among the settings of its clients. */
  static final String SETTING = "tandem.kafka.config";

  /** What a pipeline is right by, whatever the file has. */
  private static final Set<String> PIPELINES_OWN =
      Set.of(
          "bootstrap.servers",
          "group.id",
          "isolation.level",
          "auto.offset.reset",
          "enable.auto.commit",
          "allow.auto.create.topics",
          "key.deserializer",
          "value.deserializer",
          "key.serializer",
          "value.serializer",
          "acks",
          "compression.type");

  private KafkaConfigFile() {}

  /**
   * Takes it as this process's own, whatever file a pipeline's state names.
   *
   * @param file as it is given
   * @return what a pipeline's settings name it by
   */
  public static Map<String, String> use(String file) {
    String address =
        file.contains("://") ? file : Path.of(file).toAbsolutePath().normalize().toString();
    new WorkerSettings(Map.of(), Map.of(VARIABLE, address)).use();
    return Map.of(SETTING, address);
  }

  /**
   * A pipeline's settings with those of the file.
   *
   * @throws WorkerSettingsException where it cannot be read
   */
  static Map<String, Object> resolve(Map<String, ?> settings, Map<String, String> environment) {
    Map<String, Object> all = new TreeMap<>(settings);
    Optional<Object> named = Optional.ofNullable(all.remove(SETTING));
    Optional<String> own =
        Optional.ofNullable(environment.get(VARIABLE)).filter(file -> !file.isEmpty());
    own.or(() -> named.map(Object::toString))
        .ifPresent(
            file ->
                read(file)
                    .forEach(
                        (name, value) -> {
                          if (!PIPELINES_OWN.contains(name) || !settings.containsKey(name)) {
                            all.put(name, value);
                          }
                        }));
    return all;
  }

  private static Map<String, String> read(String file) {
    Properties properties = new Properties();
    try (Reader reader = new InputStreamReader(open(file), UTF_8)) {
      properties.load(reader);
    } catch (IOException | RuntimeException e) {
      // What was thrown may hold a piece of the file, as a malformed escape does.
      throw new WorkerSettingsException(
          "--kafka-config = "
              + file
              + ": cannot be read ("
              + e.getClass().getSimpleName()
              + "). Every process that makes a Kafka client reads it: put it there, readable by its"
              + " user, or name another one in that process's environment as "
              + VARIABLE);
    }
    Map<String, String> read = new TreeMap<>();
    properties.stringPropertyNames().forEach(name -> read.put(name, properties.getProperty(name)));
    return read;
  }

  private static InputStream open(String file) throws IOException {
    return file.contains("://")
        ? WorkerSettingsFile.open(file)
        : Files.newInputStream(Path.of(file));
  }
}
