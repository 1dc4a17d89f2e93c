package dev.tandem.streams.config;

import dev.tandem.streams.config.ConfigFile.Entry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What options are where the command line does not say: environment before file before their own
 * default. Knows where each came from.
 */
public final class Layers implements IDefaultValueProvider {
  /** The option that names the file. */
  public static final String CONFIG = "--config";

  private static final String PREFIX = "TANDEM_STREAMS_";

  private final Map<String, String> environment;
  private final Map<String, Entry> file;
  private final List<String> args;

  private Layers(Map<String, String> environment, Map<String, Entry> file, List<String> args) {
    this.environment = Map.copyOf(environment);
    this.file = file;
    this.args = List.copyOf(args);
  }

  /**
   * The layers under a command line, which may name a file.
   *
   * @param known names of options, without dashes in front
   * @throws ConfigException where the file is wrong
   */
  public static Layers under(
      List<String> args, Map<String, String> environment, Set<String> known) {
    Optional<Path> file =
        onCommandLine(CONFIG, args)
            .or(() -> Optional.ofNullable(environment.get(variable(CONFIG))))
            .map(Path::of);
    return new Layers(
        environment, file.map(f -> ConfigFile.read(f, known)).orElseGet(Map::of), args);
  }

  @Override
  public String defaultValue(ArgSpec arg) {
    if (!(arg instanceof OptionSpec option)) {
      return null;
    }
    String inEnvironment = environment.get(variable(option.longestName()));
    if (inEnvironment != null) {
      return inEnvironment;
    }
    Entry inFile = file.get(key(option.longestName()));
    return inFile == null ? null : inFile.value();
  }

  /**
   * Where an option's value comes from, for people.
   *
   * @param option its name, {@code --threads}
   */
  public String origin(String option) {
    if (args.stream().anyMatch(arg -> arg.equals(option) || arg.startsWith(option + '='))) {
      return "flag";
    }
    if (environment.containsKey(variable(option))) {
      return "environment variable " + variable(option);
    }
    Entry inFile = file.get(key(option));
    return inFile == null ? "default" : inFile.place();
  }

  private static Optional<String> onCommandLine(String option, List<String> args) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).startsWith(option + '=')) {
        return Optional.of(args.get(i).substring(option.length() + 1));
      }
      if (args.get(i).equals(option) && i + 1 < args.size()) {
        return Optional.of(args.get(i + 1));
      }
    }
    return Optional.empty();
  }

  private static String variable(String option) {
    return PREFIX + key(option).toUpperCase(Locale.ROOT).replace('-', '_');
  }

  private static String key(String option) {
    return option.substring(2);
  }
}
