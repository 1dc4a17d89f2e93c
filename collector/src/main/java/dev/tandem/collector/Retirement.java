package dev.tandem.collector;

import dev.tandem.collector.log.CaptureLog;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogInspection;
import dev.tandem.collector.log.RecentMarks;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.domain.Mark;
import dev.tandem.wire.Schemas;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends a source (contract, section 6). First its snapshot is forgotten, so that whoever collects it
 * again begins with another; then the marks are written. Cut off in between, or done twice, it
 * comes to the same.
 */
final class Retirement {
  private final RetireSettings settings;
  private final Clock clock;

  Retirement(RetireSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Ends it.
   *
   * @return the sources that collectors of this log have had
   * @throws LogException where there is no log, or a collector of the source is at work
   */
  Set<String> run() {
    int partitions = partitions();
    Schemas schemas = new Schemas(settings.registry());
    refuseRunning(schemas);
    Set<String> known;
    try (StateTopic state = StateTopic.open(settings.log(), settings.source())) {
      known = new TreeSet<>(state.sources());
      state.forgetSnapshots();
    }
    try (CaptureLog log = CaptureLog.open(settings.log(), schemas, settings.source(), partitions)) {
      log.mark(Mark.Kind.SOURCE_RETIRED, clock.millis());
    }
    return known;
  }

  private int partitions() {
    LogInspection log = LogInspection.of(settings.log());
    String captures = settings.log().topics().captures();
    String state = settings.log().topics().collectorState();
    if (!log.topics().containsKey(captures) || !log.topics().containsKey(state)) {
      throw new LogException(
          "there are no topics "
              + captures
              + " and "
              + state
              + " at "
              + settings.log().bootstrapServers()
              + ", so no source to retire: check --bootstrap-servers and --topic-prefix");
    }
    return log.topics().get(captures).partitions();
  }

  private void refuseRunning(Schemas schemas) {
    Optional<Long> lastMs =
        new RecentMarks(settings.log(), schemas, clock)
            .lastMs().entrySet().stream()
                .filter(source -> source.getKey().equals(settings.source()))
                .map(source -> source.getValue())
                .findFirst();
    if (lastMs.isPresent()) {
      throw new LogException(
          "a collector of source "
              + settings.source()
              + " is at work, or was a moment ago: its last mark is of "
              + Instant.ofEpochMilli(lastMs.get())
              + ". Stop all of them, wait "
              + RecentMarks.RECENT.toSeconds()
              + " s and retire it then");
    }
  }
}
