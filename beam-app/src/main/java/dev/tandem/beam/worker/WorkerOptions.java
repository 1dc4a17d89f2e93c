package dev.tandem.beam.worker;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.checkerframework.checker.nullness.qual.Nullable;

/** How a worker learns where its settings are. */
public interface WorkerOptions extends PipelineOptions {
  @Description("A properties file that each worker reads when it starts.")
  @Nullable String getWorkerSettings();

  void setWorkerSettings(@Nullable String file);
}
