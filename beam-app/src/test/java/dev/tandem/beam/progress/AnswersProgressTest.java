package dev.tandem.beam.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.source.Reached;
import dev.tandem.beam.source.ReachedCoder;
import dev.tandem.wire.ProgressFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;

class AnswersProgressTest {
  private static final Queue<Reached> SAID = new ConcurrentLinkedQueue<>();

  @Test
  void shouldSayWhatAllPartitionsHaveReachedWhenTheWatermarkHasPassedIt() {
    assertThat(
            said(
                TestStream.create(ReachedCoder.INSTANCE)
                    .addElements(mark(0, 10), mark(1, 20))
                    .advanceWatermarkTo(Instant.ofEpochMilli(5))
                    .addElements(mark(0, 30))
                    .advanceWatermarkTo(Instant.ofEpochMilli(10))
                    .advanceWatermarkTo(Instant.ofEpochMilli(25))))
        .containsExactlyInAnyOrder(answers(10), answers(20));
  }

  @Test
  void shouldSayNothingBeforeEveryPartitionHasReachedSomething() {
    assertThat(
            said(
                TestStream.create(ReachedCoder.INSTANCE)
                    .addElements(mark(0, 10), mark(1, Long.MIN_VALUE))
                    .advanceWatermarkTo(Instant.ofEpochMilli(30))))
        .isEmpty();
  }

  private static List<Reached> said(TestStream.Builder<Reached> marks) {
    SAID.clear();
    DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
    options.setRunner(DirectRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    pipeline
        .apply(marks.advanceWatermarkToInfinity())
        .apply(
            new AnswersProgress(
                List.of(
                    pipeline.apply(
                        Create.empty(KvCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of())))),
                2))
        .apply(ParDo.of(new Collect()));
    pipeline.run().waitUntilFinish();
    return List.copyOf(SAID);
  }

  private static Reached mark(int partition, long watermarkMs) {
    return new Reached(partition, 1, watermarkMs);
  }

  private static Reached answers(long watermarkMs) {
    return new Reached(ProgressFormat.ALL_PARTITIONS, 0, watermarkMs);
  }

  private static final class Collect extends DoFn<Reached, Void> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Reached reached) {
      SAID.add(reached);
    }
  }
}
