package dev.tandem.parity.mutants;

import java.nio.file.Path;
import java.util.List;

/** The mistakes that the laws must notice, each in the place where one would make it. */
final class Mutants {
  private static final String COUNTING = "model/src/main/java/dev/tandem/counting/";
  private static final String HISTORY = "beam-app/src/main/java/dev/tandem/beam/pipeline/";
  private static final String LIVE = "streams-app/src/main/java/dev/tandem/streams/topology/";

  private Mutants() {}

  static List<Mutant> all() {
    return List.of(
        new Mutant(
            "verdict off by one",
            LawsMain.Law.ANSWERS,
            Path.of(COUNTING + "Verdict.java"),
            "lateness.liveUntilMs(windowEndMs) > arrivedMs",
            "lateness.liveUntilMs(windowEndMs) >= arrivedMs"),
        new Mutant(
            "uncount with the wrong arrival",
            LawsMain.Law.ANSWERS,
            Path.of(COUNTING + "Contribution.java"),
            "Math.max(arrivedMs, cancellation.rank().arrivedMs())",
            "cancellation.rank().arrivedMs()"),
        new Mutant(
            "winner by log order",
            LawsMain.Law.ANSWERS,
            Path.of(COUNTING + "Ledger.java"),
            "return than.isEmpty() || rank.compareTo(than.get()) < 0;",
            "return than.isEmpty();"),
        new Mutant(
            "take-back lost",
            LawsMain.Law.ANSWERS,
            Path.of(COUNTING + "Ledger.java"),
            "changes.add(new Change(-1, contribution));",
            ""),
        new Mutant(
            "identity without ordinal",
            LawsMain.Law.ANSWERS,
            Path.of(COUNTING + "Rank.java"),
            """
                    kind.name(),
                    Integer.toString(ordinal));
            """,
            """
                    kind.name());
            """),
        new Mutant(
            "ledger forgotten at restart",
            LawsMain.Law.ANSWERS,
            Path.of(LIVE + "LedgerProcessor.java"),
            "entries = context.getStateStore(Names.LEDGER);",
            """
            entries = context.getStateStore(Names.LEDGER);
            try (var all = entries.all()) {
              all.forEachRemaining(entry -> entries.delete(entry.key));
            }
            """),
        new Mutant(
            "verdicts summed together",
            LawsMain.Law.ANSWERS,
            Path.of(LIVE + "Contributions.java"),
            "new Slot(key, change.windows())",
            "new Slot(key, List.of(change.windows().get(0)))"),
        new Mutant(
            "what came and went stays in the store",
            LawsMain.Law.ANSWERS,
            Path.of(LIVE + "TallyCells.java"),
            "store.delete(cell.key);",
            ""),
        new Mutant(
            "pane counted twice",
            LawsMain.Law.PANES,
            Path.of(HISTORY + "HistoryPipeline.java"),
            ": window.discardingFiredPanes();",
            ": window.accumulatingFiredPanes();"),
        new Mutant(
            "watermark past a quiet partition",
            LawsMain.Law.FORGETTING,
            Path.of(LIVE + "TallyWatermarks.java"),
            "watermark == null ? ArrivalWatermark.UNDEFINED : watermark.goneUpToMs(metricId));",
            "watermark == null ? Long.MAX_VALUE : watermark.goneUpToMs(metricId));"));
  }
}
