package dev.tandem.streams.app;

import dev.tandem.registry.RegistryException;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.spec.SpecException;
import dev.tandem.streams.config.ConfigException;
import dev.tandem.streams.config.Layers;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: exit code 0 when all went well, 2 for wrong usage, 1 for anything else. */
@Command(
    name = "streams-app",
    description = "The live side of Tandem: counts fiscal documents now.",
    mixinStandardHelpOptions = true,
    versionProvider = StreamsCommand.Version.class,
    subcommands = {RunCommand.class, ExplainCommand.class, ConfigCommand.class})
public final class StreamsCommand {

  /** Runs a command line and gives its exit code. */
  public static int execute(String... args) {
    return execute(
        System.getenv(),
        new PrintWriter(System.out, true, Charset.defaultCharset()),
        new PrintWriter(System.err, true, Charset.defaultCharset()),
        args);
  }

  static int execute(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new StreamsCommand())
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    try {
      Layers layers = Layers.under(List.of(args), environment, settings(command));
      return command
          .setDefaultValueProvider(layers)
          .setParameterExceptionHandler((e, given) -> tell(e, layers))
          .setExecutionExceptionHandler((e, failed, parsed) -> tell(e, failed, layers))
          .execute(args);
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  /** What a file can set: every option of run. */
  private static Set<String> settings(CommandLine command) {
    Set<String> names = new TreeSet<>();
    for (OptionSpec option : command.getSubcommands().get("run").getCommandSpec().options()) {
      String name = option.longestName();
      if (!option.usageHelp() && !option.versionHelp() && !name.equals(Layers.CONFIG)) {
        names.add(name.substring(2));
      }
    }
    return names;
  }

  private static int tell(ParameterException e, Layers layers) {
    CommandLine command = e.getCommandLine();
    String origin =
        e.getArgSpec() instanceof OptionSpec option
            ? " (" + layers.origin(option.longestName()) + ')'
            : "";
    command.getErr().println(command.getColorScheme().errorText(e.getMessage() + origin));
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    command.getErr().println("Try " + command.getCommandSpec().qualifiedName() + " --help.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int tell(Exception e, CommandLine command, Layers layers) {
    boolean usersOwn =
        e instanceof UserError
            || e instanceof SpecException
            || e instanceof RegistrySettingException;
    String message =
        e instanceof WrongSetting wrong
            ? wrong.from(layers.origin(wrong.option()))
            : String.valueOf(e.getMessage());
    command.getErr().println(command.getColorScheme().errorText(message));
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
