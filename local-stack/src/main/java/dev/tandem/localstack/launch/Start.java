package dev.tandem.localstack.launch;

import dev.tandem.localstack.topics.CountingDone;
import dev.tandem.localstack.topics.HistoryDone;
import dev.tandem.localstack.topics.TopicReader;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.wire.Schemas;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/** The steps of getting a stack to have counted what was loaded, each told with its duration. */
final class Start {
  private static final long ASK_EVERY_MS = 300;

  /** How the history side's line begins that says what it runs on. */
  private static final String HISTORY = "history: ";

  private static final String RUNS_ON = "portable Flink";

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
   * Starts the history side as a stream, as soon as the collector has made a log.
   *
   * @param spec the default one where empty
   */
  Program history(Optional<Path> spec) throws InterruptedException {
    TopicReader reader = new TopicReader(stack.kafka());
    while (!reader.exists(stack.topics().captures())) {
      stack.check();
      Thread.sleep(ASK_EVERY_MS);
    }
    return stack.startHistory(spec);
  }

  /**
   * Waits until the history side, as a stream, has said all that stands in the log now.
   *
   * @param spec that it runs by
   * @return when that was seen, epoch milliseconds
   */
  long awaitHistory(Spec spec) throws InterruptedException {
    long startedNs = System.nanoTime();
    HistoryDone done =
        HistoryDone.withTheLogAsItIs(
            stack.kafka(), stack.topics(), schemas(), spec, InstantSource.system());
    while (!done.reached()) {
      stack.check();
      console.progress("  history, " + since(startedNs) + ", waiting for " + done.waitingFor());
      Thread.sleep(ASK_EVERY_MS);
    }
    console.line("counted by the history side (" + since(startedNs) + " more)");
    return System.currentTimeMillis();
  }

  /** What a program of the history side runs on, as it says itself: job server and SDK harness. */
  String ranOn(Program history) {
    return history
        .said(HISTORY + RUNS_ON)
        .map(rest -> RUNS_ON + rest)
        .orElseThrow(
            () -> new LaunchException("the history side does not say what it runs on: " + history));
  }

  /** Waits until a program of the history side says what it runs on. */
  String awaitRanOn(Program history) throws InterruptedException {
    while (history.said(HISTORY + RUNS_ON).isEmpty()) {
      stack.check();
      console.progress("  starting the history side");
      Thread.sleep(ASK_EVERY_MS);
    }
    return ranOn(history);
  }

  /**
   * Has the history side count the log once more, as a backfill, to its end.
   *
   * @param spec the default one where empty
   */
  Program backfill(Optional<Path> spec) throws InterruptedException {
    long startedNs = System.nanoTime();
    Program backfill = stack.startBackfill(spec);
    while (!stack.finished(backfill)) {
      stack.check();
      console.progress("  backfill, " + since(startedNs));
      Thread.sleep(ASK_EVERY_MS);
    }
    console.line("counted by a backfill (" + since(startedNs) + ")");
    return backfill;
  }

  /**
   * Waits until the live side has counted the snapshot.
   *
   * @return when that was seen, epoch milliseconds
   */
  long awaitCounted(long rows) throws InterruptedException {
    long startedNs = System.nanoTime();
    CountingDone done =
        new CountingDone(
            stack.kafka(), stack.topics(), schemas(), Stack.APPLICATION_ID, Stack.PARTITIONS);
    while (!done.reached()) {
      stack.check();
      console.progress(
          "  collecting and counting " + Console.number(rows) + " rows, " + since(startedNs));
      Thread.sleep(ASK_EVERY_MS);
    }
    console.line(
        "collected, and counted by the live side ("
            + since(startedNs)
            + ", start of the programs included)");
    return System.currentTimeMillis();
  }

  private Schemas schemas() {
    return new Schemas(RegistrySettings.of(stack.servers().registry().url()));
  }

  private static String since(long startedNs) {
    return String.format(Locale.ROOT, "%.1fs", (System.nanoTime() - startedNs) / 1e9);
  }
}
