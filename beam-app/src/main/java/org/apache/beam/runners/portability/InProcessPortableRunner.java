package org.apache.beam.runners.portability;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.fn.channel.ManagedChannelFactory;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Beam's portable runner for a job server in its own process, which it reaches without any socket:
 * whoever can connect to a job server can run code in it. It is in Beam's package because the
 * portable runner takes its channels only from there.
 */
public final class InProcessPortableRunner extends PipelineRunner<PipelineResult> {
  private final PortableRunner runner;

  private InProcessPortableRunner(PortableRunner runner) {
    this.runner = runner;
  }

  /** Called by Beam, with {@code jobEndpoint} the name of a server in this process. */
  public static InProcessPortableRunner fromOptions(PipelineOptions options) {
    return new InProcessPortableRunner(
        PortableRunner.create(options, ManagedChannelFactory.createInProcess()));
  }

  @Override
  public PipelineResult run(Pipeline pipeline) {
    return runner.run(pipeline);
  }
}
