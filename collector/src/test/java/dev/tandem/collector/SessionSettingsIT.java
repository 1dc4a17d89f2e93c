package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a role or a database sets for its applications changes nothing of what is captured. */
class SessionSettingsIT {
  /** Each of them once broke something, or could. */
  private static final Map<String, String> HOSTILE =
      Map.ofEntries(
          Map.entry("bytea_output", "escape"),
          Map.entry("\"DateStyle\"", "'German, DMY'"),
          Map.entry("\"IntervalStyle\"", "sql_standard"),
          Map.entry("\"TimeZone\"", "'America/Sao_Paulo'"),
          Map.entry("extra_float_digits", "-15"),
          Map.entry("client_encoding", "LATIN1"),
          Map.entry("lc_monetary", "'C.UTF-8'"),
          Map.entry("xmlbinary", "hex"),
          Map.entry("xmloption", "document"),
          Map.entry("search_path", "nowhere"),
          Map.entry("quote_all_identifiers", "on"),
          Map.entry("standard_conforming_strings", "off"),
          Map.entry("statement_timeout", "'300ms'"),
          Map.entry("transaction_timeout", "'300ms'"),
          Map.entry("idle_in_transaction_session_timeout", "'300ms'"),
          Map.entry("idle_session_timeout", "'300ms'"),
          Map.entry("default_transaction_read_only", "on"),
          Map.entry("default_transaction_isolation", "serializable"),
          Map.entry("default_transaction_deferrable", "on"));

  private Fixture fixture;
  private String role;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    role = fixture.source + "_role";
    fixture.sql("CREATE ROLE " + role + " LOGIN SUPERUSER");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE, bytea, numeric, timestamptz",
    "ROLE, bytea, uuid, timestamp",
    "ROLE, xml, numeric, timestamptz",
    "DATABASE, text, uuid, timestamp"
  })
  void shouldCaptureAlikeWhateverIsSet(String where, String xml, String key, String arrival)
      throws Exception {
    fixture.sql(
        "SET timezone = 'UTC'",
        "CREATE TABLE documents (id "
            + key
            + " PRIMARY KEY, xml "
            + xml
            + ", at "
            + arrival
            + ", day date, took interval, part float8, value money)");
    insert(1, xml, key);
    String altered = "ALTER " + where + " " + (where.equals("ROLE") ? role : fixture.source);
    for (Map.Entry<String, String> setting : HOSTILE.entrySet()) {
      fixture.sql(altered + " SET " + setting.getKey() + " = " + setting.getValue());
    }
    // Its own limits would end the test's connections too.
    Fixture.Running running =
        fixture.start(
            "--user=" + role,
            "--table=public.documents",
            "--xml-column=xml",
            "--arrival-column=at");
    fixture.awaitDelivery(running);
    insert(2, xml, key);
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    Fixture.Running again =
        fixture.start(
            "--user=" + role,
            "--table=public.documents",
            "--xml-column=xml",
            "--arrival-column=at");
    insert(3, xml, key);
    fixture.awaitDelivery(again);

    List<String> expected = new ArrayList<>();
    for (int id = 1; id <= 3; id++) {
      expected.add(key(id, key) + " " + Instant.parse("2026-03-01T10:20:30.123Z").toEpochMilli());
    }
    assertThat(fixture.rejections()).isEmpty();
    assertThat(fixture.captures())
        .extracting(capture -> capture.row().key().text() + " " + capture.arrivedMs())
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(fixture.captures()).noneMatch(capture -> capture.arrivalAssumed());
  }

  private void insert(int id, String xml, String key) throws Exception {
    String text = "'" + Xmls.summary(7) + "'";
    fixture.sql(
        "INSERT INTO documents VALUES ('"
            + key(id, key)
            + "', "
            + (xml.equals("bytea") ? "convert_to(" + text + ", 'UTF8')" : text)
            + ", '2026-03-01 10:20:30.123999', '2026-03-01', '1 day', 0.1, 1.5)");
  }

  private static String key(int id, String type) {
    return type.equals("uuid") ? "00000000-0000-0000-0000-00000000000" + id : "1234567890.000" + id;
  }
}
