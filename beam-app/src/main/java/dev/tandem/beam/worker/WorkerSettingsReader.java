package dev.tandem.beam.worker;

import org.apache.beam.sdk.harness.JvmInitializer;
import org.apache.beam.sdk.options.PipelineOptions;

/** Reads a worker's settings before it processes anything. */
public final class WorkerSettingsReader implements JvmInitializer {
  @Override
  public void beforeProcessing(PipelineOptions options) {
    String file = options.as(WorkerOptions.class).getWorkerSettings();
    if (file != null) {
      WorkerSettingsFile.read(file).use();
    }
  }
}
