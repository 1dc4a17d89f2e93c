package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.rival.StreamsDsl;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** The live side's rival, {@link StreamsDsl}, on the live side's libraries. */
public final class KafkaStreamsDsl implements CountingSystem {
  private final Programs programs;

  public KafkaStreamsDsl(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return Subjects.KAFKA_STREAMS_DSL;
  }

  @Override
  public Program program(Place place) {
    return new Program(
        List.of(
            "-cp", programs.rivalClassPath("streams-app", List.of()), StreamsDsl.class.getName()),
        place.arguments(state(place)),
        Map.of());
  }

  @Override
  public List<NewTopic> topics(Place place) {
    return List.of(AnswersTopic.of(answersTopic(place.topics()), place));
  }

  @Override
  public String answersTopic(Topics topics) {
    return topics.liveCounts();
  }

  /** It says what the live side says. */
  @Override
  public AnswerReader reader(Topics topics, Schemas schemas) {
    return new StreamsApp(programs, 0).reader(topics, schemas);
  }

  /** Kafka has all of its state in changelogs. */
  @Override
  public Optional<Path> lost(Place place) {
    return Optional.of(state(place));
  }

  private static Path state(Place place) {
    return place.folder().resolve("dsl-state");
  }
}
