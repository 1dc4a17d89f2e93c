package dev.tandem.collector.check;

import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogInspection;
import dev.tandem.collector.log.RecentMarks;
import dev.tandem.collector.state.StateTopic;
import dev.tandem.registry.RegistryException;
import dev.tandem.wire.Schemas;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The log's other sources: every window waits for each of them (contract, section 6). */
final class SilentSourcesCheck {
  private final CheckRequest request;
  private final Findings findings;

  SilentSourcesCheck(CheckRequest request, Findings findings) {
    this.request = request;
    this.findings = findings;
  }

  void run(Optional<LogInspection> log) {
    if (log.isEmpty()
        || !log.get().topics().containsKey(request.log().topics().captures())
        || !log.get().topics().containsKey(request.log().topics().collectorState())) {
      return;
    }
    try (StateTopic state = StateTopic.open(request.log(), request.source())) {
      Set<String> others = new TreeSet<>(state.sources());
      others.remove(request.source());
      if (!others.isEmpty()) {
        look(others);
      }
    } catch (LogException | RegistryException e) {
      findings.problem("sources", e);
    }
  }

  private void look(Set<String> others) {
    Set<String> silent = new TreeSet<>(others);
    silent.removeAll(
        new RecentMarks(request.log(), new Schemas(request.registry()), Clock.systemUTC())
            .lastMs()
            .keySet());
    if (silent.isEmpty()) {
      findings.ok("sources", "others of this log are at work: " + String.join(", ", others));
    }
    silent.forEach(
        source ->
            findings.advice(
                "sources",
                "source "
                    + source
                    + " of the same log has been silent for "
                    + RecentMarks.RECENT.toSeconds()
                    + " s or more, and no window closes without it",
                List.of(),
                "start its collector; or end it for good: collector retire --source "
                    + source
                    + " with --bootstrap-servers and --registry"));
  }
}
