package dev.tandem.collector;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector resnapshot}. */
@Command(
    name = "resnapshot",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    sortOptions = false,
    description =
        "Makes the replication slot anew where changes were lost, and has the next run take the"
            + " snapshot again. Changes no count but by what was missing. Takes the options of"
            + " run.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or stopped before it was done", "2:wrong options"})
final class ResnapshotCommand implements Callable<Integer> {
  private static final int NOT_DONE = 1;

  private final Map<String, String> environment;
  private final StopSignal stop;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Take the options of the source that --source names from this file.")
  private Optional<Path> config;

  ResnapshotCommand(Map<String, String> environment, StopSignal stop) {
    this.environment = Map.copyOf(environment);
    this.stop = stop;
  }

  @Override
  public Integer call() throws InterruptedException {
    CollectorSettings settings = SettingOptions.source(spec, environment, config);
    return new Resnapshot(settings, stop)
        .run()
        .map(
            number -> {
              spec.commandLine()
                  .getOut()
                  .printf(
                      "Slot %s is made anew; the next \"collector run\" takes snapshot %d of source"
                          + " %s.%n",
                      settings.slot(), number, settings.source());
              return 0;
            })
        .orElse(NOT_DONE);
  }
}
