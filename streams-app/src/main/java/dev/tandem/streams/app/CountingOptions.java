package dev.tandem.streams.app;

import dev.tandem.streams.topology.OnError;
import picocli.CommandLine.Option;

/** What to do where counting cannot simply go on. */
final class CountingOptions {
  @Option(
      names = "--on-error",
      defaultValue = "stop",
      paramLabel = "WHAT",
      description =
          "What becomes of a capture that cannot be counted: stop, or dead-letter, which sends it"
              + " to captures-rejected with its position and goes on (default: ${DEFAULT-VALUE}).")
  private String onError;

  @Option(
      names = "--accept-gone-metrics",
      description =
          "Go on where the spec leaves out metrics that this application id has counted. They"
              + " cannot come back under it.")
  private boolean acceptGoneMetrics;

  CountingSettings settings() {
    return new CountingSettings(
        OnError.named(onError)
            .orElseThrow(
                () -> new WrongSetting("--on-error", onError, "choose one of " + OnError.names())),
        acceptGoneMetrics);
  }
}
