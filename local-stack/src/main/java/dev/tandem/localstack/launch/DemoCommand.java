package dev.tandem.localstack.launch;

import dev.tandem.localstack.generator.load.LiveLoad;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./tandem demo}. */
@Command(
    name = "demo",
    description = {
      "Starts everything, loads documents and keeps new ones coming, until Ctrl-C.",
      "Prints where to look and what to try."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final int HTTP_PORT = 8080;
  private static final String NO_DOCUMENT = "35261134128745000152550000000000000000000001";

  @Spec private CommandSpec command;
  @Mixin private RunOptions options;

  @Option(
      names = "--rate",
      defaultValue = "5",
      paramLabel = "N",
      description = "New rows per second after the load, 0 for none (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--http-port",
      defaultValue = "" + HTTP_PORT,
      description =
          "Where to answer queries; a free port if it is taken (default: ${DEFAULT-VALUE}).")
  private int httpPort;

  @Option(
      names = "--for",
      hidden = true,
      paramLabel = "SECONDS",
      description = "End by itself after so long.")
  private Optional<Long> seconds;

  @Override
  public Integer call() throws Exception {
    Console console = options.console(command);
    try (WorkFolder folder = WorkFolder.fresh(options.folder("demo"));
        Stack stack = new Stack(Home.find(), folder, httpPort)) {
      CountDownLatch end = StopHook.register(stack);
      Start start = new Start(stack, console);
      start.servers();
      new Addresses(stack.servers().broker().bootstrapServers(), stack.servers().registry().url())
          .writeTo(folder);
      Documents documents = options.documents(stack);
      Documents.Loaded loaded = start.load(documents);
      start.programs(Optional.empty());
      start.awaitCounted(loaded.rows());
      // Beside the first counting, two engines would only make each other slow.
      String historyOn = start.awaitRanOn(start.history(Optional.empty()));
      try (Connection live = stack.servers().database().connection()) {
        explain(console, stack, live, historyOn);
      }
      stream(stack, console, end);
    }
    return 0;
  }

  private void stream(Stack stack, Console console, CountDownLatch end) throws Exception {
    if (rate <= 0) {
      awaitEnd(stack, end);
      return;
    }
    LiveLoad load =
        new LiveLoad(
            stack.servers().database()::connection,
            GeneratedDocuments.TABLES,
            options.seed(),
            options.profile(),
            rate,
            Clock.systemUTC(),
            progress ->
                console.progress(
                    "  "
                        + Console.number(progress.rows())
                        + " new rows since the load; Ctrl-C ends the demo"));
    Thread writer =
        new Thread(
            () -> {
              try {
                load.run();
              } catch (SQLException e) {
                console.line("the live stream ended: " + e.getMessage());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "live-load");
    writer.start();
    try {
      awaitEnd(stack, end);
    } finally {
      load.stop();
      writer.join();
    }
  }

  private void awaitEnd(Stack stack, CountDownLatch end) throws InterruptedException {
    long untilNs =
        seconds.map(s -> System.nanoTime() + TimeUnit.SECONDS.toNanos(s)).orElse(Long.MAX_VALUE);
    while (!end.await(1, TimeUnit.SECONDS) && System.nanoTime() < untilNs) {
      stack.check();
    }
  }

  private static void explain(Console console, Stack stack, Connection database, String historyOn)
      throws SQLException {
    String jdbcUrl = database.getMetaData().getURL();
    String accessKey = newestDocument(database);
    String at = stack.queryAddress();
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    console.line("");
    console.line("The live side answers at " + at + " - try:");
    Examples.of(at, today, accessKey).forEach(example -> console.line("  " + example));
    console.line("The history side counts the same log on " + historyOn + " - try:");
    console.line("  ./tandem history     # what it has written to history-counts, beside live");
    console.line("  curl -s " + stack.historyAddress() + "/metrics");
    console.line(
        "The documents:  psql '"
            + jdbcUrl.replace("jdbc:", "")
            + "' -U postgres -c 'select count(*) from fiscal_documents'");
    console.line(
        "The broker:     "
            + stack.servers().broker().bootstrapServers()
            + "   the registry: "
            + stack.servers().registry().url());
    console.line("Logs:           " + stack.folder().path().resolve("logs"));
    console.line("");
  }

  private static String newestDocument(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select access_key from "
                    + Documents.FACTS
                    + " where access_key ~ '^[0-9A-Z]{44}$' order by row_id desc limit 1")) {
      // A folder may hold none; the answer then says that there is no such document.
      return found.next() ? found.getString(1) : NO_DOCUMENT;
    }
  }
}
