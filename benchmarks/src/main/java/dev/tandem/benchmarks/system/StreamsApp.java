package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The live side as it is shipped, with its own defaults: exactly once, two threads. */
public final class StreamsApp implements CountingSystem {
  private final Programs programs;
  private final int httpPort;

  /**
   * @param httpPort where it answers queries, 0 for a free port
   */
  public StreamsApp(Programs programs, int httpPort) {
    this.programs = programs;
    this.httpPort = httpPort;
  }

  @Override
  public String name() {
    return Subjects.STREAMS_APP;
  }

  @Override
  public Program program(Place place) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(place.arguments(state(place)));
    arguments.addAll(
        List.of(
            "--application-id",
            place.topics().prefix() + "streams",
            "--http-port",
            Integer.toString(httpPort)));
    return new Program(
        List.of("-jar", programs.jar("streams-app").toString()), arguments, Map.of());
  }

  @Override
  public String answersTopic(Topics topics) {
    return topics.liveCounts();
  }

  @Override
  public AnswerReader reader(Topics topics, Schemas schemas) {
    CountFormat format = new CountFormat(schemas, topics.liveCounts());
    return new TextKeyed(
        value -> {
          CountFormat.Count count = format.read(value);
          return new Answer(count.key(), count.tally(), Answer.UNVERSIONED);
        });
  }

  /** Kafka has all of its state in changelogs. */
  @Override
  public Optional<Path> lost(Place place) {
    return Optional.of(state(place));
  }

  private static Path state(Place place) {
    return place.folder().resolve("streams-state");
  }
}
