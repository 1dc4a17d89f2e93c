package dev.tandem.beam.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The page says of submit's options what its help says. */
class OptionsTableTest {
  private static final Path PAGE = Path.of("..", "docs", "dataflow.md");

  @Test
  void shouldStandOnThePage() throws IOException {
    CommandSpec submit = BeamCommand.commandLine().getSubcommands().get("submit").getCommandSpec();

    assertThat(Files.readString(PAGE)).contains(table(submit));
  }

  private static String table(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .map(OptionsTableTest::row)
        .collect(Collectors.joining("\n", "| option | |\n|---|---|\n", "\n"));
  }

  private static String row(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : " " + label(option.paramLabel());
    return "| `"
        + option.longestName()
        + value
        + "`"
        + (option.required() ? ", required" : "")
        + " | "
        + String.join(" ", option.description())
        + " |";
  }

  private static String label(String given) {
    return given.startsWith("<") ? "TEXT" : given;
  }
}
