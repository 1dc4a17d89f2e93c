package dev.tandem.localstack.topics;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.QualityFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/**
 * What the live side has answered: its parts live and late, and what it sent to {@code
 * captures-expired} added up, each to the part it belongs to.
 */
public final class LiveSide {
  private static final String ENGINE = "streams-app";

  private final TopicReader reader;
  private final Topics topics;
  private final CountFormat counts;
  private final Schemas schemas;
  private final QualityFormat qualities;

  public LiveSide(TopicReader reader, Topics topics, Schemas schemas) {
    this.reader = reader;
    this.topics = topics;
    this.counts = new CountFormat(schemas, topics.liveCounts());
    this.schemas = schemas;
    this.qualities = new QualityFormat(schemas, topics.quality());
  }

  /** Every window that is not zero in every part. */
  public SortedMap<CountKey, Tally> tallies() {
    Map<Bytes, CountFormat.Count> latest = new HashMap<>();
    reader.read(
        topics.liveCounts(),
        record -> {
          if (record.value() == null) {
            latest.remove(Bytes.wrap(record.key()));
          } else {
            latest.put(Bytes.wrap(record.key()), counts.read(record.value()));
          }
        });
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    latest.values().forEach(count -> tallies.put(count.key(), count.tally()));
    new ExpiredSide(reader, topics, schemas).addTo(tallies, ENGINE);
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  /** How many captures are of which quality. */
  public SortedMap<Quality, Long> quality() {
    Map<Bytes, QualityFormat.QualityCount> latest = new HashMap<>();
    reader.read(
        topics.quality(),
        record -> latest.put(Bytes.wrap(record.key()), qualities.read(record.value())));
    SortedMap<Quality, Long> sums = new TreeMap<>();
    latest.values().forEach(count -> sums.merge(count.quality(), count.captures(), Long::sum));
    sums.values().removeIf(captures -> captures == 0);
    return sums;
  }
}
