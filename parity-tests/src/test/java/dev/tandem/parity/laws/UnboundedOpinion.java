package dev.tandem.parity.laws;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.pipeline.LogRecord;
import dev.tandem.beam.pipeline.LogRecordCoder;
import dev.tandem.counting.ArrivalWatermark;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.joda.time.Instant;

/**
 * The history side as a stream: all of a batch's logs in one pipeline, delivered in steps between
 * which the watermark moves, and on Beam's own runner time passes.
 */
public final class UnboundedOpinion implements Opinion {
  /** Runners write it in different cases. */
  private static final String DROPPED = "droppedDueToLateness";

  /** Some shorter, some longer than the intervals of random specs. */
  private static final List<Duration> PAUSES =
      List.of(Duration.millis(1), Duration.standardSeconds(31), Duration.standardMinutes(2));

  private final Runner runner;
  private StreamCounts counts = StreamCounts.NONE;

  public UnboundedOpinion(Runner runner) {
    this.runner = runner;
  }

  @Override
  public String name() {
    return "history, unbounded (" + runner.text() + ")";
  }

  @Override
  public List<Answer> answers(Batch batch) {
    return answers(batch, Delivery.of(batch));
  }

  /** As {@link #answers(Batch)}, delivered so. */
  List<Answer> answers(Batch batch, Delivery delivery) {
    try (Said said = new Said()) {
      Pipeline pipeline = Pipeline.create(runner.options(true));
      said.listen(
          HistoryPipeline.count(
              pipeline.apply(stream(batch, delivery)), HistoryLogs.settings(batch.spec(), false)));
      PipelineResult result = pipeline.run();
      result.waitUntilFinish();
      StreamedAnswers answers = new StreamedAnswers(batch, delivery);
      said.answers().forEach(answers::take);
      said.expired().forEach(answers::takeExpired);
      if (said.rejected() > 0) {
        answers.problem("rejected " + said.rejected() + " captures that are right");
      }
      answers.takeDropped(dropped(result));
      counts = counts.plus(answers.counts());
      return answers.answers();
    }
  }

  /** How much was said so far. */
  StreamCounts counts() {
    return counts;
  }

  private TestStream<KV<byte[], LogRecord>> stream(Batch batch, Delivery delivery) {
    Random pauses = new Random(batch.seed());
    TestStream.Builder<KV<byte[], LogRecord>> stream =
        TestStream.create(KvCoder.of(ByteArrayCoder.of(), LogRecordCoder.INSTANCE));
    long reachedMs = ArrivalWatermark.UNDEFINED;
    for (Delivery.Step step : delivery.steps()) {
      if (step.watermarkMs() > reachedMs) {
        stream = stream.advanceWatermarkTo(Instant.ofEpochMilli(step.watermarkMs()));
        reachedMs = step.watermarkMs();
      }
      for (Delivery.Delivered delivered : step.captures()) {
        stream = stream.addElements(timestamped(delivered));
      }
      if (runner == Runner.DIRECT) {
        stream = stream.advanceProcessingTime(PAUSES.get(pauses.nextInt(PAUSES.size())));
      }
    }
    return stream.advanceWatermarkToInfinity();
  }

  /** As the history side's source says it: by the watermark that the partition had reached. */
  private static TimestampedValue<KV<byte[], LogRecord>> timestamped(Delivery.Delivered delivered) {
    return TimestampedValue.of(
        HistoryLogs.record(
            delivered.log(),
            delivered.capture(),
            delivered.partition(),
            delivered.offset(),
            delivered.watermarkMs()),
        delivered.watermarkMs() == ArrivalWatermark.UNDEFINED
            ? BoundedWindow.TIMESTAMP_MIN_VALUE
            : Instant.ofEpochMilli(delivered.watermarkMs()));
  }

  private static long dropped(PipelineResult result) {
    return StreamSupport.stream(
            result
                .metrics()
                .queryMetrics(MetricsFilter.builder().build())
                .getCounters()
                .spliterator(),
            false)
        .filter(counter -> counter.getName().getName().equalsIgnoreCase(DROPPED))
        .mapToLong(counter -> counter.getAttempted())
        .sum();
  }
}
