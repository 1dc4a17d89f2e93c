package dev.tandem.beam.app;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.beam.runners.flink.FlinkJobServerDriver;

/**
 * Flink's job server in this process. It takes the pipeline over the portability framework's job
 * API and runs it on a Flink cluster, or on one inside this process.
 */
final class PortableFlink implements AutoCloseable {
  private final FlinkJobServerDriver driver;
  private final String endpoint;

  private PortableFlink(FlinkJobServerDriver driver, String endpoint) {
    this.driver = driver;
    this.endpoint = endpoint;
  }

  /**
   * Starts it on a free port of 127.0.0.1.
   *
   * @param master {@code [local]} for a cluster in this process, or its {@code host:port}
   * @param configuration folder of Flink's configuration
   * @param artifacts where jars are staged
   */
  static PortableFlink start(String master, Path configuration, Path artifacts) {
    FlinkJobServerDriver driver =
        FlinkJobServerDriver.fromParams(
            new String[] {
              "--job-host=127.0.0.1",
              "--job-port=0",
              "--artifact-port=0",
              "--expansion-port=0",
              "--flink-master=" + master,
              "--flink-conf-dir=" + configuration,
              "--artifacts-dir=" + artifacts,
              "--clean-artifacts-per-job=true"
            });
    try {
      return new PortableFlink(driver, driver.start());
    } catch (IOException e) {
      throw new UserError("Flink's job server cannot be started: " + e.getMessage(), e);
    }
  }

  /** {@code 127.0.0.1:port}. */
  String endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    driver.stop();
  }
}
