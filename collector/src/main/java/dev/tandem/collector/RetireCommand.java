package dev.tandem.collector;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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
      "1:failed, or a collector of the source is running",
      "2:wrong options"
    })
final class RetireCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  RetireCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    RetireSettings settings = SettingOptions.retired(spec, environment);
    PrintWriter out = spec.commandLine().getOut();
    Set<String> others = new Retirement(settings, Clock.systemUTC()).run();
    out.printf("Source %s is retired: no window waits for it any more.%n", settings.source());
    if (!others.remove(settings.source())) {
      out.printf(
          "No collector of that name has written to this log; it knows %s.%n",
          others.isEmpty() ? "none" : String.join(", ", others));
    }
    return 0;
  }
}
