package dev.tandem.collector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.collector.database.DatabaseSettings;
import dev.tandem.collector.table.ArrivalType;
import dev.tandem.collector.table.KeyColumn;
import dev.tandem.collector.table.KeyType;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableName;
import dev.tandem.collector.table.TextEncoding;
import dev.tandem.collector.table.XmlType;
import dev.tandem.registry.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConnectorPropertiesTest {
  private final Properties properties =
      ConnectorProperties.of(
          new DatabaseSettings(
              "jdbc:postgresql://db.example:6432/docs?sslmode=verify-full&sslrootcert=/ca.pem&options=-c%20bytea_output%3Descape",
              "me", Optional.of(Secret.of("hush"))),
          new StreamSettings("erp.1", table(), "pub", Duration.ofSeconds(1), "same"),
          "slot_1",
          "-c bytea_output=hex");

  private static SourceTable table() {
    return new SourceTable(
        new TableName("a.b", "x,y$"),
        1,
        false,
        List.of(new KeyColumn("id", KeyType.NUMBER)),
        "xml (old)",
        XmlType.TEXT,
        "",
        ArrivalType.NONE,
        TextEncoding.CONVERTED,
        Optional.empty());
  }

  @Test
  void shouldHandTheDriversParametersOn() {
    assertThat(properties)
        .containsEntry("database.hostname", "db.example")
        .containsEntry("database.port", "6432")
        .containsEntry("database.dbname", "docs")
        .containsEntry("database.sslmode", "verify-full")
        .containsEntry("database.sslrootcert", "/ca.pem")
        .containsEntry("database.options", "-c bytea_output=escape -c bytea_output=hex")
        .containsEntry("database.password", "hush");
  }

  @Test
  void shouldIncludeOneTableOnly() {
    Pattern table = expression(properties.getProperty("table.include.list"));
    assertThat(table.matcher("a.b.x,y$").matches()).isTrue();
    assertThat(table.matcher("aXb.x,y$").matches()).isFalse();
  }

  @Test
  void shouldIncludeNamedColumnsOnly() {
    String[] columns = properties.getProperty("column.include.list").split("(?<!\\\\),");
    assertThat(columns).hasSize(2);
    assertThat(expression(columns[0]).matcher("a.b.x,y$.id").matches()).isTrue();
    assertThat(expression(columns[1]).matcher("a.b.x,y$.xml (old)").matches()).isTrue();
    assertThat(expression(columns[1]).matcher("a.b.x,y$.xml (new)").matches()).isFalse();
  }

  @Test
  void shouldKnowItsOwnHeartbeats() {
    Pattern prefix = expression(properties.getProperty("message.prefix.include.list"));
    assertThat(prefix.matcher("tandem:erp.1").matches()).isTrue();
    assertThat(prefix.matcher("tandem:erpX1").matches()).isFalse();
  }

  /** Debezium splits lists at commas without a backslash and takes the backslashes away. */
  private static Pattern expression(String listed) {
    return Pattern.compile(listed.replace("\\,", ","));
  }
}
