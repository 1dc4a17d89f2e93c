package dev.tandem.collector;

import dev.tandem.collector.SourceStatus.Counts;
import dev.tandem.collector.watch.SlotStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The meters of one source. What is not known is NaN, not 0. */
final class SourceMetrics {
  private static final String PREFIX = "tandem.collector.";
  private static final List<String> WAL_STATUSES =
      List.of("reserved", "extended", "unreserved", "lost");

  private final MeterRegistry registry;
  private final Progress progress;
  private final Clock clock;
  private final Tags tags;

  private SourceMetrics(MeterRegistry registry, Progress progress, Clock clock) {
    this.registry = registry;
    this.progress = progress;
    this.clock = clock;
    this.tags = Tags.of("source", progress.status().source());
  }

  /** Registers them. */
  static void register(MeterRegistry registry, Progress progress, Clock clock) {
    SourceMetrics metrics = new SourceMetrics(registry, progress, clock);
    metrics.rows();
    metrics.slot();
    metrics.state();
  }

  private void rows() {
    counters("snapshot", status -> status.snapshot().map(SourceStatus.Snapshot::read));
    counters("stream", SourceStatus::streamed);
    gauge(
        "snapshot.planned.rows",
        "Rows of the snapshot, estimated",
        tags,
        status ->
            status.snapshot().map(snapshot -> (double) snapshot.planned()).orElse(Double.NaN));
    gauge(
        "snapshot.share",
        "Share of their time in which readers may read; less than 1 while they back off",
        tags,
        SourceStatus::share);
  }

  private void counters(String part, Function<SourceStatus, Optional<Counts>> counts) {
    Tags parted = tags.and("part", part);
    counter("rows", "Versions of rows taken in", parted, counts, Counts::rows);
    counter("rows.rejected", "Those that cannot be read", parted, counts, Counts::rejected);
  }

  private void counter(
      String name,
      String description,
      Tags parted,
      Function<SourceStatus, Optional<Counts>> counts,
      ToDoubleFunction<Counts> number) {
    FunctionCounter.builder(
            PREFIX + name,
            progress,
            now -> counts.apply(now.status()).map(number::applyAsDouble).orElse(0.0))
        .description(description)
        .tags(parted)
        .register(registry);
  }

  private void slot() {
    slotGauge("kept.bytes", "WAL that the server keeps for the slot", SlotStatus::keptBytes);
    slotGauge("pending.bytes", "WAL that is still to be delivered", SlotStatus::pendingBytes);
    slotGauge(
        "safe.bytes",
        "WAL that can be written before the slot is in danger; NaN where there is no limit",
        slot -> slot.safeBytes().isPresent() ? (double) slot.safeBytes().getAsLong() : Double.NaN);
    for (String walStatus : WAL_STATUSES) {
      gauge(
          "slot.wal.status",
          "1 for the slot's wal_status, 0 for the others",
          tags.and("wal_status", walStatus),
          status ->
              status
                  .slot()
                  .map(slot -> slot.walStatus().equals(walStatus) ? 1.0 : 0.0)
                  .orElse(Double.NaN));
    }
  }

  private void slotGauge(String name, String description, ToDoubleFunction<SlotStatus> value) {
    gauge(
        "slot." + name,
        description,
        tags,
        status -> status.slot().map(value::applyAsDouble).orElse(Double.NaN));
  }

  private void state() {
    for (SourceStatus.Phase phase : SourceStatus.Phase.values()) {
      gauge(
          "phase",
          "1 for what the source is doing, 0 for the others",
          tags.and("phase", phase.text()),
          status -> status.phase() == phase ? 1 : 0);
    }
    gauge(
        "heartbeat.age.seconds",
        "How long ago, by the database's clock and this machine's, all was delivered",
        tags,
        status ->
            status.heartbeatMs().isPresent()
                ? (clock.millis() - status.heartbeatMs().getAsLong()) / 1000.0
                : Double.NaN);
  }

  private void gauge(
      String name, String description, Tags itsTags, ToDoubleFunction<SourceStatus> value) {
    Gauge.builder(PREFIX + name, progress, now -> value.applyAsDouble(now.status()))
        .description(description)
        .tags(itsTags)
        .register(registry);
  }
}
