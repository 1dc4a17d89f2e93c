package dev.tandem.beam.monitoring;

import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.Counter;

/**
 * Beam's counters as Flink has them, where Flink runs in this process: of tasks that have ended,
 * too. Beam hands them to Flink at the end of each bundle.
 *
 * <p>Flink makes its reporters by reflection, from a class's name and text. So the class keeps who
 * listens by a name, which is given to the reporter as text.
 */
public final class BeamCounters implements AutoCloseable {
  private static final Map<String, BeamCounters> LISTENING = new ConcurrentHashMap<>();

  private final String name = UUID.randomUUID().toString();
  private final Map<Counter, Counted> counters = new ConcurrentHashMap<>();

  /**
   * What a counter counts.
   *
   * @param step the operator, named as the pipeline's step is
   * @param name namespace and name, with a full stop between
   */
  private record Counted(String step, String name) {}

  private BeamCounters() {}

  /** Begins to listen. */
  public static BeamCounters listen() {
    BeamCounters listening = new BeamCounters();
    LISTENING.put(listening.name, listening);
    return listening;
  }

  /** Flink's settings for a reporter that reports here. */
  public Map<String, String> flinkSettings() {
    String reporter = "metrics.reporter.tandem.";
    return Map.of(
        "metrics.reporters",
        "tandem",
        reporter + "factory.class",
        CounterReporterFactory.class.getName(),
        reporter + CounterReporterFactory.LISTENER,
        name);
  }

  static void report(String listener, String step, String name, Counter counter) {
    BeamCounters listening = LISTENING.get(listener);
    if (listening != null) {
      listening.counters.put(counter, new Counted(step, name));
    }
  }

  /** A counter's sum over all steps and tasks; 0 where nothing was counted. */
  public long sum(String counter) {
    return bySteps(counter).values().stream().mapToLong(Long::longValue).sum();
  }

  /** A counter's sums by Flink's operators, where something was counted. */
  public Map<String, Long> bySteps(String counter) {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach(
        (reported, counted) -> {
          if (counted.name().endsWith('.' + counter) && reported.getCount() != 0) {
            sums.merge(counted.step(), reported.getCount(), Long::sum);
          }
        });
    return sums;
  }

  @Override
  public void close() {
    LISTENING.remove(name);
  }
}
