package dev.tandem.collector;

import dev.tandem.collector.check.CheckReport;
import dev.tandem.collector.check.CheckRequest;
import dev.tandem.collector.check.Finding;
import dev.tandem.collector.check.SourceCheck;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code collector check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    sortOptions = false,
    description =
        "Looks at everything that run needs with the same flags, makes and changes nothing, and"
            + " tells all that is wrong with the SQL that mends it.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:run could run", "1:it could not", "2:wrong options"})
final class CheckCommand implements Callable<Integer> {
  private static final int CANNOT_RUN = 1;

  private final Map<String, String> environment;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Check all sources of this configuration file instead of the flags'.")
  private Optional<Path> config;

  @Option(names = "--json", description = "Print one JSON object instead of text.")
  private boolean json;

  CheckCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() {
    Map<String, List<Finding>> findings = new LinkedHashMap<>();
    for (CollectorSettings settings : SettingOptions.sources(spec, environment, config).sources()) {
      findings.put(settings.source(), SourceCheck.of(request(settings)));
    }
    CheckReport report = new CheckReport(findings);
    spec.commandLine().getOut().println(json ? report.json() : report.text().stripTrailing());
    return report.canRun() ? 0 : CANNOT_RUN;
  }

  private static CheckRequest request(CollectorSettings settings) {
    return new CheckRequest(
        settings.source(),
        settings.database(),
        settings.table(),
        settings.log(),
        settings.registry(),
        settings.slot(),
        settings.publication(),
        settings.readers(),
        settings.pace().maxRowsPerSecond().orElse(Long.MAX_VALUE),
        settings.pace().backsOff());
  }
}
