package dev.tandem.beam.app;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Where metrics and health are served. */
final class HttpOptions {
  @Option(
      names = "--http-port",
      paramLabel = "PORT",
      description = "Serve /metrics and /health here, 0 for a free port (default: nowhere).")
  private Optional<Integer> port;

  @Option(
      names = "--http-host",
      defaultValue = "127.0.0.1",
      paramLabel = "ADDRESS",
      description = "Address to serve on; there is no login (default: ${DEFAULT-VALUE}).")
  private String host;

  Optional<Integer> port() {
    return port;
  }

  String host() {
    return host;
  }
}
