package dev.tandem.beam.app;

import dev.tandem.beam.dataflow.DataflowException;
import dev.tandem.beam.dataflow.DataflowFailure;
import dev.tandem.beam.sink.SinkException;
import dev.tandem.beam.state.StateException;
import dev.tandem.beam.template.TemplateArguments;
import dev.tandem.beam.template.TemplateException;
import dev.tandem.beam.template.TemplateParameters;
import dev.tandem.beam.worker.WorkerSettingsException;
import dev.tandem.registry.RegistryException;
import dev.tandem.registry.RegistrySettingException;
import dev.tandem.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: exit code 0 when all went well, 2 for wrong usage, 1 for anything else. */
@Command(
    name = "beam-app",
    description = "The history side of Tandem: counts fiscal documents for all time.",
    mixinStandardHelpOptions = true,
    versionProvider = BeamCommand.Version.class,
    subcommands = {
      RunCommand.class,
      BackfillCommand.class,
      ExplainCommand.class,
      SubmitCommand.class,
      DrainCommand.class,
      TemplateCommand.class
    })
public final class BeamCommand {

  /** Runs a command line and gives its exit code. */
  public static int execute(String... args) {
    return commandLine().execute(args);
  }

  /** Runs {@code submit} with a Flex Template's parameters and gives its exit code. */
  public static int executeTemplate(String... parameters) {
    try {
      List<String> line = new ArrayList<>(List.of("submit"));
      line.addAll(
          new TemplateArguments(TemplateParameters.of(TemplateCommand.parameters()))
              .commandLine(List.of(parameters)));
      return execute(line.toArray(new String[0]));
    } catch (TemplateException e) {
      System.err.println(e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new BeamCommand())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setExecutionExceptionHandler(BeamCommand::tell);
  }

  private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    boolean usersOwn =
        e instanceof UserError
            || e instanceof StateException
            || e instanceof DataflowException
            || e instanceof WorkerSettingsException
            || e instanceof SinkException
            || e instanceof SpecException
            || e instanceof TemplateException
            || e instanceof RegistrySettingException;
    command.getErr().println(command.getColorScheme().errorText(String.valueOf(e.getMessage())));
    boolean explained =
        e instanceof RegistryException || e instanceof WrongAnswers || e instanceof DataflowFailure;
    if (!usersOwn && !explained) {
      e.printStackTrace(command.getErr());
    }
    return usersOwn ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = BeamCommand.class.getPackage().getImplementationVersion();
      return new String[] {"Tandem beam-app " + (version == null ? "(unpacked)" : version)};
    }
  }
}
