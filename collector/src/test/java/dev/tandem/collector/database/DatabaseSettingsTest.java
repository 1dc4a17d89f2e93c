package dev.tandem.collector.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.registry.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {
  @Test
  void shouldTakeTheAddressApart() {
    DatabaseSettings settings =
        settings("jdbc:postgresql://db.example:6432/docs?sslmode=verify-full&sslrootcert=/ca.pem");
    assertThat(settings.host()).isEqualTo("db.example");
    assertThat(settings.port()).isEqualTo(6432);
    assertThat(settings.database()).isEqualTo("docs");
    assertThat(settings.parameters())
        .isEqualTo(Map.of("sslmode", "verify-full", "sslrootcert", "/ca.pem"));
  }

  @Test
  void shouldNotPrintThePassword() {
    assertThat(settings("jdbc:postgresql://localhost/docs").toString()).doesNotContain("hush");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://u:hush@localhost/docs",
        "jdbc:postgresql://localhost/docs?password=hush",
        "jdbc:postgresql://localhost/docs?user=me",
        "jdbc:mysql://localhost/docs?password=hush",
        "jdbc:postgresql://h1,h2/docs",
        "localhost:5432"
      })
  void shouldRefuseOtherAddresses(String url) {
    assertThatThrownBy(() -> settings(url))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("hush");
  }

  private static DatabaseSettings settings(String url) {
    return new DatabaseSettings(url, "me", Optional.of(Secret.of("hush")));
  }
}
