package dev.tandem.collector;

import dev.tandem.collector.config.Setting;
import dev.tandem.collector.config.Value;
import dev.tandem.collector.config.Values;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The settings of a source as flags of a command. */
final class SettingOptions {
  private SettingOptions() {}

  /** Gives a command a flag for every setting, before its own in the help. */
  static CommandSpec addTo(CommandSpec command) {
    int order = -Setting.values().length;
    for (Setting setting : Setting.values()) {
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

  /** The flags that were given. */
  static Values values(CommandSpec command) {
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

  /** The one source that the flags describe. */
  static CollectorSettings source(CommandSpec command, Map<String, String> environment) {
    List<String> problems = new ArrayList<>();
    return new SettingsReader(environment, values(command), problems)
        .read()
        .orElseThrow(() -> new UsageException(String.join(System.lineSeparator(), problems)));
  }
}
