package dev.tandem.beam.app;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkJobInvoker;
import org.apache.beam.runners.flink.FlinkJobServerDriver;
import org.apache.beam.runners.flink.FlinkJobServerDriver.FlinkServerConfiguration;
import org.apache.beam.runners.fnexecution.artifact.ArtifactStagingService;
import org.apache.beam.runners.jobsubmission.InMemoryJobService;
import org.apache.beam.sdk.fn.server.GrpcFnServer;
import org.apache.beam.sdk.fn.server.InProcessServerFactory;
import org.apache.beam.sdk.fn.server.ServerFactory;

/**
 * Flink's job server in this process. It takes the pipeline over the portability framework's job
 * API and runs it on a Flink cluster, or on one inside this process.
 *
 * <p>It is made of Beam's services and not of Beam's driver, which listens on every interface, asks
 * for no login, and starts an expansion service that nobody needs here: this one has no sockets.
 */
final class PortableFlink implements AutoCloseable {
  private final GrpcFnServer<ArtifactStagingService> staging;
  private final GrpcFnServer<InMemoryJobService> jobs;

  private PortableFlink(
      GrpcFnServer<ArtifactStagingService> staging, GrpcFnServer<InMemoryJobService> jobs) {
    this.staging = staging;
    this.jobs = jobs;
  }

  /**
   * Starts it.
   *
   * @param master {@code [local]} for a cluster in this process, or its {@code host:port}
   * @param configuration folder of Flink's configuration
   * @param artifacts where jars are staged
   */
  static PortableFlink start(String master, Path configuration, Path artifacts) {
    ServerFactory withinProcess = InProcessServerFactory.create();
    try {
      GrpcFnServer<ArtifactStagingService> staging =
          GrpcFnServer.allocatePortAndCreateFor(
              new ArtifactStagingService(
                  ArtifactStagingService.beamFilesystemArtifactDestinationProvider(
                      artifacts.toString())),
              withinProcess);
      InMemoryJobService jobs =
          InMemoryJobService.create(
              staging,
              session -> session,
              token -> staging.getService().removeStagedArtifacts(token),
              FlinkJobInvoker.create(configuration(master, configuration)));
      return new PortableFlink(staging, GrpcFnServer.allocatePortAndCreateFor(jobs, withinProcess));
    } catch (IOException e) {
      throw new UserError("Flink's job server cannot be started: " + e.getMessage(), e);
    }
  }

  /** The driver is made for the sake of its settings, which nothing else can set; not started. */
  private static FlinkServerConfiguration configuration(String master, Path folder) {
    return (FlinkServerConfiguration)
        FlinkJobServerDriver.fromParams(
                new String[] {"--flink-master=" + master, "--flink-conf-dir=" + folder})
            .configuration;
  }

  /** Its name in this process. */
  String endpoint() {
    return jobs.getApiServiceDescriptor().getUrl();
  }

  @Override
  public void close() {
    Servers.close(jobs);
    Servers.close(staging);
  }
}
