package dev.tandem.beam.template;

import com.google.api.services.dataflow.model.ParameterMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A template's parameters: the options of a command, as they are declared, under names as Dataflow
 * has them ({@code --bootstrap-servers} is {@code bootstrapServers}).
 */
public final class TemplateParameters {
  private final List<OptionSpec> options;

  private TemplateParameters(List<OptionSpec> options) {
    this.options = options;
  }

  /** Those of {@code submit}. */
  public static TemplateParameters of(CommandSpec submit) {
    return new TemplateParameters(
        submit.options().stream()
            .filter(option -> !option.usageHelp() && !option.versionHelp())
            .filter(option -> !DataflowNames.OPTIONS.containsValue(option.longestName()))
            .filter(option -> !DataflowNames.OF_NO_USE.contains(option.longestName()))
            .toList());
  }

  /** As Dataflow describes parameters. */
  List<ParameterMetadata> metadata() {
    List<ParameterMetadata> all = new ArrayList<>();
    for (OptionSpec option : options) {
      ParameterMetadata parameter =
          new ParameterMetadata()
              .setName(name(option))
              .setLabel(label(option))
              .setHelpText(String.join(" ", option.description()))
              .setIsOptional(!option.required())
              .setParamType(type(option));
      Optional.ofNullable(option.defaultValue()).ifPresent(parameter::setDefaultValue);
      regex(option).ifPresent(regex -> parameter.setRegexes(List.of(regex)));
      all.add(parameter);
    }
    return all;
  }

  /** The option that a parameter is. */
  Optional<OptionSpec> option(String name) {
    return options.stream().filter(option -> name(option).equals(name)).findFirst();
  }

  /** {@code --bootstrap-servers} is {@code bootstrapServers}. */
  static String name(OptionSpec option) {
    StringBuilder name = new StringBuilder();
    for (String word : option.longestName().substring(2).split("-", -1)) {
      name.append(name.isEmpty() ? word : capitalized(word));
    }
    return name.toString();
  }

  private static String label(OptionSpec option) {
    return capitalized(option.longestName().substring(2).replace('-', ' '));
  }

  private static String capitalized(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String type(OptionSpec option) {
    if (option.typeInfo().isBoolean()) {
      return "BOOLEAN";
    }
    return isFile(option) ? "GCS_READ_FILE" : "TEXT";
  }

  private static boolean isFile(OptionSpec option) {
    return option.paramLabel().equals("FILE") || option.paramLabel().startsWith("gs://");
  }

  private static Optional<String> regex(OptionSpec option) {
    if (option.typeInfo().isBoolean()) {
      return Optional.of("^(true|false)$");
    }
    // What is on the machine of whoever starts a template is not in its image.
    return isFile(option) ? Optional.of("^gs://[^/]+/.+$") : Optional.empty();
  }
}
