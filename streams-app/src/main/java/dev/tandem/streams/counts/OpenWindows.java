package dev.tandem.streams.counts;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.spec.Spec;
import dev.tandem.streams.instances.LocalStores;
import dev.tandem.streams.instances.LocalStores.Stores;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.topology.ActiveTasks;
import dev.tandem.streams.topology.Names;
import dev.tandem.streams.topology.TallyKeys;
import dev.tandem.streams.topology.TallyWatermarks;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * How many windows are open in this instance's partitions. Steps from window to window, not from
 * key to key.
 */
public final class OpenWindows {
  private static final long FAR_MS = 1L << 60;
  private static final int MOST = 100_000;

  private final LocalStores stores;
  private final ActiveTasks active;
  private final Spec spec;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public OpenWindows(LocalStores stores, ActiveTasks active, Spec spec, int partitions) {
    this.stores = stores;
    this.active = active;
    this.spec = spec;
    this.partitions = partitions;
  }

  /**
   * By metric id: windows that have an answer and are not closed, at most {@value #MOST}.
   *
   * @throws NotReady where a partition cannot be read now
   */
  public Map<String, Integer> count() {
    Map<String, Set<Window>> open = new TreeMap<>();
    for (int partition : active.partitions(Names.TALLIES)) {
      stores.read(
          Names.TALLIES,
          partition,
          false,
          of -> {
            for (Metric metric : spec.counted()) {
              add(of, metric, open.computeIfAbsent(metric.id(), id -> new HashSet<>()));
            }
            return open;
          });
    }
    Map<String, Integer> counts = new TreeMap<>();
    open.forEach((metric, windows) -> counts.put(metric, windows.size()));
    return counts;
  }

  private void add(Stores of, Metric metric, Set<Window> open) {
    long watermarkMs =
        TallyWatermarks.of(of.<Integer>named(Names.TALLY_WATERMARKS), partitions).watermarkMs();
    ReadOnlyKeyValueStore<Bytes, byte[]> tallies = of.named(Names.TALLIES);
    Bytes last = TallyKeys.last(metric.id(), new Window(FAR_MS, FAR_MS + 1));
    Bytes from = TallyKeys.first(metric.id(), firstOpen(metric, watermarkMs));
    boolean more = true;
    while (more && open.size() < MOST) {
      try (KeyValueIterator<Bytes, byte[]> next = tallies.range(from, last)) {
        more = next.hasNext();
        if (more) {
          Window window = TallyKeys.parse(next.next().key).window();
          if (metric.lateness().liveUntilMs(window.endMs()) > watermarkMs) {
            open.add(window);
          }
          from = TallyKeys.last(metric.id(), window);
        }
      }
    }
  }

  /** The first window in the order of keys that can be open. */
  private static Window firstOpen(Metric metric, long watermarkMs) {
    if (watermarkMs == ArrivalWatermark.UNDEFINED) {
      return new Window(-FAR_MS, -FAR_MS + 1);
    }
    return metric.window().windowsOf(watermarkMs - metric.lateness().liveMs()).get(0);
  }
}
