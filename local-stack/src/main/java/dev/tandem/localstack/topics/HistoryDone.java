package dev.tandem.localstack.topics;

import dev.tandem.counting.ArrivalWatermark;
import dev.tandem.spec.Firing;
import dev.tandem.spec.MetricSpec;
import dev.tandem.spec.Spec;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether the history side, as a stream, has said all that stood in the log before given ends, told
 * without looking at any number. The collector must go on with its heartbeats.
 *
 * <ol>
 *   <li>The watermark of its answers ({@link ProgressFormat#ALL_PARTITIONS}) is beyond what any
 *       partition had reached before its last capture: all captures have been taken into their
 *       windows.
 *   <li>The spec's longest delay has gone by since: whatever was not said at once is due.
 *   <li>The watermark of its answers is beyond what any partition had reached by then: it has
 *       passed what was due, and is told when that is flushed.
 * </ol>
 */
public final class HistoryDone {
  private static final String ENGINE = "beam-app";

  /** A timer that is due is not yet one that has fired, on a machine that has much to do. */
  private static final long MARGIN_MS = 1_000;

  private final TopicReader reader;
  private final Topics topics;
  private final ProgressFormat progress;
  private final LogWatermarks watermarks;
  private final InstantSource clock;
  private final Map<TopicPartition, Long> ends;
  private final long delayMs;
  private Step step = Step.TAKEN;
  private long beyondMs = ArrivalWatermark.UNDEFINED;
  private long dueMs;

  private enum Step {
    TAKEN,
    DUE,
    SAID,
    DONE
  }

  /**
   * Begins to wait.
   *
   * @param spec what the history side counts; whose panes come after a time, not after a number of
   *     changes, which may never be reached
   * @param ends of every partition of the log
   */
  public HistoryDone(
      Properties kafka,
      Topics topics,
      Schemas schemas,
      Spec spec,
      InstantSource clock,
      Map<TopicPartition, Long> ends) {
    this.reader = new TopicReader(kafka);
    this.topics = topics;
    this.progress = new ProgressFormat(schemas, topics.progress());
    this.watermarks =
        new LogWatermarks(reader, new LogFormat(schemas, topics.captures()), spec.arrivalSlackMs());
    this.clock = clock;
    this.ends = Map.copyOf(ends);
    this.delayMs = longestDelayMs(spec.metrics());
    this.beyondMs = watermarks.beforeLastCaptureMs(ends);
  }

  /** Begins to wait for all that stands in the log now. */
  public static HistoryDone withTheLogAsItIs(
      Properties kafka, Topics topics, Schemas schemas, Spec spec, InstantSource clock) {
    TopicReader reader = new TopicReader(kafka);
    return new HistoryDone(
        kafka, topics, schemas, spec, clock, reader.ends(reader.partitions(topics.captures())));
  }

  private static long longestDelayMs(List<MetricSpec> metrics) {
    long longestMs = 0;
    for (MetricSpec metric : metrics) {
      longestMs = Math.max(longestMs, delayMs(metric, metric.history().early()));
      longestMs = Math.max(longestMs, delayMs(metric, metric.history().late()));
    }
    return longestMs;
  }

  private static long delayMs(MetricSpec metric, Firing firing) {
    if (firing instanceof Firing.After after) {
      return after.delayMs();
    }
    if (firing instanceof Firing.Every every && every.changes() == 1) {
      return 0;
    }
    throw new IllegalArgumentException(
        "metric "
            + metric.metric().name()
            + " says its panes after a number of changes ("
            + firing.text()
            + "): what has changed less often is not said, however long one waits");
  }

  /** Whether all is said; to be asked again until it is. */
  public boolean reached() {
    if (step == Step.TAKEN && answersMs() > beyondMs) {
      dueMs = clock.millis() + delayMs + MARGIN_MS;
      step = Step.DUE;
    }
    if (step == Step.DUE && clock.millis() >= dueMs) {
      beyondMs = watermarks.highestMs(reader.ends(List.copyOf(ends.keySet())));
      step = Step.SAID;
    }
    if (step == Step.SAID && answersMs() > beyondMs) {
      step = Step.DONE;
    }
    return step == Step.DONE;
  }

  /** What is waited for, for people. */
  public String waitingFor() {
    return switch (step) {
      case TAKEN -> "answers at " + text(answersMs()) + ", captures up to " + text(beyondMs);
      case DUE -> "what is due by " + Instant.ofEpochMilli(dueMs);
      case SAID -> "answers at " + text(answersMs()) + ", heartbeats up to " + text(beyondMs);
      case DONE -> "nothing";
    };
  }

  private static String text(long watermarkMs) {
    return watermarkMs == ArrivalWatermark.UNDEFINED
        ? "the beginning"
        : Instant.ofEpochMilli(watermarkMs).toString();
  }

  private long answersMs() {
    AtomicLong latest = new AtomicLong(ArrivalWatermark.UNDEFINED);
    reader.read(
        topics.progress(),
        record -> {
          ProgressFormat.Progress said = progress.read(record.value());
          if (said.engine().equals(ENGINE) && said.partition() == ProgressFormat.ALL_PARTITIONS) {
            latest.set(said.watermarkMs());
          }
        });
    return latest.get();
  }
}
