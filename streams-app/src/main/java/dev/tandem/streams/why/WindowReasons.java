package dev.tandem.streams.why;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.counting.Metric;
import dev.tandem.counting.Window;
import dev.tandem.streams.counts.CountsAnswer;
import dev.tandem.streams.why.WindowWhy.PartitionWhy;
import dev.tandem.wire.ProgressFormat.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Why a window is open, out of what those who count it have heard. */
public final class WindowReasons {
  private WindowReasons() {}

  /**
   * Of one window.
   *
   * @param answers of the task that counts one combination of dimension values, or of all tasks
   * @param progress of every partition of the log
   * @param dueMs where the watermarks of sources are whose heartbeats are of now
   */
  public static WindowWhy of(
      Metric metric,
      Window window,
      List<CountsAnswer> answers,
      List<Progress> progress,
      long dueMs) {
    SortedMap<Integer, Long> heardMs = new TreeMap<>();
    long forgottenUpToMs = Long.MAX_VALUE;
    for (CountsAnswer answer : answers) {
      answer.heardMs().forEach((partition, ms) -> heardMs.merge(partition, ms, Math::min));
      forgottenUpToMs = Math.min(forgottenUpToMs, answer.forgottenUpToMs());
    }
    long closesAtMs = metric.lateness().liveUntilMs(window.endMs());
    List<PartitionWhy> waitsFor = new ArrayList<>();
    heardMs.forEach(
        (partition, ms) -> {
          if (ms < closesAtMs) {
            waitsFor.add(waiting(partition, ms, closesAtMs));
          }
        });
    String state = waitsFor.isEmpty() ? "closed" : "open";
    return new WindowWhy(
        metric.name(),
        metric.id(),
        Instant.ofEpochMilli(window.startMs()),
        Instant.ofEpochMilli(window.endMs()),
        window.endMs() <= forgottenUpToMs ? "forgotten" : state,
        Instant.ofEpochMilli(closesAtMs),
        heardMs.values().stream().min(Long::compare).flatMap(WindowReasons::instant),
        waitsFor,
        waitsFor.isEmpty() ? List.of() : SourceReasons.waitingFor(progress, closesAtMs, dueMs),
        answers.stream().map(CountsAnswer::stale).flatMap(Optional::stream).toList());
  }

  private static PartitionWhy waiting(int partition, long heardMs, long closesAtMs) {
    Optional<Instant> watermark = instant(heardMs);
    return new PartitionWhy(
        partition, watermark, watermark.map(w -> (closesAtMs - heardMs + 999) / 1_000));
  }

  private static Optional<Instant> instant(long ms) {
    return ms == ArrivalWatermark.UNDEFINED
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(ms));
  }
}
