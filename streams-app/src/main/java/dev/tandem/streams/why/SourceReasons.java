package dev.tandem.streams.why;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.streams.why.WindowWhy.SourceWhy;
import dev.tandem.wire.ProgressFormat.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which sources a watermark waits for, and for how long they have been silent. */
public final class SourceReasons {
  /**
   * A collector at work sends a heartbeat each second; one that is silent for longer may be gone.
   */
  private static final long SILENT_SECONDS = 60;

  private SourceReasons() {}

  /** The least watermark of each source over all partitions. */
  public static SortedMap<String, Long> leastMs(List<Progress> progress) {
    SortedMap<String, Long> leastMs = new TreeMap<>();
    for (Progress partition : progress) {
      for (Map.Entry<String, Long> source : partition.sourcesMs().entrySet()) {
        leastMs.merge(source.getKey(), source.getValue(), Math::min);
      }
    }
    return leastMs;
  }

  /**
   * The sources that have not come as far as a window needs.
   *
   * @param dueMs where the watermarks of sources are whose heartbeats are of now
   */
  static List<SourceWhy> waitingFor(List<Progress> progress, long closesAtMs, long dueMs) {
    List<SourceWhy> waiting = new ArrayList<>();
    leastMs(progress)
        .forEach(
            (source, ms) -> {
              if (ms < closesAtMs) {
                waiting.add(waiting(source, ms, dueMs));
              }
            });
    return waiting;
  }

  private static SourceWhy waiting(String source, long watermarkMs, long dueMs) {
    if (watermarkMs == ArrivalWatermark.UNDEFINED) {
      return new SourceWhy(source, Optional.empty(), Optional.empty(), Optional.of(remedy(source)));
    }
    long behindSeconds = Math.max(0, (dueMs - watermarkMs) / 1_000);
    return new SourceWhy(
        source,
        Optional.of(Instant.ofEpochMilli(watermarkMs)),
        Optional.of(behindSeconds),
        behindSeconds < SILENT_SECONDS ? Optional.empty() : Optional.of(remedy(source)));
  }

  private static String remedy(String source) {
    return "see to its collector; if it has ended for good: collector retire --source "
        + source
        + " with --bootstrap-servers and --registry";
  }
}
