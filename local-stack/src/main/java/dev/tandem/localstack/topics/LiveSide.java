package dev.tandem.localstack.topics;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.wire.CountFormat;
import dev.tandem.wire.ExpiredFormat;
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
  private final TopicReader reader;
  private final Topics topics;
  private final CountFormat counts;
  private final ExpiredFormat expired;
  private final QualityFormat qualities;

  public LiveSide(TopicReader reader, Topics topics, Schemas schemas) {
    this.reader = reader;
    this.topics = topics;
    this.counts = new CountFormat(schemas, topics.liveCounts());
    this.expired = new ExpiredFormat(schemas, topics.expired());
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
    reader.read(
        topics.expired(),
        record -> {
          ExpiredFormat.Expired notice = expired.read(record.value());
          for (ExpiredFormat.ExpiredChange change : notice.changes()) {
            // What met a window that was gone is added back to the part it is missing from.
            Tally tally = Tally.ZERO.plus(change.part(), change.measures());
            for (Window window : change.windows()) {
              tallies.merge(
                  new CountKey(notice.metric(), change.dimensions(), window), tally, Tally::plus);
            }
          }
        });
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
