package dev.tandem.collector;

import dev.tandem.spec.DurationText;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code collector run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    sortOptions = false,
    description =
        "Takes a snapshot of the table's rows into the log, then follows its changes until it is"
            + " stopped (SIGTERM, Ctrl-C).",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped, or caught up", "1:failed", "2:wrong options"})
final class RunCommand implements Callable<Integer> {
  /** What a collector does, apart from the command line. */
  interface Run {
    void run(CollectorSettings settings) throws InterruptedException;
  }

  /** A source is part of topics' keys, parted by slashes. */
  private static final Pattern SOURCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  private static final Pattern SLOT = Pattern.compile("[a-z0-9_]{1,63}");
  private static final int MAX_NAME = 63;
  private static final int MAX_READERS = 64;

  private final Map<String, String> environment;
  private final Run run;

  @Option(
      names = "--source",
      required = true,
      paramLabel = "NAME",
      description = "Name of this source in the log; letters, digits, dots, hyphens, underscores.")
  private String source;

  @Mixin private DatabaseOptions database;
  @Mixin private TableOptions table;
  @Mixin private LogOptions log;

  @Option(
      names = "--slot",
      paramLabel = "NAME",
      description = "Replication slot, created where it is missing; else derived from --source.")
  private Optional<String> slot;

  @Option(
      names = "--publication",
      paramLabel = "NAME",
      description = "Publication, created where it is missing; else derived from --source.")
  private Optional<String> publication;

  @Option(
      names = "--readers",
      paramLabel = "N",
      description = "Connections that read the snapshot side by side; else 1 a processor, up to 4.")
  private Optional<Integer> readers;

  @Option(
      names = "--heartbeat-interval",
      defaultValue = "1s",
      paramLabel = "DURATION",
      description = "How often an idle source moves its watermark (500ms, 1s, 1m; 1s).")
  private String heartbeatInterval;

  @Option(
      names = "--until-caught-up",
      description = "End once the snapshot and the changes made during it are in the log.")
  private boolean untilCaughtUp;

  RunCommand(Map<String, String> environment, Run run) {
    this.environment = Map.copyOf(environment);
    this.run = run;
  }

  @Override
  public Integer call() throws InterruptedException {
    run.run(settings());
    return 0;
  }

  private CollectorSettings settings() {
    if (!SOURCE.matcher(source).matches()) {
      throw new UsageException(
          "--source \""
              + source
              + "\" must be 1 to 100 letters, digits, dots, hyphens or"
              + " underscores");
    }
    String slotName = slot.orElseGet(this::derivedName);
    if (!SLOT.matcher(slotName).matches()) {
      throw new UsageException(
          "--slot \"" + slotName + "\" must be 1 to 63 lower-case letters, digits or underscores");
    }
    // Debezium asks for it without quotes, so PostgreSQL would fold its case.
    String publicationName = publication.orElse(slotName);
    if (!SLOT.matcher(publicationName).matches()) {
      throw new UsageException(
          "--publication \""
              + publicationName
              + "\" must be 1 to 63 lower-case letters, digits or underscores");
    }
    return new CollectorSettings(
        source,
        database.settings(environment),
        table.request(),
        log.settings(),
        log.registry(environment),
        slotName,
        publicationName,
        readerCount(),
        heartbeat(),
        untilCaughtUp);
  }

  private String derivedName() {
    String name = "tandem_" + source.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    return name.substring(0, Math.min(MAX_NAME, name.length()));
  }

  private int readerCount() {
    int count = readers.orElseGet(() -> Math.min(4, Runtime.getRuntime().availableProcessors()));
    if (count < 1 || count > MAX_READERS) {
      throw new UsageException("--readers must be from 1 to " + MAX_READERS + ": " + count);
    }
    return count;
  }

  private Duration heartbeat() {
    OptionalLong ms = DurationText.parseMs(heartbeatInterval);
    if (ms.isEmpty() || ms.getAsLong() < 100) {
      throw new UsageException(
          "--heartbeat-interval \""
              + heartbeatInterval
              + "\" must be a duration of at least 100ms, written like 500ms, 1s or 1m");
    }
    return Duration.ofMillis(ms.getAsLong());
  }
}
