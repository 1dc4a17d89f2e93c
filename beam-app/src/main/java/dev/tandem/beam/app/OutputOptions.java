package dev.tandem.beam.app;

import dev.tandem.beam.pipeline.OutputWindows;
import dev.tandem.spec.TimeText;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which windows a backfill answers. */
final class OutputOptions {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = {
        "Answers only windows that start then or later: a date (2026-07-01, its start in UTC) or"
            + " an",
        "instant (2026-07-01T12:00:00Z); for issued-local metrics the date as written. All of the",
        "log is read all the same."
      })
  private Optional<String> from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Answers only windows that start before then.")
  private Optional<String> to;

  /**
   * The windows to answer.
   *
   * @throws UserError where a time is none, or the first does not come before the second
   */
  OutputWindows windows() {
    long fromMs = from.map(text -> parseMs("--from", text)).orElse(Long.MIN_VALUE);
    long toMs = to.map(text -> parseMs("--to", text)).orElse(Long.MAX_VALUE);
    if (fromMs >= toMs) {
      throw new UserError(
          "--to = "
              + to.orElse("")
              + ": no window starts before it and not before --from = "
              + from.orElse("")
              + "; give a time after --from");
    }
    return new OutputWindows(fromMs, toMs);
  }

  /**
   * Refuses them.
   *
   * @throws UserError where any is given
   */
  void refuse(String reason) {
    if (from.isPresent()) {
      throw new UserError("--from = " + from.get() + ": " + reason);
    }
    if (to.isPresent()) {
      throw new UserError("--to = " + to.get() + ": " + reason);
    }
  }

  private static long parseMs(String option, String text) {
    return TimeText.parseMs(text)
        .orElseThrow(() -> new UserError(option + " = " + text + ": " + TimeText.REMEDY));
  }
}
