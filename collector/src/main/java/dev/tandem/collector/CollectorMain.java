package dev.tandem.collector;

import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.stream.StreamException;
import dev.tandem.collector.table.TableException;
import dev.tandem.registry.RegistryException;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.service.PlainOutput;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code java -jar collector.jar run --help}. */
@Command(
    name = "collector",
    mixinStandardHelpOptions = true,
    versionProvider = CollectorMain.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Takes the rows of a PostgreSQL table into Tandem's captures log.")
public final class CollectorMain implements Runnable {
  /** What carries a message for the user, to be shown without a stack trace. */
  private static final Set<Class<?>> EXPLAINED =
      Set.of(
          DatabaseException.class,
          LogException.class,
          RegistryException.class,
          RegistrySettingException.class,
          SourcesFailedException.class,
          StreamException.class,
          TableException.class);

  /** What the jar says of itself. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "Tandem collector "
            + Optional.ofNullable(CollectorMain.class.getPackage().getImplementationVersion())
                .orElse("(unpacked)")
      };
    }
  }

  @CommandLine.Spec private CommandSpec spec;

  CollectorMain() {}

  /** Runs a command and ends the program with its exit code. */
  public static void main(String[] args) {
    PlainOutput.install();
    StopOnSignal signals = new StopOnSignal();
    signals.exit(
        commandLine(System.getenv(), settings -> collect(settings, signals.stop()), signals.stop())
            .execute(args));
  }

  static CommandLine commandLine(Map<String, String> environment, RunCommand.Run run) {
    return commandLine(environment, run, new StopSignal());
  }

  static CommandLine commandLine(
      Map<String, String> environment, RunCommand.Run run, StopSignal stop) {
    return new CommandLine(new CollectorMain())
        .addSubcommand(withSettings(new RunCommand(environment, run)))
        .addSubcommand(withSettings(new CheckCommand(environment)))
        .addSubcommand(withSettings(new ResnapshotCommand(environment, stop)))
        .addSubcommand(
            new CommandLine(
                SettingOptions.addTo(
                    CommandSpec.forAnnotatedObject(new RetireCommand(environment)),
                    RetireSettings.OPTIONS)))
        .setUsageHelpAutoWidth(true)
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(CollectorMain::report);
  }

  /** A command that takes the settings of a source as flags. */
  private static CommandLine withSettings(Object command) {
    return new CommandLine(SettingOptions.addTo(CommandSpec.forAnnotatedObject(command)));
  }

  private static void collect(RunSettings settings, StopSignal stop) throws InterruptedException {
    new CollectorProcess(settings, Clock.systemUTC(), stop, System.out).run();
  }

  /** Whether the message says it all, so that no stack trace is wanted. */
  static boolean isExplained(Exception failure) {
    return EXPLAINED.contains(failure.getClass());
  }

  private static int report(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    if (failure instanceof UsageException) {
      commandLine.getErr().println(failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    if (isExplained(failure)) {
      commandLine.getErr().println(failure.getMessage());
    } else {
      failure.printStackTrace(commandLine.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command, such as run");
  }
}
