package dev.tandem.localstack.launch;

import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.PartTable;
import dev.tandem.localstack.check.SampleTable;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.spec.Spec;
import java.util.List;

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
   * Prints sample, parts, quality, speed and verdict.
   *
   * @return whether all agrees and no row is missing
   */
  boolean print(LogSide log, Counted counted) {
    console.line("");
    console.line(
        "A sample; windows in UTC, documents and their value, cancelled ones after a minus:");
    SampleTable.lines(comparison.opinions(), spec.counted())
        .forEach(line -> console.line("  " + line));
    console.line("");
    console.line("Documents by part, in all windows that they fall in:");
    PartTable.lines(comparison.opinions().get(0), spec.counted())
        .forEach(line -> console.line("  " + line));
    console.line("");
    console.line("Captures by class, and rows that cannot be read:");
    comparison
        .opinions()
        .get(0)
        .quality()
        .forEach((name, count) -> console.line(String.format("  %-34s %,10d", name, count)));
    console.line("");
    printSpeed(log, counted);
    boolean complete = log.capturedRows() + log.rejectedRows() == counted.rows();
    console.line(
        "rows:      "
            + Console.number(counted.rows())
            + (complete ? " = " : " IS NOT ")
            + Console.number(log.capturedRows())
            + " captured + "
            + Console.number(log.rejectedRows())
            + " rejected");
    return verdict() && complete;
  }

  private void printSpeed(LogSide log, Counted counted) {
    long snapshotMs = log.snapshotFinishedMs() - log.snapshotStartedMs();
    console.line(
        "snapshot:  "
            + Console.number(counted.rows())
            + " rows, "
            + Console.rate(counted.rows(), snapshotMs)
            + " rows/s");
    console.line(
        "live side: "
            + speed(log, counted.liveMs() - log.snapshotStartedMs())
            + " from the snapshot's start until all was counted");
    console.line(
        "history:   "
            + speed(log, counted.historyMs() - log.snapshotStartedMs())
            + " likewise, beside the live side: "
            + counted.historyOn());
    console.line(
        "backfill:  "
            + speed(log, counted.backfillMs())
            + " with its program's start: "
            + counted.backfillOn());
  }

  private static String speed(LogSide log, long elapsedMs) {
    return Console.number(log.captures())
        + " captures, "
        + Console.rate(log.captures(), elapsedMs)
        + " captures/s";
  }

  /** {@code SQL, reference and live}. */
  private String names() {
    List<String> names = comparison.opinions().stream().map(Opinion::title).toList();
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private boolean verdict() {
    String compared =
        Console.number(comparison.windows().size())
            + " windows and "
            + Console.number(comparison.verdicts())
            + " verdicts compared";
    if (comparison.agrees() && !comparison.windows().isEmpty()) {
      console.line(names() + " agree: " + compared);
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
