package dev.tandem.streams.app;

import dev.tandem.registry.RegistryException;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.spec.SpecException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: exit code 0 when all went well, 2 for wrong usage, 1 for anything else. */
@Command(
    name = "streams-app",
    description = "The live side of Tandem: counts fiscal documents now.",
    mixinStandardHelpOptions = true,
    versionProvider = StreamsCommand.Version.class,
    subcommands = {RunCommand.class, ExplainCommand.class})
public final class StreamsCommand {

  /** Runs a command line and gives its exit code. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new StreamsCommand()).setExecutionExceptionHandler(StreamsCommand::tell);
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    boolean usersOwn =
        e instanceof UserError
            || e instanceof SpecException
            || e instanceof RegistrySettingException;
    command.getErr().println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
    if (!usersOwn && !(e instanceof RegistryException) && !(e instanceof IllegalStateException)) {
      e.printStackTrace(command.getErr());
    }
    return usersOwn ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = StreamsCommand.class.getPackage().getImplementationVersion();
      return new String[] {"Tandem streams-app " + (version == null ? "(unpacked)" : version)};
    }
  }
}
