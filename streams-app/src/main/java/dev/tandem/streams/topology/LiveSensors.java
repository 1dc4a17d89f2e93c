package dev.tandem.streams.topology;

import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What the live side counts of its own besides the answers, among Kafka Streams' metrics: group
 * {@code stream-tandem-metrics}, tags {@code thread-id} and {@code tandem-id} (the task), since the
 * task began here, each as {@code -total} and {@code -rate} (a second):
 *
 * <ul>
 *   <li>{@code window-gone}: records sent to {@code captures-expired} because the live side has
 *       forgotten a window, one per capture and metric
 *   <li>{@code expired}: records sent to {@code captures-expired} because they came after {@code
 *       lateness.history}, one per capture and metric
 *   <li>{@code rejected}: records sent to {@code captures-rejected}
 *   <li>{@code marks-ignored}: marks of more sources than a partition can know
 *   <li>{@code tallies-forgotten}: tallies forgotten after their retention
 *   <li>{@code tallies-revised}: tallies that changed for the first time after their window was
 *       called closed
 *   <li>{@code forgotten-changed}: changes of windows that were forgotten, which nothing sends: 0,
 *       or a defect
 * </ul>
 */
public final class LiveSensors {
  /** The metrics' group. */
  public static final String GROUP = "stream-tandem-metrics";

  private static final String SCOPE = "tandem";

  private LiveSensors() {}

  /** Of a ledger task. */
  record OfLedger(
      StreamsMetrics metrics,
      Sensor windowGone,
      Sensor expired,
      Sensor rejected,
      Sensor marksIgnored) {
    static OfLedger of(StreamsMetrics metrics, TaskId task) {
      return new OfLedger(
          metrics,
          sensor(metrics, task, "window-gone"),
          sensor(metrics, task, "expired"),
          sensor(metrics, task, "rejected"),
          sensor(metrics, task, "marks-ignored"));
    }

    void remove() {
      metrics.removeSensor(windowGone);
      metrics.removeSensor(expired);
      metrics.removeSensor(rejected);
      metrics.removeSensor(marksIgnored);
    }
  }

  /** Of a tally task. */
  record OfTallies(StreamsMetrics metrics, Sensor forgotten, Sensor revised, Sensor afterwards) {
    static OfTallies of(StreamsMetrics metrics, TaskId task) {
      return new OfTallies(
          metrics,
          sensor(metrics, task, "tallies-forgotten"),
          sensor(metrics, task, "tallies-revised"),
          sensor(metrics, task, "forgotten-changed"));
    }

    void remove() {
      metrics.removeSensor(forgotten);
      metrics.removeSensor(revised);
      metrics.removeSensor(afterwards);
    }
  }

  /** Records one event for each. */
  static void count(Sensor sensor, int events) {
    for (int i = 0; i < events; i++) {
      sensor.record();
    }
  }

  private static Sensor sensor(StreamsMetrics metrics, TaskId task, String what) {
    return metrics.addRateTotalSensor(SCOPE, task.toString(), what, Sensor.RecordingLevel.INFO);
  }
}
