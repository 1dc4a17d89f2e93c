package dev.tandem.streams.query;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Quality;
import dev.tandem.streams.instances.NotReady;
import dev.tandem.streams.query.Views.ProgressView;
import dev.tandem.streams.query.Views.ProgressesView;
import dev.tandem.streams.query.Views.QualityView;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.topology.Names;
import dev.tandem.wire.ProgressFormat.Progress;
import dev.tandem.wire.QualityFormat.QualityCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What every partition has last reported of itself, which every instance knows: quality and
 * progress.
 */
public final class Reported {
  private static final String ENGINE = "streams-app";

  private final KafkaStreams streams;
  private final LiveFormats formats;
  private final int partitions;

  /**
   * @param partitions of the captures log
   */
  public Reported(KafkaStreams streams, LiveFormats formats, int partitions) {
    this.streams = streams;
    this.formats = formats;
    this.partitions = partitions;
  }

  KafkaStreams.State state() {
    return streams.state();
  }

  /** Captures by quality, over all partitions. */
  public SortedMap<Quality, Long> quality() {
    TreeMap<Quality, Long> sums = new TreeMap<>();
    for (byte[] value : values(Names.ALL_QUALITY)) {
      QualityCount count = formats.quality().read(value);
      sums.merge(count.quality(), count.captures(), Long::sum);
    }
    return sums;
  }

  List<QualityView> qualityView() {
    List<QualityView> views = new ArrayList<>();
    quality().forEach((q, n) -> views.add(new QualityView(q.qualityClass().text(), q.reason(), n)));
    return views;
  }

  /** How far the live side is in each partition that has reported, in their order. */
  public List<Progress> progress() {
    return values(Names.ALL_PROGRESS).stream()
        .map(formats.progress()::read)
        .filter(progress -> progress.engine().equals(ENGINE))
        .sorted(Comparator.comparingInt(Progress::partition))
        .toList();
  }

  ProgressesView progressView() {
    List<Progress> reported = progress();
    return new ProgressesView(
        ENGINE,
        partitions,
        instant(watermarkMs(reported)),
        reported.stream()
            .map(p -> new ProgressView(p.partition(), p.nextOffset(), instant(p.watermarkMs())))
            .toList());
  }

  /** The least over all partitions; undefined where one has reported none. */
  private long watermarkMs(List<Progress> reported) {
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

  private List<byte[]> values(String globalStore) {
    List<byte[]> values = new ArrayList<>();
    try {
      ReadOnlyKeyValueStore<Bytes, byte[]> store =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                  globalStore, QueryableStoreTypes.keyValueStore()));
      try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
        all.forEachRemaining(entry -> values.add(entry.value));
      }
    } catch (InvalidStateStoreException | IllegalStateException e) {
      throw new NotReady("this instance is " + streams.state(), e);
    }
    return values;
  }
}
