package dev.tandem.collector;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    sortOptions = false,
    description =
        "Takes a snapshot of the table's rows into the log, and follows its changes until it is"
            + " stopped (SIGTERM, Ctrl-C).",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:stopped, or caught up", "1:failed", "2:wrong options"})
final class RunCommand implements Callable<Integer> {
  /** What a collector does, apart from the command line. */
  interface Run {
    void run(RunSettings settings) throws InterruptedException;
  }

  private final Map<String, String> environment;
  private final Run run;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Collect all sources of this configuration file, whose fields are named like flags, in"
              + " one process, instead of the flags'.")
  private Optional<Path> config;

  @Option(
      names = "--json",
      description = "Tell progress on standard output, one JSON object a line.")
  private boolean json;

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
    RunSettings settings = SettingOptions.sources(spec, environment, config);
    settings = untilCaughtUp ? settings.endingWhenCaughtUp() : settings;
    run.run(json ? settings.withProgressInJson() : settings);
    return 0;
  }
}
