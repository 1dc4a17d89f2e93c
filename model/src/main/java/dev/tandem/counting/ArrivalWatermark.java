package dev.tandem.counting;

import dev.tandem.domain.Mark;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to which arrival a partition of the log is complete, from the marks in it (contract, section
 * 6). Immutable; undefined until every source known in the partition has finished its snapshot and
 * sent a heartbeat.
 *
 * @param sources by name
 */
public record ArrivalWatermark(SortedMap<String, Source> sources) {
  public static final ArrivalWatermark UNKNOWN = new ArrivalWatermark(new TreeMap<>());

  /** The value of {@link #timeMs()} while it is undefined: before everything. */
  public static final long UNDEFINED = Long.MIN_VALUE;

  /**
   * A source's part.
   *
   * @param inSnapshot between its snapshot-started and its snapshot-finished
   * @param heartbeatMs what its heartbeats have moved it to, or {@link #UNDEFINED}
   */
  public record Source(boolean inSnapshot, long heartbeatMs) {
    static final Source NEW = new Source(false, UNDEFINED);

    long timeMs() {
      return inSnapshot ? UNDEFINED : heartbeatMs;
    }
  }

  public ArrivalWatermark {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * After one more mark.
   *
   * @param appendedMs when the broker appended it: the watermark never goes beyond that
   * @param slackMs how far back an arrival may be dated when it is delivered
   */
  public ArrivalWatermark after(Mark mark, long appendedMs, long slackMs) {
    Source before = sources.getOrDefault(mark.source(), Source.NEW);
    Source after =
        switch (mark.kind()) {
          case SNAPSHOT_STARTED -> new Source(true, before.heartbeatMs());
          case SNAPSHOT_FINISHED -> new Source(false, before.heartbeatMs());
          // A stream delivered again after a crash repeats older heartbeats; what was delivered
          // stays delivered.
          case HEARTBEAT ->
              new Source(
                  before.inSnapshot(),
                  Math.max(
                      before.heartbeatMs(),
                      Math.min(saturatedDifference(mark.timeMs(), slackMs), appendedMs)));
        };
    if (after.equals(before) && sources.containsKey(mark.source())) {
      return this;
    }
    TreeMap<String, Source> next = new TreeMap<>(sources);
    next.put(mark.source(), after);
    return new ArrivalWatermark(next);
  }

  private static long saturatedDifference(long timeMs, long slackMs) {
    long differenceMs = timeMs - slackMs;
    return differenceMs > timeMs ? UNDEFINED : differenceMs;
  }

  /** The minimum over the sources, epoch milliseconds, or {@link #UNDEFINED}. */
  public long timeMs() {
    long minMs = Long.MAX_VALUE;
    for (Map.Entry<String, Source> source : sources.entrySet()) {
      minMs = Math.min(minMs, source.getValue().timeMs());
    }
    return sources.isEmpty() ? UNDEFINED : minMs;
  }
}
