package dev.tandem.parity.laws;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** What a pipeline runs on. */
public enum Runner {
  /** Beam's own, for small things. */
  DIRECT("Direct") {
    @Override
    PipelineOptions options(boolean streaming) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setEnforceImmutability(false);
      options.setEnforceEncodability(false);
      options.setTargetParallelism(2);
      return options;
    }
  },
  /** A cluster in this JVM, which keeps its state on the heap. */
  FLINK("Flink in this JVM") {
    @Override
    PipelineOptions options(boolean streaming) {
      FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
      options.setRunner(FlinkRunner.class);
      options.setFlinkMaster("[local]");
      options.setStreaming(streaming);
      options.setParallelism(streaming ? 1 : 2);
      return options;
    }
  };

  private final String text;

  Runner(String text) {
    this.text = text;
  }

  /** How reports call it. */
  public String text() {
    return text;
  }

  abstract PipelineOptions options(boolean streaming);
}
