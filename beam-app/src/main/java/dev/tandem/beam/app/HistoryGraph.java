package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/**
 * From the log to the sinks.
 *
 * @param runMs when the run was submitted: the first part of every version
 */
record HistoryGraph(LogSource source, HistorySettings settings, Sinks sinks, long runMs) {
  /** Reads from the beginning and goes on. */
  void stream(Pipeline pipeline) {
    count(CapturesLog.stream(pipeline, source));
  }

  /** Reads ranges to their ends. */
  void backfill(Pipeline pipeline, List<OffsetRange> ranges) {
    count(CapturesLog.ranges(pipeline, source, ranges));
  }

  private void count(CapturesLog.Read read) {
    HistoryPipeline.Outputs outputs = HistoryPipeline.count(read.captures(), settings);
    new HistoryTopics(source, sinks.topics()).write(outputs, read, runMs, settings.bounded());
    sinks.writeOthers(outputs.answers(), settings, runMs);
  }
}
