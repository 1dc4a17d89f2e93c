package dev.tandem.localstack.launch;

import dev.tandem.counting.CountKey;
import dev.tandem.counting.Tally;
import dev.tandem.domain.Document.Flag;
import dev.tandem.localstack.check.Comparison;
import dev.tandem.localstack.check.JsonReport;
import dev.tandem.localstack.check.Opinion;
import dev.tandem.localstack.check.RowClass;
import dev.tandem.localstack.check.RowNotes;
import dev.tandem.localstack.check.SqlOpinion;
import dev.tandem.localstack.topics.ComparedSpec;
import dev.tandem.localstack.topics.HistorySide;
import dev.tandem.localstack.topics.LiveSide;
import dev.tandem.localstack.topics.LogSide;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Schemas;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code ./tandem check}. */
@Command(
    name = "check",
    description = {
      "Counts documents five ways and compares every window; exit code 0 only if all agree.",
      "It starts everything, loads documents, waits until all are counted, and compares every"
          + " window of every metric, part by part: SQL that states the contract's rule over facts"
          + " our reader had no part in, the reference over the log, the live side, the history"
          + " side as a stream, and as a backfill."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
  @picocli.CommandLine.Spec private CommandSpec command;
  @Mixin private RunOptions options;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write all numbers, per metric, key, window and part, and what became of every row and of"
              + " each record in it.")
  private Optional<Path> json;

  @Override
  public Integer call() throws Exception {
    Console console = options.console(command);
    try (WorkFolder folder = WorkFolder.fresh(options.folder("check"));
        Stack stack = new Stack(Home.find(), folder, 0)) {
      StopHook.register(stack);
      Start start = new Start(stack, console);
      start.servers();
      Documents.Loaded loaded = start.load(options.documents(stack));
      return compare(stack, console, loaded, count(stack, start, loaded.rows())) ? 0 : 1;
    }
  }

  private static Counted count(Stack stack, Start start, long rows) throws InterruptedException {
    Optional<Path> spec = Optional.of(ComparedSpec.writeTo(stack.folder().path()));
    start.programs(spec);
    Program history = start.history(spec);
    long liveMs = start.awaitCounted(rows);
    long historyMs = start.awaitHistory(new SpecReader().read(spec.get()));
    // All it has said stands in its topic: the backfill gets its share of the machine.
    stack.stop(history);
    long backfillFromMs = System.currentTimeMillis();
    Program backfill = start.backfill(spec);
    return new Counted(
        rows,
        liveMs,
        historyMs,
        start.ranOn(history),
        System.currentTimeMillis() - backfillFromMs,
        start.ranOn(backfill));
  }

  private boolean compare(Stack stack, Console console, Documents.Loaded loaded, Counted counted)
      throws SQLException, IOException {
    Spec spec = new SpecReader().readDefault();
    Schemas schemas = new Schemas(RegistrySettings.of(stack.servers().registry().url()));
    TopicReader reader = new TopicReader(stack.kafka());
    console.progress("  reading the topics and asking SQL");
    LogSide log = LogSide.read(reader, stack.topics(), schemas, spec);
    LiveSide live = new LiveSide(reader, stack.topics(), schemas);
    HistorySide history = new HistorySide(reader, stack.topics(), schemas);
    try (Connection connection = stack.servers().database().connection()) {
      SqlOpinion sql = SqlOpinion.of(connection, Documents.FACTS, spec);
      NavigableMap<CountKey, Tally> first = sql.tallies();
      Comparison comparison =
          Comparison.of(
              List.of(
                  Opinion.of("sql", first, sql.quality(), sql.rejectedRows()),
                  Opinion.of("reference", log.tallies(), log.quality(), log.rejectedRows())
                      .sharing(first),
                  Opinion.of("live", live.tallies(), live.quality(), log.rejectedRows())
                      .sharing(first),
                  Opinion.of("history", history.streamed()).sharing(first),
                  Opinion.of("backfill", history.backfilled()).sharing(first)));
      if (json.isPresent()) {
        write(json.get(), comparison, spec, counted, sql, notes(loaded, log));
      }
      return new CheckReport(console, comparison, spec).print(log, counted);
    }
  }

  private static RowNotes notes(Documents.Loaded loaded, LogSide log) {
    return new RowNotes() {
      @Override
      public String name(long rowId) {
        return loaded.name(rowId);
      }

      @Override
      public Set<Flag> flags(long rowId, int ordinal) {
        return log.flags(rowId, ordinal);
      }
    };
  }

  private static void write(
      Path file, Comparison comparison, Spec spec, Counted counted, SqlOpinion sql, RowNotes notes)
      throws SQLException, IOException {
    List<RowClass> rows = new ArrayList<>();
    sql.rowClasses(rows::add);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      JsonReport.write(out, comparison, spec.counted(), counted.ranOn(), rows, notes);
    } catch (IOException e) {
      throw new LaunchException("--json " + file + " cannot be written: " + e, e);
    }
  }
}
