package dev.tandem.streams.query;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.CountKey;
import dev.tandem.counting.Dimension;
import dev.tandem.counting.Lateness;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.spec.DurationText;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.streams.query.Views.CountView;
import dev.tandem.streams.query.Views.MetricView;
import dev.tandem.streams.query.Views.ProgressView;
import dev.tandem.streams.query.Views.QualityView;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.topology.Names;
import dev.tandem.streams.topology.TallyFormat;
import dev.tandem.streams.topology.TallyKeys;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** Reads the answers out of the stores of this instance. */
public final class Answers {
  private static final String ENGINE = "streams-app";

  private final KafkaStreams streams;
  private final Spec spec;
  private final LiveFormats formats;
  private final int partitions;

  public Answers(KafkaStreams streams, Spec spec, LiveFormats formats, int partitions) {
    this.streams = streams;
    this.spec = spec;
    this.formats = formats;
    this.partitions = partitions;
  }

  Spec spec() {
    return spec;
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  int partitions() {
    return partitions;
  }

  List<MetricView> metrics() {
    return spec.metrics().stream().map(Answers::view).toList();
  }

  private static MetricView view(MetricSpec spec) {
    Metric metric = spec.metric();
    Lateness lateness = metric.lateness();
    return new MetricView(
        metric.name(),
        metric.id(),
        metric.time().text(),
        metric.window().text(),
        metric.dimensions().stream().map(Dimension::text).toList(),
        metric.where().text(),
        DurationText.format(lateness.liveMs()),
        lateness.historyMs() == Lateness.UNBOUNDED
            ? "unbounded"
            : DurationText.format(lateness.historyMs()),
        spec.retentionText());
  }

  /**
   * The answers for one combination of dimension values in the given windows; windows without one
   * are left out.
   */
  List<CountView> counts(Metric metric, List<String> dimensions, List<Window> windows) {
    ReadOnlyKeyValueStore<Bytes, byte[]> tallies = store(Names.TALLIES);
    long watermarkMs = watermarkMs();
    List<CountView> found = new ArrayList<>();
    for (Window window : windows) {
      byte[] stored = tallies.get(TallyKeys.tally(new CountKey(metric.id(), dimensions, window)));
      if (stored != null) {
        found.add(view(metric, dimensions, window, watermarkMs, TallyFormat.read(stored).tally()));
      }
    }
    return found;
  }

  /**
   * The greatest answers of one window of a metric, greatest first, by a measure over all its
   * parts.
   */
  List<CountView> top(Metric metric, Window window, Measure by, int n) {
    long watermarkMs = watermarkMs();
    Comparator<KeyValue<CountKey, Tally>> order =
        Comparator.<KeyValue<CountKey, Tally>>comparingLong(answer -> by.of(answer.value.total()))
            .thenComparing(answer -> answer.key, Comparator.reverseOrder());
    PriorityQueue<KeyValue<CountKey, Tally>> greatest = new PriorityQueue<>(order);
    ReadOnlyKeyValueStore<Bytes, byte[]> tallies = store(Names.TALLIES);
    try (KeyValueIterator<Bytes, byte[]> all =
        tallies.range(TallyKeys.first(metric.id(), window), TallyKeys.last(metric.id(), window))) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        greatest.add(
            KeyValue.pair(TallyKeys.parse(entry.key), TallyFormat.read(entry.value).tally()));
        if (greatest.size() > n) {
          greatest.poll();
        }
      }
    }
    List<CountView> top = new ArrayList<>();
    while (!greatest.isEmpty()) {
      KeyValue<CountKey, Tally> answer = greatest.poll();
      top.add(0, view(metric, answer.key.dimensions(), window, watermarkMs, answer.value));
    }
    return top;
  }

  /** Captures by quality, over all partitions. */
  List<QualityView> quality() {
    TreeMap<Quality, Long> sums = new TreeMap<>();
    for (byte[] value : values(Names.ALL_QUALITY)) {
      QualityCount count = formats.quality().read(value);
      sums.merge(count.quality(), count.captures(), Long::sum);
    }
    List<QualityView> views = new ArrayList<>();
    sums.forEach((q, n) -> views.add(new QualityView(q.qualityClass().text(), q.reason(), n)));
    return views;
  }

  /** How far the live side is in each partition it has reported. */
  List<ProgressView> progress() {
    return reported().stream()
        .sorted(Comparator.comparingInt(Progress::partition))
        .map(p -> new ProgressView(p.partition(), p.nextOffset(), instant(p.watermarkMs())))
        .toList();
  }

  /**
   * The least arrival watermark over all partitions, epoch milliseconds, or {@link
   * ArrivalWatermark#UNDEFINED}.
   */
  long watermarkMs() {
    List<Progress> reported = reported();
    return reported.size() < partitions
        ? ArrivalWatermark.UNDEFINED
        : reported.stream()
            .mapToLong(Progress::watermarkMs)
            .min()
            .orElse(ArrivalWatermark.UNDEFINED);
  }

  static Optional<Instant> instant(long watermarkMs) {
    return watermarkMs == ArrivalWatermark.UNDEFINED
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(watermarkMs));
  }

  private List<Progress> reported() {
    return values(Names.ALL_PROGRESS).stream()
        .map(formats.progress()::read)
        .filter(progress -> progress.engine().equals(ENGINE))
        .toList();
  }

  private List<byte[]> values(String globalStore) {
    List<byte[]> values = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store(globalStore).all()) {
      all.forEachRemaining(entry -> values.add(entry.value));
    }
    return values;
  }

  private ReadOnlyKeyValueStore<Bytes, byte[]> store(String name) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(name, QueryableStoreTypes.keyValueStore()));
  }

  private static CountView view(
      Metric metric, List<String> values, Window window, long watermarkMs, Tally tally) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    for (int i = 0; i < values.size(); i++) {
      dimensions.put(metric.dimensions().get(i).text(), values.get(i));
    }
    boolean closed = watermarkMs >= metric.lateness().liveUntilMs(window.endMs());
    return Views.count(dimensions, window.startMs(), window.endMs(), closed, tally);
  }
}
