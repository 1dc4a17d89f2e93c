package dev.tandem.collector.check;

import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogInspection;
import dev.tandem.collector.state.KnownSource;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.state.StateTopic;
import java.util.List;
import java.util.Optional;

/** What earlier collectors of the source have left in the log. */
final class StateCheck {
  private static final SourceState NOTHING = new SourceState(Optional.empty(), Optional.empty());

  private final CheckRequest request;
  private final Findings findings;

  StateCheck(CheckRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
  }

  /** What they have left; nothing where that cannot be read, which is told. */
  SourceState read(Optional<LogInspection> log) {
    String topic = request.log().topics().collectorState();
    if (log.isEmpty() || !log.get().topics().containsKey(topic)) {
      return NOTHING;
    }
    SourceState state;
    try (StateTopic opened = StateTopic.open(request.log(), request.source())) {
      state = opened.read();
    } catch (LogException e) {
      findings.problem("state", e);
      return NOTHING;
    }
    state.source().ifPresent(known -> same(known, log.get()));
    state.snapshot().ifPresent(this::told);
    return state;
  }

  private void same(KnownSource known, LogInspection log) {
    String table = request.table().table().toString();
    if (!known.table().equals(table) || !known.slot().equals(request.slot())) {
      findings.problem(
          "state",
          "source "
              + request.source()
              + " is known to collect table "
              + known.table()
              + " with slot "
              + known.slot()
              + ", not table "
              + table
              + " with slot "
              + request.slot(),
          List.of(),
          "give this one another --source");
    }
    Optional.ofNullable(log.topics().get(request.log().topics().captures()))
        .filter(captures -> captures.partitions() != known.partitions())
        .ifPresent(
            captures ->
                findings.problem(
                    "state",
                    "the log had "
                        + known.partitions()
                        + " partitions when the source began and now has "
                        + captures.partitions()
                        + ", so documents' copies would come apart",
                    List.of(),
                    "begin again with other topics (--topic-prefix)"));
  }

  private void told(SnapshotState snapshot) {
    findings.ok(
        "state",
        "snapshot "
            + snapshot.number()
            + (snapshot.finished()
                ? " is finished; run goes on with the change stream"
                : " is not finished; run goes on with "
                    + snapshot
                        .plan()
                        .map(plan -> plan.unfinished().size() + " ranges")
                        .orElse("it")));
  }
}
