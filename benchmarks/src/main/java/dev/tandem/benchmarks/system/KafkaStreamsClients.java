package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.process.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What Kafka Streams' clients are told, of Tandem and of its rival alike: a member of the group
 * that was killed is missed after 6 seconds instead of 45, as somebody has it who cares how long a
 * restore takes.
 */
public final class KafkaStreamsClients {
  /** By name. */
  public static final Map<String, String> SETTINGS =
      Map.of("session.timeout.ms", "6000", "heartbeat.interval.ms", "1000");

  private KafkaStreamsClients() {}

  /** As a file of properties in the place's folder. */
  static Path writeTo(Place place) {
    List<String> lines =
        SETTINGS.entrySet().stream().map(each -> each.getKey() + '=' + each.getValue()).toList();
    try {
      Files.createDirectories(place.folder());
      return Files.write(place.folder().resolve("clients.properties"), lines);
    } catch (IOException e) {
      throw new BenchmarkException("a file cannot be written to " + place.folder() + ": " + e, e);
    }
  }
}
