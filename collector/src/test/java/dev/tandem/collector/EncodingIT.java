package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.RejectReason;
import dev.tandem.domain.Rejection;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A row that cannot be decoded is rejected, by snapshot and by stream, and all others captured. */
class EncodingIT {
  private Fixture fixture;
  private Connection connection;
  private String url;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
    if (connection != null) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  query(
                          "SELECT count(*) FROM pg_replication_slots WHERE active AND database"
                              + " = current_database()")
                      .equals("0"));
      sql(
          "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database ="
              + " current_database()");
      connection.close();
    }
  }

  private void open(String encoding) throws Exception {
    String name = fixture.source + "_encoded";
    fixture.sql(
        "CREATE DATABASE "
            + name
            + " ENCODING '"
            + encoding
            + "' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    url = fixture.servers.database().jdbcUrl(name);
    connection = DriverManager.getConnection(url, fixture.servers.database().user(), "");
  }

  private void sql(String... statements) throws Exception {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String query(String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** A name with these bytes, which are text in these databases' own encoding. */
  private void insert(String key, int number, String hex) throws Exception {
    sql(
        "INSERT INTO \"Documentos\" VALUES ("
            + key
            + ", replace('"
            + Xmls.summary(number)
            + "', 'Padaria', 'Padaria ' || "
            + text(hex)
            + "))");
  }

  private static String text(String hex) {
    return "convert_from('\\x" + hex + "', getdatabaseencoding())";
  }

  private Fixture.Running start(String key) {
    return fixture.start(
        "--url=" + url, "--table=public.Documentos", "--key-columns=" + key, "--xml-column=xml");
  }

  /**
   * 0x81 is nothing in WIN1252; 0xE3 is a letter of Latin-1, and no UTF-8; 0xA9A1 is well formed in
   * EUC_JP, where no character has it.
   */
  @ParameterizedTest
  @CsvSource({
    "WIN1252, n\u00famero, 81, \\x81",
    "SQL_ASCII, numero, e3, \\xe3",
    "EUC_JP, n\u00famero, a9a1, \\xa9\\xa1"
  })
  void shouldRejectTheOneRowAndCaptureTheOthers(
      String encoding, String key, String bytes, String hex) throws Exception {
    open(encoding);
    sql(
        "CREATE TABLE \"Documentos\" (\""
            + key
            + "\" text PRIMARY KEY, xml text, received_at timestamptz)");
    insert("'1'", 1, "41");
    insert("'2'", 2, bytes);
    insert("'3' || " + text(bytes), 3, "41");
    insert("'S\u00e3o'", 4, "42");
    Fixture.Running running = start(key);
    fixture.awaitDelivery(running);
    insert("'5'", 5, "41");
    insert("'6'", 6, bytes);
    insert("'7' || " + text(bytes), 7, "41");
    insert("'Jo\u00e3o'", 8, "42");
    // The same rows by the stream have the same digests.
    sql("UPDATE \"Documentos\" SET received_at = now()");
    sql("UPDATE \"Documentos\" SET \"" + key + "\" = '9' WHERE \"" + key + "\" = '5'");
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    Fixture.Running again = start(key);
    insert("'10'", 10, bytes);
    insert("'11'", 11, "41");
    fixture.awaitDelivery(again);

    assertThat(captured()).containsExactlyInAnyOrder("1", "S\u00e3o", "5", "Jo\u00e3o", "9", "11");
    assertThat(rejected()).containsExactlyInAnyOrder("2", "3" + hex, "6", "7" + hex, "10");
    assertThat(fixture.rejections())
        .allSatisfy(rejection -> assertThat(rejection.reason()).isEqualTo(RejectReason.ENCODING));
    assertThat(fixture.rowVersions()).as("one version each").hasSize(11);
    List<String> flags =
        new ArrayList<>(
            fixture.options(
                "--url=" + url,
                "--table=public.Documentos",
                "--key-columns=" + key,
                "--xml-column=xml"));
    assertThat(Checked.with(flags).problems()).isEmpty();
  }

  private Set<String> captured() {
    Set<String> keys = new TreeSet<>();
    fixture.captures().forEach(capture -> keys.add(capture.row().key().text()));
    return keys;
  }

  private Set<String> rejected() {
    Set<String> keys = new TreeSet<>();
    for (Rejection rejection : fixture.rejections()) {
      keys.add(rejection.origin().substring(rejection.origin().lastIndexOf('/') + 1));
    }
    return keys;
  }
}
