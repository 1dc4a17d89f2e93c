package dev.tandem.collector;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector retire}. */
@Command(
    name = "retire",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    sortOptions = false,
    description =
        "Ends a source for good: windows no longer wait for it. What it has captured stays counted."
            + " Its database is not asked; it may be gone. Where a collector of that name runs"
            + " again, it begins with a snapshot.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed, the source is unknown, or a collector of it is running",
      "2:wrong options"
    })
final class RetireCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Option(
      names = "--unknown",
      description =
          "Also where no collector of that name is known to the log, but marks of that name are in"
              + " it, so that windows wait for it.")
  private boolean unknown;

  @Spec private CommandSpec spec;

  RetireCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    RetireSettings settings = SettingOptions.retired(spec, environment);
    PrintWriter out = spec.commandLine().getOut();
    new Retirement(settings, Clock.systemUTC()).run(unknown);
    out.printf("Source %s is retired: no window waits for it any more.%n", settings.source());
    return 0;
  }
}
