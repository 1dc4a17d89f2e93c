package dev.tandem.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  @TempDir private Path folder;

  @Test
  void shouldTakeTheValueTheVariableOrTheFile() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "from file\r\n");

    assertThat(Secret.parse("plain", Map.of()).reveal()).isEqualTo("plain");
    assertThat(Secret.parse("env:PW", Map.of("PW", "from variable")).reveal())
        .isEqualTo("from variable");
    assertThat(Secret.parse("file:" + file, Map.of()).reveal()).isEqualTo("from file");
  }

  @Test
  void shouldTakeOnlyOneLineBreakFromTheEndOfAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), " spaces and\n\n");

    assertThat(Secret.fromFile(file).reveal()).isEqualTo(" spaces and\n");
  }

  @Test
  void shouldNotPrintItself() {
    assertThat(Secret.of("hunter2")).hasToString("(secret)");
    assertThat(new Credentials.Basic("ana", Secret.of("hunter2")).toString())
        .contains("ana")
        .doesNotContain("hunter2");
  }

  @Test
  void shouldNameTheVariableThatIsNotSet() {
    assertThatThrownBy(() -> Secret.parse("env:PW", Map.of("PW", "")))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining("PW")
        .hasMessageContaining("set it");
  }

  @Test
  void shouldNameTheFileThatIsAbsentOrEmpty() throws IOException {
    Path absent = folder.resolve("absent");
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThatThrownBy(() -> Secret.fromFile(absent))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining(absent.toString());
    assertThatThrownBy(() -> Secret.fromFile(empty))
        .isInstanceOf(RegistrySettingException.class)
        .hasMessageContaining(empty + " is empty");
  }
}
