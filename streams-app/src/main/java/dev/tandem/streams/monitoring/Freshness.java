package dev.tandem.streams.monitoring;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Times;
import dev.tandem.streams.topology.TallyListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long it takes from a document's arrival, and from the append of its capture, until it is
 * counted; and how many windows it was counted live and late in. Contributions that were summed
 * before they reached the tallies have one time together, that of the oldest. Of a snapshot, the
 * times are as long as the documents are old.
 */
public final class Freshness implements TallyListener {
  private static final Duration[] LEVELS = {
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final LongSupplier clockMs;
  private final Map<String, OfMetric> byMetric = new ConcurrentHashMap<>();

  private record OfMetric(Timer arrived, Timer appended, Counter live, Counter late) {}

  Freshness(MeterRegistry registry, LongSupplier clockMs) {
    this.registry = registry;
    this.clockMs = clockMs;
  }

  @Override
  public void changed(CountKey key, Tally tally, boolean revised) {}

  @Override
  public boolean wants(String metric) {
    return false;
  }

  @Override
  public void counted(String metric, Counting change) {
    OfMetric of = byMetric.computeIfAbsent(metric, this::register);
    long nowMs = clockMs.getAsLong();
    of.appended.record(Math.max(0, nowMs - change.appendedMs()), TimeUnit.MILLISECONDS);
    if (Times.isPresent(change.arrivedMs())) {
      of.arrived.record(Math.max(0, nowMs - change.arrivedMs()), TimeUnit.MILLISECONDS);
    }
    of.live.increment(change.live());
    of.late.increment(change.late());
  }

  private OfMetric register(String metric) {
    return new OfMetric(
        timer("tandem.freshness.arrived", "From a document's arrival until it is counted", metric),
        timer("tandem.freshness.appended", "From a capture's append until it is counted", metric),
        windows(metric, "live"),
        windows(metric, "late"));
  }

  private Timer timer(String name, String description, String metric) {
    return Timer.builder(name)
        .description(description)
        .tag("metric", metric)
        .serviceLevelObjectives(LEVELS)
        .register(registry);
  }

  private Counter windows(String metric, String part) {
    return Counter.builder("tandem.counted.windows")
        .description("Windows that contributions were counted in or taken back from, by part")
        .tag("metric", metric)
        .tag("part", part)
        .register(registry);
  }
}
