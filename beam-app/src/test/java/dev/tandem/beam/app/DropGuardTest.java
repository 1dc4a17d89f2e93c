package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.beam.monitoring.BeamCounters;
import dev.tandem.beam.monitoring.Drops;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Beam's counter is read where it counts: on portable Flink, by a pipeline that does drop. */
class DropGuardTest {
  private static final String METRIC = "late-metric-1";

  @TempDir Path folder;

  @Test
  void shouldCancelARunInWhichBeamHasDroppedSomethingAndNameTheMetric() {
    RunnerOptions runner =
        CommandLine.populateCommand(
            new RunnerOptions(), "--parallelism", "1", "--state-dir", folder.toString());
    try (BeamCounters counters = BeamCounters.listen()) {
      Drops drops = new Drops(counters, List.of(METRIC, "other-metric-1"));

      PipelineResult ended =
          runner.run(
              true,
              counters.flinkSettings(),
              running -> DropGuard.watch(drops, running),
              DropGuardTest::dropAllButTheFirstOnes);

      assertThat(ended.getState()).isNotEqualTo(PipelineResult.State.DONE);
      assertThat(drops.of(METRIC)).isPositive();
      assertThat(drops.of("other-metric-1")).isZero();
      assertThat(drops.text()).startsWith("{" + METRIC + "/Tally=");
    }
  }

  /** Without end, so that only the guard ends it. */
  private static void dropAllButTheFirstOnes(Pipeline pipeline) {
    SerializableFunction<Long, Instant> backwards =
        number -> Instant.ofEpochMilli(number < 40 ? 1_000_000_000 + number : number);
    pipeline
        .apply(GenerateSequence.from(0).withRate(1, Duration.millis(50)).withTimestampFn(backwards))
        .apply(WithKeys.of("all"))
        .apply(Window.into(FixedWindows.of(Duration.standardSeconds(1))))
        .apply(METRIC + "/Tally", GroupByKey.create());
  }
}
