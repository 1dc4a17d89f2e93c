package dev.tandem.beam.monitoring;

import java.util.Properties;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Made by Flink: its reporter hands counters to {@link BeamCounters}. */
public final class CounterReporterFactory implements MetricReporterFactory {
  static final String LISTENER = "listener";
  private static final String OPERATOR = "<operator_name>";

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new CounterReporter(properties.getProperty(LISTENER));
  }

  private record CounterReporter(String listener) implements MetricReporter {
    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
      if (metric instanceof Counter counter) {
        BeamCounters.report(
            listener, group.getAllVariables().getOrDefault(OPERATOR, ""), name, counter);
      }
    }

    /** What was counted stays counted when its task has ended. */
    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
  }
}
