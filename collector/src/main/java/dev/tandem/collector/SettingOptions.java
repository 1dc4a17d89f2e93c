package dev.tandem.collector;

import dev.tandem.collector.config.ConfigFile;
import dev.tandem.collector.config.Setting;
import dev.tandem.collector.config.Value;
import dev.tandem.collector.config.Values;
import dev.tandem.service.HttpBinding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings of sources: as flags of a command, or in a file that a flag names. */
final class SettingOptions {
  private static final int MAX_PORT = 65_535;
  private static final String THIS_MACHINE = "127.0.0.1";

  private SettingOptions() {}

  /** Gives a command a flag for every setting, before its own in the help. */
  static CommandSpec addTo(CommandSpec command) {
    return addTo(command, EnumSet.allOf(Setting.class));
  }

  /** Gives a command a flag for some settings. */
  static CommandSpec addTo(CommandSpec command, Set<Setting> settings) {
    int order = -settings.size();
    for (Setting setting : EnumSet.copyOf(settings)) {
      command.addOption(
          OptionSpec.builder(setting.flag())
              .type(String.class)
              .paramLabel(setting.label())
              .description(setting.description())
              .order(order++)
              .build());
    }
    return command;
  }

  /**
   * The source that shall end, by the flags.
   *
   * @throws UsageException naming everything that is wrong
   */
  static RetireSettings retired(CommandSpec command, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    Optional<RetireSettings> settings =
        new SettingsReader(environment, flags(command), problems).readRetired();
    return settings.orElseThrow(
        () -> new UsageException(String.join(System.lineSeparator(), problems)));
  }

  /** The flags that were given. */
  private static Values flags(CommandSpec command) {
    ParseResult parsed = command.commandLine().getParseResult();
    Map<Setting, Value> values = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (parsed.hasMatchedOption(setting.flag())) {
        String text = parsed.matchedOptionValue(setting.flag(), "");
        values.put(setting, new Value(text, setting.flag()));
      }
    }
    return new Values("--", values);
  }

  /**
   * One source: the one that the flags describe, or the one in a file that {@code --source} names.
   *
   * @throws UsageException naming everything that is wrong
   */
  static CollectorSettings source(
      CommandSpec command, Map<String, String> environment, Optional<Path> file) {
    if (file.isEmpty()) {
      return sources(command, environment, file).sources().get(0);
    }
    Values flags = flags(command);
    String name =
        flags
            .get(Setting.SOURCE)
            .orElseThrow(() -> new UsageException("--source is missing: name one of " + file.get()))
            .text();
    refuseBoth(flags, EnumSet.of(Setting.SOURCE));
    return fromFile(flags, environment, file.get()).sources().stream()
        .filter(source -> source.source().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--source = \"" + name + "\": there is none of that name in " + file.get()));
  }

  /**
   * The source that the flags describe, or those of a file.
   *
   * @throws UsageException naming everything that is wrong
   */
  static RunSettings sources(
      CommandSpec command, Map<String, String> environment, Optional<Path> file) {
    Values flags = flags(command);
    if (file.isEmpty()) {
      List<String> problems = new ArrayList<>();
      Optional<CollectorSettings> source = new SettingsReader(environment, flags, problems).read();
      Optional<HttpBinding> http = http(flags, flags, problems);
      if (!problems.isEmpty()) {
        throw new UsageException(String.join(System.lineSeparator(), problems));
      }
      return new RunSettings(List.of(source.orElseThrow()), http, false);
    }
    refuseBoth(flags, EnumSet.noneOf(Setting.class));
    return fromFile(flags, environment, file.get());
  }

  private static RunSettings fromFile(Values flags, Map<String, String> environment, Path file) {
    List<String> problems = new ArrayList<>();
    ConfigFile.Contents contents = ConfigFile.read(file, problems);
    List<CollectorSettings> sources = new ArrayList<>();
    for (Values values : contents.sources()) {
      new SettingsReader(environment, values, problems).read().ifPresent(sources::add);
    }
    Optional<HttpBinding> http = http(flags, contents.common(), problems);
    refuseTwins(sources, problems);
    if (!problems.isEmpty()) {
      throw new UsageException(
          file
              + (problems.size() == 1
                  ? " has 1 problem:"
                  : " has " + problems.size() + " problems:")
              + System.lineSeparator()
              + "  - "
              + String.join(System.lineSeparator() + "  - ", problems));
    }
    return new RunSettings(sources, http, false);
  }

  private static void refuseBoth(Values flags, Set<Setting> allowed) {
    for (Setting setting : Setting.values()) {
      if (!allowed.contains(setting)
          && setting.scope() != Setting.Scope.PROCESS
          && flags.get(setting).isPresent()) {
        throw new UsageException(
            setting.flag()
                + " and --config are both given: write it in the file as "
                + setting.key()
                + ", or leave --config out");
      }
    }
  }

  /** Two that would take each other for a collector of the same source, and wait for ever. */
  private static void refuseTwins(List<CollectorSettings> sources, List<String> problems) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> slots = new HashMap<>();
    for (CollectorSettings source : sources) {
      if (names.put(source.source(), source.source()) != null) {
        problems.add("source " + source.source() + " is there twice: give each its own name");
        continue;
      }
      String slot = source.database().host() + ':' + source.database().port() + '/' + source.slot();
      String other = slots.put(slot, source.source());
      if (other != null) {
        problems.add(
            "sources "
                + other
                + " and "
                + source.source()
                + " have the same slot "
                + source.slot()
                + " on one server: give each its own slot");
      }
    }
  }

  /** The flags' address, else the file's. */
  private static Optional<HttpBinding> http(Values flags, Values file, List<String> problems) {
    Optional<Value> port = flags.get(Setting.HTTP_PORT).or(() -> file.get(Setting.HTTP_PORT));
    Optional<Value> host = flags.get(Setting.HTTP_HOST).or(() -> file.get(Setting.HTTP_HOST));
    Optional<Value> names =
        flags.get(Setting.HTTP_ALLOWED_HOSTS).or(() -> file.get(Setting.HTTP_ALLOWED_HOSTS));
    Optional<Set<String>> allowed =
        names.isEmpty() ? Optional.of(Set.of()) : read(names.get(), HttpBinding::hosts, problems);
    Optional<Integer> number =
        port.flatMap(at -> read(at, text -> SettingsReader.whole(text, 0, MAX_PORT), problems));
    return number.isEmpty() || allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new HttpBinding(
                host.map(Value::text).orElse(THIS_MACHINE), number.get(), allowed.get()));
  }

  private static <T> Optional<T> read(
      Value value, Function<String, T> reading, List<String> problems) {
    try {
      return Optional.of(reading.apply(value.text()));
    } catch (IllegalArgumentException e) {
      problems.add(value.problem(e.getMessage()));
      return Optional.empty();
    }
  }
}
