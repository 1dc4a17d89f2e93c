package dev.tandem.localstack.topics;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.wire.HistoryFormat;
import dev.tandem.wire.HistoryFormat.History;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the history side has answered: of each window the answer with the highest version, and for a
 * stream what it sent to {@code captures-expired} added up, each to the part it belongs to.
 */
public final class HistorySide {
  private static final String ENGINE = "beam-app";

  private final TopicReader reader;
  private final Topics topics;
  private final Schemas schemas;

  public HistorySide(TopicReader reader, Topics topics, Schemas schemas) {
    this.reader = reader;
    this.topics = topics;
    this.schemas = schemas;
  }

  /** Every window that is not zero in every part, of a backfill. */
  public SortedMap<CountKey, Tally> backfilled() {
    SortedMap<CountKey, Tally> tallies = answered(topics.historyBackfill());
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  /** Every window that is not zero in every part, of a stream. */
  public SortedMap<CountKey, Tally> streamed() {
    SortedMap<CountKey, Tally> tallies = answered(topics.historyCounts());
    new ExpiredSide(reader, topics, schemas).addTo(tallies, ENGINE);
    tallies.values().removeIf(Tally::isZero);
    return tallies;
  }

  private SortedMap<CountKey, Tally> answered(String topic) {
    HistoryFormat format = new HistoryFormat(schemas, topic);
    Map<CountKey, History> highest = new HashMap<>();
    reader.read(
        topic,
        record ->
            highest.merge(
                format.read(record.value()).key(),
                format.read(record.value()),
                (a, b) -> a.version().compareTo(b.version()) >= 0 ? a : b));
    SortedMap<CountKey, Tally> tallies = new TreeMap<>();
    highest.forEach((key, history) -> tallies.put(key, history.tally()));
    return tallies;
  }
}
