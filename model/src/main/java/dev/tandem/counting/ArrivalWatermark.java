package dev.tandem.counting;

import dev.tandem.domain.Mark;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to which arrival a partition of the log is complete, from the marks in it (contract, section
 * 6). Immutable; undefined until every source known in the partition has finished its snapshot and
 * sent a heartbeat, or is retired. It is undefined, too, where all are retired.
 *
 * @param sources by name
 */
public record ArrivalWatermark(SortedMap<String, Source> sources) {
  public static final ArrivalWatermark UNKNOWN = new ArrivalWatermark(new TreeMap<>());

  /** The value of {@link #timeMs()} while it is undefined: before everything. */
  public static final long UNDEFINED = Long.MIN_VALUE;

  /**
   * So many sources a partition knows, retired ones included: a forged log must not fill memory.
   */
  public static final int MOST_SOURCES = 1_000;

  /**
   * A source's part.
   *
   * @param inSnapshot between its snapshot-started and its snapshot-finished
   * @param heartbeatMs what its heartbeats have moved it to, or {@link #UNDEFINED}
   * @param retired it holds no watermark until it begins another snapshot
   */
  public record Source(boolean inSnapshot, long heartbeatMs, boolean retired) {
    static final Source NEW = new Source(false, UNDEFINED, false);

    /** Its own watermark; of a retired source it means nothing. */
    public long timeMs() {
      return inSnapshot ? UNDEFINED : heartbeatMs;
    }

    private Source after(Mark.Kind kind, long reachedMs) {
      if (retired && kind != Mark.Kind.SNAPSHOT_STARTED) {
        return this;
      }
      return switch (kind) {
        case SNAPSHOT_STARTED -> new Source(true, heartbeatMs, false);
        case SNAPSHOT_FINISHED -> new Source(false, heartbeatMs, false);
        // A stream delivered again after a crash repeats older heartbeats; what was delivered
        // stays delivered.
        case HEARTBEAT -> new Source(inSnapshot, Math.max(heartbeatMs, reachedMs), false);
        case SOURCE_RETIRED -> new Source(false, heartbeatMs, true);
      };
    }
  }

  public ArrivalWatermark {
    sources = Collections.unmodifiableSortedMap(new TreeMap<>(sources));
  }

  /**
   * Whether a mark can be taken: not of one source more than {@link #MOST_SOURCES}. What cannot be
   * taken changes nothing, and is to be reported.
   */
  public boolean takes(Mark mark) {
    return sources.size() < MOST_SOURCES || sources.containsKey(mark.source());
  }

  /**
   * After one more mark.
   *
   * @param appendedMs when the broker appended it: the watermark never goes beyond that
   * @param slackMs how far back an arrival may be backdated when it is delivered
   */
  public ArrivalWatermark after(Mark mark, long appendedMs, long slackMs) {
    if (!takes(mark)) {
      return this;
    }
    Source before = sources.getOrDefault(mark.source(), Source.NEW);
    Source after =
        before.after(
            mark.kind(), Math.min(saturatedDifference(mark.timeMs(), slackMs), appendedMs));
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

  /** The watermark of each source that is not retired, which may be {@link #UNDEFINED}. */
  public SortedMap<String, Long> sourcesMs() {
    SortedMap<String, Long> sourcesMs = new TreeMap<>();
    sources.forEach(
        (name, source) -> {
          if (!source.retired()) {
            sourcesMs.put(name, source.timeMs());
          }
        });
    return sourcesMs;
  }

  /**
   * The minimum over the sources that are not retired, epoch milliseconds, or {@link #UNDEFINED}.
   */
  public long timeMs() {
    return sources.values().stream()
        .filter(source -> !source.retired())
        .mapToLong(Source::timeMs)
        .min()
        .orElse(UNDEFINED);
  }
}
