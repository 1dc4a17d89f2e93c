package dev.tandem.beam.dataflow;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What workers must reach besides Google.
 *
 * @param kafka settings of the Kafka clients, {@code bootstrap.servers} among them, none secret
 * @param registry the schema registry's address
 * @param sinks as {@code --sink} gives them
 */
public record Surroundings(Map<String, String> kafka, String registry, List<String> sinks) {
  public Surroundings {
    kafka = new TreeMap<>(kafka);
    sinks = List.copyOf(sinks);
  }

  boolean authenticates() {
    return protocol().startsWith("SASL");
  }

  boolean encrypts() {
    return protocol().endsWith("SSL");
  }

  List<String> databases() {
    return sinks.stream().filter(sink -> sink.startsWith("postgresql:")).toList();
  }

  List<String> buckets() {
    return sinks.stream()
        .filter(sink -> sink.contains(":gs://"))
        .map(sink -> Gs.bucket(sink.substring(sink.indexOf(":gs://") + 1)))
        .distinct()
        .toList();
  }

  private String protocol() {
    return kafka.getOrDefault("security.protocol", "PLAINTEXT");
  }
}
