package dev.tandem.streams.app;

import dev.tandem.streams.config.Layers;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** {@code config}. */
@Command(
    name = "config",
    description = "About settings.",
    mixinStandardHelpOptions = true,
    subcommands = ConfigCommand.Show.class)
final class ConfigCommand implements Runnable {
  @Spec(Target.SELF)
  private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  /** {@code config show}. */
  @Command(
      name = "show",
      description =
          "Prints what run would be told by the same flags, environment and file, and where each"
              + " setting comes from. Shows no secret, and connects to nothing.",
      mixinStandardHelpOptions = true,
      modelTransformer = NothingRequired.class)
  static final class Show implements Runnable {
    @Mixin private RunOptions options;

    @Spec(Target.SELF)
    private CommandSpec command;

    @Override
    public void run() {
      PrintWriter out = command.commandLine().getOut();
      Layers layers = (Layers) command.defaultValueProvider();
      boolean complete = command.options().stream().noneMatch(Show::isMissing);
      if (complete) {
        options.settings();
      }
      for (OptionSpec option : command.options()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          line(out, option.longestName().substring(2), value(option), origin(layers, option));
        }
      }
      Map<String, String> kafka = new TreeMap<>(options.kafkaProperties());
      kafka.forEach(
          (name, value) ->
              line(out, "  " + name, Secrets.shown(name, value), "the file of kafka-config"));
      new TreeMap<>(System.getenv())
          .keySet().stream()
              .filter(name -> name.startsWith("TANDEM_REGISTRY_"))
              .forEach(name -> line(out, "  " + name, Secrets.HIDDEN, "environment variable"));
      out.flush();
    }

    private static boolean isMissing(OptionSpec option) {
      return NothingRequired.REQUIRED.contains(option.longestName()) && option.getValue() == null;
    }

    private static String value(OptionSpec option) {
      if (isMissing(option)) {
        return "(not set, and run requires it)";
      }
      Object value = option.getValue();
      if (value instanceof Optional<?> optional) {
        value = optional.map(Object.class::cast).orElse(null);
      }
      return value == null ? "(not set)" : Secrets.withoutUser(String.valueOf(value));
    }

    private static String origin(Layers layers, OptionSpec option) {
      return layers.origin(option.longestName());
    }

    private static void line(PrintWriter out, String name, String value, String origin) {
      out.printf("%-24s %-40s %s%n", name, value, origin);
    }
  }

  /** Shows what is not there too, where {@code run} would end. */
  static final class NothingRequired implements CommandLine.IModelTransformer {
    private static final Set<String> REQUIRED = Set.of("--bootstrap-servers", "--registry");

    @Override
    public CommandSpec transform(CommandSpec command) {
      for (String name : REQUIRED) {
        OptionSpec option = command.findOption(name);
        command.remove(option);
        command.addOption(OptionSpec.builder(option).required(false).build());
      }
      return command;
    }
  }
}
