package dev.tandem.streams.monitoring;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/**
 * The measurements of this instance: the JVM's, Kafka Streams' own, and Tandem's, whose names begin
 * with {@code tandem}.
 */
public final class Monitoring implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Freshness freshness = new Freshness(registry, System::currentTimeMillis);
  private Optional<KafkaStreamsMetrics> kafka = Optional.empty();
  private Optional<LiveGauges> gauges = Optional.empty();

  public Monitoring() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    collections.bindTo(registry);
  }

  /** How long it takes until documents are counted. */
  public Freshness freshness() {
    return freshness;
  }

  /** From now on Kafka Streams' metrics are shown, and what can be read of the live side. */
  public synchronized void watch(KafkaStreams streams, LiveReadings readings) {
    KafkaStreamsMetrics binder = new KafkaStreamsMetrics(streams);
    binder.bindTo(registry);
    kafka = Optional.of(binder);
    gauges = Optional.of(new LiveGauges(registry, streams, readings));
  }

  /** Takes note of an answered request. */
  public void answered(String path, int status, float tookMs) {
    Timer.builder("tandem.http.requests")
        .description("Answered requests, by path and status")
        .tag("path", path)
        .tag("status", String.valueOf(status))
        .register(registry)
        .record((long) (tookMs * 1_000), TimeUnit.MICROSECONDS);
  }

  /** Everything, in Prometheus's text format. */
  public synchronized String scrape() {
    gauges.ifPresent(LiveGauges::refresh);
    return registry.scrape();
  }

  @Override
  public synchronized void close() {
    kafka.ifPresent(KafkaStreamsMetrics::close);
    collections.close();
    registry.close();
  }
}
