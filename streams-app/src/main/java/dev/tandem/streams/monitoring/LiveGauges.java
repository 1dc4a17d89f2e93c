package dev.tandem.streams.monitoring;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.topology.LiveSensors;
import dev.tandem.streams.why.SourceReasons;
import dev.tandem.wire.ProgressFormat.Progress;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;

/** Gauges that are read when they are asked for. */
final class LiveGauges {
  private static final String TOTAL = "-total";
  private static final Set<String> SIZES = Set.of("total-sst-files-size", "size-all-mem-tables");

  private final KafkaStreams streams;
  private final LiveReadings readings;
  private final MultiGauge quality;
  private final MultiGauge watermarks;
  private final MultiGauge sources;
  private final MultiGauge offsets;
  private final MultiGauge openWindows;
  private final MultiGauge lag;
  private final MultiGauge events;
  private final MultiGauge state;

  LiveGauges(MeterRegistry registry, KafkaStreams streams, LiveReadings readings) {
    this.streams = streams;
    this.readings = readings;
    this.quality =
        gauge(registry, "tandem.quality.captures", "Captures by quality, of all instances");
    this.watermarks =
        gauge(
            registry,
            "tandem.watermark.seconds",
            "Arrival watermark of a partition, seconds since 1970; absent while undefined");
    this.sources =
        gauge(
            registry,
            "tandem.source.age.seconds",
            "How far a source's arrival watermark is behind the clock; absent while undefined");
    this.offsets =
        gauge(registry, "tandem.next.offset", "Next offset of a partition of the captures log");
    this.openWindows =
        gauge(
            registry,
            "tandem.open.windows",
            "Windows with answers that are not closed, in this instance's partitions");
    this.lag =
        gauge(
            registry,
            "tandem.lag.records",
            "Records of a topic that this instance's consumers have not taken yet");
    this.events =
        gauge(
            registry,
            "tandem.task.events",
            "What happened in this instance's tasks since they began here, such as window-gone");
    this.state = gauge(registry, "tandem.state.bytes", "Size of a store's files and memory");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** Reads everything that can be read now; what cannot is not shown. */
  void refresh() {
    show(
        quality,
        () ->
            rows(
                readings.quality(),
                q -> Tags.of("class", q.qualityClass().text(), "reason", q.reason())));
    show(openWindows, () -> rows(readings.openWindows(), metric -> Tags.of("metric", metric)));
    show(watermarks, this::watermarkRows);
    show(sources, this::sourceRows);
    show(
        offsets,
        () ->
            readings.progress().stream().<Row<?>>map(p -> Row.of(of(p), p.nextOffset())).toList());
    show(lag, () -> rows(sums(Set.of("records-lag"), "topic"), topic -> Tags.of("topic", topic)));
    show(events, () -> rows(events(), event -> Tags.of("event", event)));
    show(state, () -> rows(sums(SIZES, "rocksdb-state-id"), store -> Tags.of("store", store)));
  }

  private static void show(MultiGauge gauge, Supplier<List<Row<?>>> rows) {
    List<Row<?>> shown;
    try {
      shown = rows.get();
    } catch (NotReady e) {
      shown = List.of();
    }
    gauge.register(shown, true);
  }

  private List<Row<?>> watermarkRows() {
    List<Row<?>> rows = new ArrayList<>();
    for (Progress progress : readings.progress()) {
      if (progress.watermarkMs() != ArrivalWatermark.UNDEFINED) {
        rows.add(Row.of(of(progress), progress.watermarkMs() / 1_000.0));
      }
    }
    return rows;
  }

  private List<Row<?>> sourceRows() {
    long nowMs = System.currentTimeMillis();
    List<Row<?>> rows = new ArrayList<>();
    SourceReasons.leastMs(readings.progress())
        .forEach(
            (source, ms) -> {
              if (ms != ArrivalWatermark.UNDEFINED) {
                rows.add(Row.of(Tags.of("source", source), (nowMs - ms) / 1_000.0));
              }
            });
    return rows;
  }

  private static Tags of(Progress progress) {
    return Tags.of("partition", String.valueOf(progress.partition()));
  }

  private static <K, V extends Number> List<Row<?>> rows(Map<K, V> values, Function<K, Tags> tags) {
    List<Row<?>> rows = new ArrayList<>();
    values.forEach((key, value) -> rows.add(Row.of(tags.apply(key), value)));
    return rows;
  }

  /** What the live side's own sensors have counted. */
  private Map<String, Double> events() {
    Map<String, Double> sums = new TreeMap<>();
    for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (name.group().equals(LiveSensors.GROUP)
          && name.name().endsWith(TOTAL)
          && entry.getValue().metricValue() instanceof Number value) {
        String event = name.name().substring(0, name.name().length() - TOTAL.length());
        sums.merge(event, value.doubleValue(), Double::sum);
      }
    }
    return sums;
  }

  /** Kafka's metrics of some names, added up by a tag. */
  private Map<String, Double> sums(Set<String> names, String tag) {
    Map<String, Double> sums = new TreeMap<>();
    for (Map.Entry<MetricName, ? extends Metric> entry : streams.metrics().entrySet()) {
      MetricName name = entry.getKey();
      if (names.contains(name.name())
          && name.tags().containsKey(tag)
          && entry.getValue().metricValue() instanceof Number value
          && Double.isFinite(value.doubleValue())) {
        sums.merge(name.tags().get(tag), value.doubleValue(), Double::sum);
      }
    }
    return sums;
  }
}
