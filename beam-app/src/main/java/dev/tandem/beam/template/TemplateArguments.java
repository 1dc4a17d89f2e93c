package dev.tandem.beam.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What Dataflow's launcher starts a template's program with ({@code --bootstrapServers=...} and
 * Beam's own {@code --runner}, {@code --templateLocation} and others), as a command line of {@code
 * submit}.
 */
public final class TemplateArguments {
  /** Said by the launcher, and by {@code submit} of itself. */
  private static final Set<String> SAID_ANYWAY =
      Set.of("runner", "tempLocation", "gcpTempLocation");

  private final TemplateParameters parameters;

  public TemplateArguments(TemplateParameters parameters) {
    this.parameters = parameters;
  }

  /**
   * The command line, without the command.
   *
   * @param launched each {@code --NAME=VALUE}
   * @throws TemplateException naming the parameter
   */
  public List<String> commandLine(List<String> launched) {
    Map<String, String> given = new TreeMap<>();
    for (String argument : launched) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new TemplateException(
            argument + ": a template's parameters are given as --NAME=VALUE");
      }
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    // Where nothing else is given, the launcher names only this of the two.
    if (given.containsKey("tempLocation")) {
      given.putIfAbsent("stagingLocation", given.get("tempLocation"));
    }
    List<String> line = new ArrayList<>();
    // What is left empty in a form is not given.
    given.values().removeIf(String::isEmpty);
    given.forEach((name, value) -> line.addAll(option(name, value)));
    return line;
  }

  private List<String> option(String name, String value) {
    if (SAID_ANYWAY.contains(name)) {
      return List.of();
    }
    Optional<OptionSpec> own = parameters.option(name);
    if (own.isPresent()) {
      return ownOption(own.get(), name, value);
    }
    Optional<String> known = Optional.ofNullable(DataflowNames.OPTIONS.get(name));
    if (known.isEmpty()) {
      return List.of("--beam-option", "--" + name + '=' + value);
    }
    return switch (name) {
      case "usePublicIps" -> isTrue(name, value) ? List.of() : List.of(known.get());
      case "update" -> noUpdate(isTrue(name, value));
      case "labels" -> List.of(known.get() + '=' + labels(value));
      default -> List.of(known.get() + '=' + value);
    };
  }

  /**
   * What a launch writes is taken by Dataflow, which does not compare it with the running job's
   * metrics and log as {@code submit} does.
   */
  private static List<String> noUpdate(boolean asked) {
    if (asked) {
      throw new TemplateException(
          "update = true: a template's launch cannot see whether the running job counts the same"
              + " metrics of the same log, and what is new would lack all that was read before:"
              + " update with submit --update");
    }
    return List.of();
  }

  private static List<String> ownOption(OptionSpec option, String name, String value) {
    if (option.typeInfo().isBoolean()) {
      return isTrue(name, value) ? List.of(option.longestName()) : List.of();
    }
    List<String> values = option.isMultiValue() ? List.of(value.split(",", -1)) : List.of(value);
    return values.stream().map(each -> option.longestName() + '=' + each).toList();
  }

  private static boolean isTrue(String name, String value) {
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new TemplateException(name + " = " + value + ": give true or false");
    };
  }

  /** The launcher says them as JSON, the option takes {@code KEY=VALUE,...}. */
  private static String labels(String json) {
    try {
      Map<?, ?> labels = new ObjectMapper().readValue(json, TreeMap.class);
      return labels.entrySet().stream()
          .map(label -> label.getKey() + "=" + label.getValue())
          .collect(Collectors.joining(","));
    } catch (JsonProcessingException e) {
      throw new TemplateException(
          "labels = " + json + ": give an object of JSON, such as {\"team\": \"fiscal\"}", e);
    }
  }
}
