package dev.tandem.beam.app;

import java.io.IOException;
import org.apache.beam.fn.harness.ExternalWorkerService;
import org.apache.beam.sdk.fn.server.GrpcFnServer;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PortablePipelineOptions;
import org.apache.beam.sdk.util.construction.Environments;

/**
 * Runs a pipeline's own code in this process, for a Flink in another one of this machine: Beam's
 * {@code LOOPBACK}, bound to 127.0.0.1.
 */
final class LoopbackHarness implements AutoCloseable {
  private final GrpcFnServer<ExternalWorkerService> server;

  private LoopbackHarness(GrpcFnServer<ExternalWorkerService> server) {
    this.server = server;
  }

  /** Starts it, and makes it the environment of what these options run. */
  static LoopbackHarness start(PipelineOptions options) {
    try {
      GrpcFnServer<ExternalWorkerService> server =
          GrpcFnServer.allocatePortAndCreateFor(
              new ExternalWorkerService(options), new LoopbackServers());
      PortablePipelineOptions portable = options.as(PortablePipelineOptions.class);
      portable.setDefaultEnvironmentType(Environments.ENVIRONMENT_EXTERNAL);
      portable.setDefaultEnvironmentConfig(server.getApiServiceDescriptor().getUrl());
      return new LoopbackHarness(server);
    } catch (IOException e) {
      throw new UserError("--harness LOOPBACK: nothing can listen: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    Servers.close(server);
  }
}
