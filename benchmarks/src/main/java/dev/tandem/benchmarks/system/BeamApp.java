package dev.tandem.benchmarks.system;

import dev.tandem.benchmarks.results.Subjects;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The history side as it is shipped, as a stream with its own defaults: portable Flink in its
 * process, parallelism 2, state in RocksDB, a checkpoint every ten seconds.
 */
public final class BeamApp implements CountingSystem {
  private final Programs programs;

  public BeamApp(Programs programs) {
    this.programs = programs;
  }

  @Override
  public String name() {
    return Subjects.BEAM_APP;
  }

  @Override
  public Program program(Place place) {
    List<String> arguments = new ArrayList<>(List.of("run"));
    arguments.addAll(place.arguments(state(place)));
    return new Program(List.of("-jar", programs.jar("beam-app").toString()), arguments, Map.of());
  }

  @Override
  public String answersTopic(Topics topics) {
    return topics.historyCounts();
  }

  @Override
  public AnswerReader reader(Topics topics, Schemas schemas) {
    HistoryFormat format = new HistoryFormat(schemas, topics.historyCounts());
    return new TextKeyed(
        value -> {
          HistoryFormat.History history = format.read(value);
          return new Answer(history.key(), history.tally(), history.version());
        });
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
    return place.folder().resolve("beam-state");
  }
}
