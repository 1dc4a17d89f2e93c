package dev.tandem.localstack.launch;

import dev.tandem.counting.Tally;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.PartTable;
import dev.tandem.localstack.check.SampleTable;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LiveSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code ./tandem history}. */
@Command(
    name = "history",
    description = {
      "Reads history-counts of a running demo, and shows a few windows of every metric beside what"
          + " the live side says.",
      "While documents keep coming, the history side says a window's changes a little later, and"
          + " still knows windows that",
      "the live side has forgotten."
    },
    mixinStandardHelpOptions = true)
final class HistoryCommand implements Callable<Integer> {
  @picocli.CommandLine.Spec private CommandSpec command;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Where the demo keeps its data (default: .tandem/demo beside ./tandem).")
  private Optional<Path> dir;

  @Override
  public Integer call() {
    Path folder = dir.orElseGet(() -> Home.find().data("demo")).toAbsolutePath().normalize();
    Addresses addresses = Addresses.of(folder);
    Spec spec = new SpecReader().readDefault();
    Schemas schemas = new Schemas(RegistrySettings.of(addresses.registry()));
    TopicReader reader = new TopicReader(addresses.kafka());
    if (!reader.exists(Topics.DEFAULT.historyCounts())) {
      throw new LaunchException("the history side has not begun yet: try again in a while");
    }
    Opinion history =
        Opinion.of("history", new HistorySide(reader, Topics.DEFAULT, schemas).streamed());
    if (history.tallies().values().stream().allMatch(HistoryCommand::onlyExpired)) {
      throw new LaunchException(
          "the history side has said no window yet: it does 30 s after one has changed; try again"
              + " in a while");
    }
    Opinion live = Opinion.of("live", new LiveSide(reader, Topics.DEFAULT, schemas).tallies());
    PrintWriter out = command.commandLine().getOut();
    out.println(
        "history has "
            + Console.number(history.tallies().size())
            + " windows, live "
            + Console.number(live.tallies().size())
            + "; some of them, in UTC, documents and their value, cancelled ones after a minus:");
    SampleTable.lines(List.of(history, live), spec.counted())
        .forEach(line -> out.println("  " + line));
    out.println();
    out.println("Documents by part, in all windows that they fall in, by history:");
    PartTable.lines(history, spec.counted()).forEach(line -> out.println("  " + line));
    out.flush();
    return 0;
  }

  private static boolean onlyExpired(Tally tally) {
    return tally.live().isZero() && tally.late().isZero();
  }
}
