package dev.tandem.streams.topology;

import dev.tandem.counting.Assignment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What a ledger task adds to tallies between two commits, summed by repartition key and by windows
 * with their verdicts: documents of one issuer in one minute go to the tallies as one record, not
 * as one each. Drained before every commit, so nothing here is more or less than what the commit's
 * offsets cover.
 */
final class Contributions {
  /** More than this are drained at once: what is kept for a task is bounded. */
  static final int MOST = 10_000;

  private final Map<Slot, Sum> sums = new LinkedHashMap<>();

  /** Takes the records to send. */
  interface Output {
    void send(Record<byte[], byte[]> record);
  }

  /**
   * Adds a change.
   *
   * @param key of the repartition topic
   * @param appendedMs when its capture was appended to the log
   */
  void add(Bytes key, TallyChange change, long appendedMs) {
    sums.merge(new Slot(key, change.windows()), new Sum(change, appendedMs), Sum::plus);
  }

  int size() {
    return sums.size();
  }

  boolean isFull() {
    return sums.size() >= MOST;
  }

  /** Sends all, and holds nothing from then on. */
  void drainTo(Output output) {
    sums.forEach(
        (slot, sum) ->
            output.send(
                new Record<>(slot.key.get(), TallyChangeFormat.write(sum.change), sum.appendedMs)));
    sums.clear();
  }

  private record Slot(Bytes key, List<Assignment.Judged> windows) {
    /** The first window tells almost as much as all. */
    @Override
    public int hashCode() {
      return 31 * key.hashCode() + Long.hashCode(windows.get(0).window().startMs());
    }
  }

  /** As old as the oldest of it. */
  private record Sum(TallyChange change, long appendedMs) {
    Sum plus(Sum other) {
      return new Sum(change.plus(other.change), Math.min(appendedMs, other.appendedMs));
    }
  }
}
