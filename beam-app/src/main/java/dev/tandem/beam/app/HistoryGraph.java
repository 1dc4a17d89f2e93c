package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.HistorySettings;
import dev.tandem.beam.sink.HistoryTopics;
import dev.tandem.beam.sink.Run;
import dev.tandem.beam.sink.Sinks;
import dev.tandem.beam.source.CapturesLog;
import dev.tandem.beam.source.LogSource;
import dev.tandem.beam.source.OffsetRange;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/**
 * From the log to the sinks.
 *
 * @param run whose answers they are
 */
record HistoryGraph(LogSource source, HistorySettings settings, Sinks sinks, Run run) {
  /** Reads from the beginning and goes on. */
  void stream(Pipeline pipeline) {
    count(CapturesLog.stream(pipeline, source));
  }

  /**
   * The same, for a runner that tries a bundle again after its writes went out, as Dataflow does:
   * what is written is settled before. Else a window's pane could be written, tallied again with
   * what came meanwhile, and be written as something else under the same number.
   */
  void settledStream(Pipeline pipeline) {
    CapturesLog.Read read = CapturesLog.stream(pipeline, source);
    write(read, HistoryPipeline.count(read.captures(), settings).settled());
  }

  /** Reads ranges to their ends. */
  void backfill(Pipeline pipeline, List<OffsetRange> ranges) {
    count(CapturesLog.ranges(pipeline, source, ranges));
  }

  private void count(CapturesLog.Read read) {
    write(read, HistoryPipeline.count(read.captures(), settings));
  }

  private void write(CapturesLog.Read read, HistoryPipeline.Outputs outputs) {
    new HistoryTopics(source, sinks.topics()).write(outputs, read, run, settings.bounded());
    sinks.writeOthers(outputs.answers(), settings, run);
  }
}
