package dev.tandem.beam.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class DatabaseFnTest {
  private static final DatabaseFn DATABASE = new DatabaseFn("postgresql://db:5432/tandem");

  @TempDir Path folder;

  @Test
  void shouldTakeUserAndPasswordFromTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "secret\n");

    for (Map<String, String> environment :
        List.of(
            Map.of("TANDEM_DB_USER", "writer", "TANDEM_DB_PASSWORD", "secret"),
            Map.of("TANDEM_DB_USER", "writer", "TANDEM_DB_PASSWORD_FILE", file.toString()))) {
      PGSimpleDataSource source = DATABASE.dataSource(environment);
      assertThat(source.getServerNames()).containsExactly("db");
      assertThat(source.getDatabaseName()).isEqualTo("tandem");
      assertThat(source.getUser()).isEqualTo("writer");
      assertThat(source.getPassword()).isEqualTo("secret");
    }
  }

  @Test
  void shouldRefuseTwoPasswords() {
    assertThatThrownBy(
            () ->
                DATABASE.dataSource(
                    Map.of("TANDEM_DB_PASSWORD", "a", "TANDEM_DB_PASSWORD_FILE", "b")))
        .isInstanceOf(SinkException.class)
        .hasMessage(
            "TANDEM_DB_PASSWORD and TANDEM_DB_PASSWORD_FILE are both set: keep one of them");
  }
}
