package dev.tandem.beam.app;

import dev.tandem.service.HttpBinding;
import java.util.Optional;
import java.util.Set;
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

  @Option(
      names = "--http-allowed-hosts",
      defaultValue = "",
      paramLabel = "NAME[,...]",
      description =
          "Names that requests may be sent to, such as tandem.example, beside localhost and the"
              + " address; others are refused.")
  private String allowedHosts;

  /** Empty where nothing is to be served. */
  Optional<HttpBinding> binding() {
    return port.map(known -> new HttpBinding(host, known, allowed()));
  }

  private Set<String> allowed() {
    try {
      return HttpBinding.hosts(allowedHosts);
    } catch (IllegalArgumentException e) {
      throw new UserError("--http-allowed-hosts = " + allowedHosts + ": " + e.getMessage(), e);
    }
  }
}
