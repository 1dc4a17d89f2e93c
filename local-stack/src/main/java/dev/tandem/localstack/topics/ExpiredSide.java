package dev.tandem.localstack.topics;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.counting.Window;
import dev.tandem.wire.ExpiredFormat;
import dev.tandem.wire.ExpiredFormat.Expired;
import dev.tandem.wire.ExpiredFormat.ExpiredChange;
import dev.tandem.wire.ExpiredFormat.Reason;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an engine sent to {@code captures-expired}. */
final class ExpiredSide {
  private final TopicReader reader;
  private final String topic;
  private final ExpiredFormat format;

  /** What tells a record that was said again after a restart; older records say no position. */
  private record Said(String engine, String metric, String position, Reason reason) {}

  ExpiredSide(TopicReader reader, Topics topics, Schemas schemas) {
    this.reader = reader;
    this.topic = topics.expired();
    this.format = new ExpiredFormat(schemas, topic);
  }

  /**
   * Adds it up, each change to the part it belongs to: what met a window that was gone is added
   * back to the part it is missing from.
   */
  void addTo(Map<CountKey, Tally> tallies, String engine) {
    Set<Said> said = new HashSet<>();
    reader.read(
        topic,
        record -> {
          Expired notice = format.read(record.value());
          boolean first =
              notice.position().isEmpty()
                  || said.add(
                      new Said(
                          notice.engine(), notice.metric(), notice.position(), notice.reason()));
          if (first && notice.engine().equals(engine)) {
            notice.changes().forEach(change -> add(tallies, notice.metric(), change));
          }
        });
  }

  private static void add(Map<CountKey, Tally> tallies, String metric, ExpiredChange change) {
    Tally tally = Tally.ZERO.plus(change.part(), change.measures());
    for (Window window : change.windows()) {
      tallies.merge(new CountKey(metric, change.dimensions(), window), tally, Tally::plus);
    }
  }
}
