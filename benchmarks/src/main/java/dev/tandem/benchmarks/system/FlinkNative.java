package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.benchmarks.rival.FlinkDataStream;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** The history side's rival, {@link FlinkDataStream}, on the history side's Flink. */
public final class FlinkNative implements CountingSystem {
  /** What Flink looks into by reflection, as {@code beam-app}'s manifest has it. */
  private static final List<String> OPENED =
      List.of("java.lang", "java.lang.invoke", "java.util", "java.nio", "sun.nio.ch", "java.time");

  private final Programs programs;

  public FlinkNative(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return Subjects.FLINK_DATASTREAM;
  }

  @Override
  public Program program(Place place) {
    List<String> jvm = new ArrayList<>();
    OPENED.forEach(opened -> jvm.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED"));
    jvm.add("-cp");
    jvm.add(programs.rivalClassPath("beam-app", List.of("flink-connector-")));
    jvm.add(FlinkDataStream.class.getName());
    return new Program(jvm, place.arguments(state(place)), Map.of());
  }

  @Override
  public List<NewTopic> topics(Place place) {
    return List.of(AnswersTopic.of(answersTopic(place.topics()), place));
  }

  @Override
  public String answersTopic(Topics topics) {
    return topics.historyCounts();
  }

  /** It says what the history side says as a stream. */
  @Override
  public AnswerReader reader(Topics topics, Schemas schemas) {
    return new BeamApp(programs).reader(topics, schemas);
  }

  /** Its checkpoints are all there is. */
  @Override
  public Optional<Path> lost(Place place) {
    return Optional.empty();
  }

  @Override
  public boolean canGoOn(Place place) {
    return FlinkCheckpoints.exist(state(place));
  }

  private static Path state(Place place) {
    return place.folder().resolve("flink-state");
  }
}
