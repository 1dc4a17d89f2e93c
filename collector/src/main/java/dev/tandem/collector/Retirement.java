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
   * @param unknown also where no collector of that name has kept a state in this log
   * @throws LogException where there is no log, no such source, or a collector of it is at work
   */
  void run(boolean unknown) {
    int partitions = partitions();
    Schemas schemas = new Schemas(settings.registry());
    try (StateTopic state = StateTopic.open(settings.log(), settings.source())) {
      if (!unknown) {
        refuseUnknown(state);
      }
      refuseRunning(schemas);
      state.forgetSnapshots();
    }
    try (CaptureLog log = CaptureLog.open(settings.log(), schemas, settings.source(), partitions)) {
      log.mark(Mark.Kind.SOURCE_RETIRED, clock.millis());
    }
  }

  /** One that was retired before is still known: done twice it does no more than once. */
  private void refuseUnknown(StateTopic state) {
    Set<String> others = new TreeSet<>(state.sources());
    if (others.contains(settings.source()) || state.read().source().isPresent()) {
      return;
    }
    throw new LogException(
        "no collector of source "
            + settings.source()
            + " has written to this log, so nothing is retired; it knows "
            + (others.isEmpty() ? "none" : String.join(", ", others))
            + ". Check --source and --topic-prefix; where marks of that name are in the log all"
            + " the same and windows wait for it, add --unknown");
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
