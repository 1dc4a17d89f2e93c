package dev.tandem.localstack.topics;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Quality;
import dev.tandem.counting.ReferenceCounter;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Document.Flag;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.Row;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * What stands in the log: counted by the single-threaded reference, with the rows that were
 * captured or rejected and when the snapshot began and ended by the broker's clock. One table of
 * one source.
 */
public final class LogSide {
  private final RejectionFormat rejections;
  private final ReferenceCounter reference;
  private final Set<Row> captured = new HashSet<>();
  private final Set<String> rejected = new HashSet<>();
  private final Map<String, Set<Flag>> flags = new HashMap<>();
  private long captures;
  private long snapshotStartedMs = Long.MAX_VALUE;
  private long snapshotFinishedMs;

  private LogSide(Spec spec, Topics topics, Schemas schemas) {
    this.rejections = new RejectionFormat(schemas, topics.rejected());
    this.reference = new ReferenceCounter(spec.counted(), spec.maxFutureMs());
  }

  /** Reads the log as it stands; what engines reject counts only where they have rejected it. */
  public static LogSide read(TopicReader reader, Topics topics, Schemas schemas, Spec spec) {
    LogSide side = new LogSide(spec, topics, schemas);
    LogEntries entries = new LogEntries(reader, new LogFormat(schemas, topics.captures()));
    reader.read(
        topics.captures(),
        record -> entries.read(record).ifPresent(entry -> side.take(entry, record.timestamp())));
    reader.read(
        topics.rejected(),
        record -> side.rejected.add(side.rejections.read(record.value()).origin()));
    return side;
  }

  private void take(LogEntry entry, long appendedMs) {
    if (entry instanceof Capture capture) {
      captures++;
      captured.add(capture.row());
      if (capture.record() instanceof Document document && !document.flags().isEmpty()) {
        flags.put(place(capture.row().key().text(), capture.ordinal()), document.flags());
      }
      reference.add(capture);
    } else if (entry instanceof Mark mark) {
      if (mark.kind() == Mark.Kind.SNAPSHOT_STARTED) {
        snapshotStartedMs = Math.min(snapshotStartedMs, appendedMs);
      } else if (mark.kind() == Mark.Kind.SNAPSHOT_FINISHED) {
        snapshotFinishedMs = Math.max(snapshotFinishedMs, appendedMs);
      }
    }
  }

  public SortedMap<CountKey, Tally> tallies() {
    return reference.tallies();
  }

  public SortedMap<Quality, Long> quality() {
    return reference.quality();
  }

  /** What the collector found odd about a document, by its row's key. */
  public Set<Flag> flags(long key, int ordinal) {
    return flags.getOrDefault(place(Long.toString(key), ordinal), Set.of());
  }

  private static String place(String key, int ordinal) {
    return key + ' ' + ordinal;
  }

  public long captures() {
    return captures;
  }

  /** Rows with at least one capture. */
  public long capturedRows() {
    return captured.size();
  }

  /** Rows, or records of the log, that could not be read. */
  public long rejectedRows() {
    return rejected.size();
  }

  /** When the first snapshot-started was appended, epoch milliseconds. */
  public long snapshotStartedMs() {
    return snapshotStartedMs;
  }

  /** When the last snapshot-finished was appended, epoch milliseconds. */
  public long snapshotFinishedMs() {
    return snapshotFinishedMs;
  }
}
