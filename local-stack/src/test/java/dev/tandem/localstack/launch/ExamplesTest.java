package dev.tandem.localstack.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo prints what the README shows; {@code ReadmeExamplesIT} asks all of it. */
class ExamplesTest {
  private static final String KEY = "35261134128745000152550000000000000000000001";
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @Test
  void shouldPrintTheExamplesOfTheReadme() throws IOException {
    List<String> readme =
        Files.readAllLines(Path.of("..", "README.md")).stream()
            .filter(line -> line.startsWith("    curl "))
            .map(String::strip)
            .toList();

    assertThat(Examples.of("localhost:8080", DAY, KEY)).isEqualTo(readme);
  }
}
