package dev.tandem.collector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tandem.service.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Whether all sources are well: none has failed, and wherever the change stream runs, heartbeats
 * come back through it. A window stays open while they do not.
 */
final class SourcesHealth implements Supplier<Health> {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);
  private static final int INTERVALS = 10;

  private final Map<CollectorSettings, Progress> sources;
  private final Clock clock;

  SourcesHealth(Map<CollectorSettings, Progress> sources, Clock clock) {
    this.sources = Map.copyOf(sources);
    this.clock = clock;
  }

  @Override
  public Health get() {
    ObjectNode root = JSON.createObjectNode();
    // First, to be read first.
    root.put("status", "");
    ArrayNode list = root.putArray("sources");
    boolean well = true;
    for (CollectorSettings settings : inOrder(sources.keySet())) {
      SourceStatus status = sources.get(settings).status();
      boolean stale = isStale(settings, status);
      well &= !stale && status.phase() != SourceStatus.Phase.FAILED;
      ObjectNode node = list.addObject();
      node.put("source", status.source());
      node.put("phase", status.phase().text());
      status
          .heartbeatMs()
          .ifPresent(heartbeatMs -> node.put("heartbeatAgeMs", clock.millis() - heartbeatMs));
      node.put("stale", stale);
      status.slot().ifPresent(slot -> node.put("walStatus", slot.walStatus()));
      status.failure().ifPresent(failure -> node.put("failure", failure));
    }
    root.put("status", well ? "up" : "down");
    return new Health(well, ProgressJson.text(root));
  }

  private static List<CollectorSettings> inOrder(Collection<CollectorSettings> settings) {
    return settings.stream()
        .sorted((one, other) -> one.source().compareTo(other.source()))
        .toList();
  }

  /** By this machine's clock at both ends, so that the database's may differ. */
  private static boolean isStale(CollectorSettings settings, SourceStatus status) {
    Duration intervals = settings.heartbeatInterval().multipliedBy(INTERVALS);
    Duration patience = intervals.compareTo(LEAST_PATIENCE) > 0 ? intervals : LEAST_PATIENCE;
    return status.silentMs().isPresent() && status.silentMs().getAsLong() > patience.toMillis();
  }
}
