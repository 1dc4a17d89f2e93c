package dev.tandem.streams.instances;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.function.LongSupplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Samples the heartbeats of the instance's consumers for its {@link GroupLease}. */
public final class Heartbeats implements AutoCloseable {
  private static final long EVERY_MS = 500;
  private static final String GROUP = "consumer-coordinator-metrics";
  private static final String ANSWERED = "heartbeat-total";

  private final KafkaStreams streams;
  private final GroupLease lease;
  private final LongSupplier clockMs;
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heartbeats");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> sampling;

  /**
   * @param clockMs only goes forward
   */
  public Heartbeats(KafkaStreams streams, GroupLease lease, LongSupplier clockMs) {
    this.streams = streams;
    this.lease = lease;
    this.clockMs = clockMs;
    this.sampling = sampler.scheduleWithFixedDelay(this::sample, 0, EVERY_MS, MILLISECONDS);
  }

  private void sample() {
    Map<String, Double> totals = new HashMap<>();
    for (Map.Entry<MetricName, ? extends Metric> metric : streams.metrics().entrySet()) {
      MetricName name = metric.getKey();
      if (name.name().equals(ANSWERED) && name.group().equals(GROUP)) {
        Object value = metric.getValue().metricValue();
        totals.put(name.tags().getOrDefault("client-id", ""), ((Number) value).doubleValue());
      }
    }
    lease.sample(totals, clockMs.getAsLong());
  }

  @Override
  public void close() {
    sampling.cancel(true);
    sampler.shutdownNow();
  }
}
