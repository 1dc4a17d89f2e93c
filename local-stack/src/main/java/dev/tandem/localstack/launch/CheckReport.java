package dev.tandem.localstack.launch;

import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.SampleTable;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.spec.Spec;

/** What a check prints at its end. */
final class CheckReport {
  private static final int MOST_DIFFERENCES = 20;

  private final Console console;
  private final Comparison comparison;
  private final Spec spec;

  CheckReport(Console console, Comparison comparison, Spec spec) {
    this.console = console;
    this.comparison = comparison;
    this.spec = spec;
  }

  /**
   * Prints sample, quality, speed and verdict.
   *
   * @param rows of the table
   * @param countedMs when all was counted, epoch milliseconds
   * @return whether all agrees and no row is missing
   */
  boolean print(LogSide log, long rows, long countedMs) {
    console.line("");
    console.line(
        "A sample; windows in UTC, documents and their value, cancelled ones after a minus:");
    SampleTable.lines(comparison, spec.counted()).forEach(line -> console.line("  " + line));
    console.line("");
    comparison
        .opinions()
        .get(0)
        .quality()
        .forEach((name, count) -> console.line(String.format("  %-34s %,10d", name, count)));
    console.line("");
    long snapshotMs = log.snapshotFinishedMs() - log.snapshotStartedMs();
    console.line(
        "snapshot:  "
            + Console.number(rows)
            + " rows, "
            + Console.rate(rows, snapshotMs)
            + " rows/s");
    console.line(
        "live side: "
            + Console.number(log.captures())
            + " captures, "
            + Console.rate(log.captures(), countedMs - log.snapshotStartedMs())
            + " captures/s from the snapshot's start until all was counted");
    boolean complete = log.capturedRows() + log.rejectedRows() == rows;
    console.line(
        "rows:      "
            + Console.number(rows)
            + (complete ? " = " : " IS NOT ")
            + Console.number(log.capturedRows())
            + " captured + "
            + Console.number(log.rejectedRows())
            + " rejected");
    return verdict() && complete;
  }

  private boolean verdict() {
    String compared =
        Console.number(comparison.windows().size())
            + " windows and "
            + Console.number(comparison.verdicts())
            + " verdicts compared";
    if (comparison.agrees() && !comparison.windows().isEmpty()) {
      console.line("SQL, reference and live agree: " + compared);
      return true;
    }
    int differences = comparison.differences().size() + comparison.qualityDifferences().size();
    console.line("THEY DISAGREE in " + Console.number(differences) + " places: " + compared);
    comparison.qualityDifferences().stream()
        .limit(MOST_DIFFERENCES)
        .forEach(d -> console.line("  " + d));
    comparison.differences().stream().limit(MOST_DIFFERENCES).forEach(d -> console.line("  " + d));
    if (differences > MOST_DIFFERENCES) {
      console.line("  ... --json FILE writes them all");
    }
    return false;
  }
}
