package dev.tandem.localstack.launch;

import dev.tandem.localstack.topics.CountingDone;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.Schemas;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/** The steps of getting a stack to have counted what was loaded, each told with its duration. */
final class Start {
  private static final long ASK_EVERY_MS = 300;

  private final Stack stack;
  private final Console console;

  Start(Stack stack, Console console) {
    this.stack = stack;
    this.console = console;
  }

  void servers() {
    long startedNs = System.nanoTime();
    stack.startServers();
    console.line("broker, PostgreSQL and registry run (" + since(startedNs) + ")");
  }

  Documents.Loaded load(Documents documents) throws SQLException, InterruptedException {
    long startedNs = System.nanoTime();
    try (Connection connection = stack.servers().database().connection()) {
      Documents.Loaded loaded = documents.load(connection, console);
      console.line(
          "loaded "
              + Console.number(loaded.rows())
              + " rows into "
              + Documents.TABLE
              + " ("
              + since(startedNs)
              + ")");
      return loaded;
    }
  }

  /**
   * Starts what collects and counts.
   *
   * @param spec the default one where empty
   */
  void programs(Optional<Path> spec) {
    stack.startStreamsApp(spec);
    stack.startCollector(Documents.TABLE, Documents.XML_COLUMN);
  }

  /**
   * Waits until the live side has counted the snapshot.
   *
   * @return when that was seen, epoch milliseconds
   */
  long awaitCounted(long rows) throws InterruptedException {
    long startedNs = System.nanoTime();
    Schemas schemas = new Schemas(RegistrySettings.of(stack.servers().registry().url()));
    CountingDone done =
        new CountingDone(
            stack.kafka(), stack.topics(), schemas, Stack.APPLICATION_ID, Stack.PARTITIONS);
    while (!done.reached()) {
      stack.check();
      console.progress(
          "  collecting and counting " + Console.number(rows) + " rows, " + since(startedNs));
      Thread.sleep(ASK_EVERY_MS);
    }
    console.line(
        "collected and counted (" + since(startedNs) + ", start of both programs included)");
    return System.currentTimeMillis();
  }

  private static String since(long startedNs) {
    return String.format(Locale.ROOT, "%.1fs", (System.nanoTime() - startedNs) / 1e9);
  }
}
