package dev.tandem.localstack.launch;

import dev.tandem.localstack.server.ServerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./tandem}: exit code 0 when all went well, 1 when not, 2 for wrong usage. */
@Command(
    name = "tandem",
    description =
        "Tandem on this machine: counts of Brazilian fiscal documents, live and for all time,"
            + " checked against SQL.",
    mixinStandardHelpOptions = true,
    version = "Tandem 0.1.0",
    subcommands = {DemoCommand.class, CheckCommand.class, HistoryCommand.class, BenchCommand.class})
public final class TandemCommand {

  /** Runs a command line and gives its exit code. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new TandemCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(TandemCommand::tell);
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(command.getColorScheme().errorText("tandem: " + e.getMessage()));
    if (!(e instanceof LaunchException) && !(e instanceof ServerException)) {
      e.printStackTrace(command.getErr());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
