package dev.tandem.streams.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.streams.instances.Staleness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Why a window is open, or since what it is closed.
 *
 * @param state {@code open}; {@code closed} for what is live; {@code forgotten} by the live side
 * @param closesAt the arrival watermark that every partition must reach for it to close
 * @param watermark the least of all partitions, as those who count have heard of them; null while
 *     one has none
 * @param waitsFor the partitions whose watermark keeps it open
 * @param waitsForSources the sources that hold those watermarks
 */
public record WindowWhy(
    String metric,
    String id,
    Instant start,
    Instant end,
    String state,
    Instant closesAt,
    Optional<Instant> watermark,
    List<PartitionWhy> waitsFor,
    List<SourceWhy> waitsForSources,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Staleness> stale) {

  /**
   * A source that has not come far enough.
   *
   * @param watermark null where it has none: it is in its snapshot
   * @param behindSeconds how far its watermark is behind the clock, {@code arrivalSlack} included
   * @param remedy what to do where that is long
   */
  public record SourceWhy(
      String source,
      Optional<Instant> watermark,
      Optional<Long> behindSeconds,
      Optional<String> remedy) {}

  /**
   * A partition of the log that has not come far enough.
   *
   * @param watermark null where it has none: its collector has not begun, or is in its snapshot
   * @param missingSeconds until it closes the window; null where it has none
   */
  public record PartitionWhy(
      int partition, Optional<Instant> watermark, Optional<Long> missingSeconds) {}
}
