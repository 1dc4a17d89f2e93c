package dev.tandem.localstack.check;

import dev.tandem.domain.Cancellation;
import dev.tandem.domain.Capture;
import dev.tandem.domain.Document;
import dev.tandem.domain.Facts;
import dev.tandem.domain.KeyPart;
import dev.tandem.domain.TaxId;
import dev.tandem.domain.Times;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** A relation of facts filled from captures, with the columns of rank. */
public final class CaptureFacts {
  private static final String TABLE =
      """
      create table capture_facts (
        row_id bigint, ordinal int, kind text, access_key text, model text, issuer text,
        issuer_type text, recipient_root text, state text, layout text, operation text,
        purpose text, emission text, value_cents bigint, issued timestamptz,
        issued_local timestamp, registered timestamptz, status text, form text, event_type text,
        production boolean, reason text, arrived timestamptz,
        source text, table_name text, key_number numeric, key_text text, position bigint,
        digest text)
      """;

  private static final String INSERT =
      """
      insert into capture_facts values (
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final long FIRST_OF_DATABASE_MS =
      Instant.parse("-4000-01-01T00:00:00Z").toEpochMilli();
  private static final long LAST_OF_DATABASE_MS =
      Instant.parse("+290000-01-01T00:00:00Z").toEpochMilli();
  private static final int COLUMNS = 28;
  private static final int ROWS_AT_ONCE = 10_000;

  private CaptureFacts() {}

  /** Fills the relation and gives its name. Rows are numbered as the captures are listed. */
  public static String load(Connection connection, Iterable<Capture> captures) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists capture_facts");
      statement.execute(TABLE);
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      long rowId = 0;
      for (Capture capture : captures) {
        fill(insert, rowId++, capture);
        insert.addBatch();
        if (rowId % ROWS_AT_ONCE == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    return "capture_facts";
  }

  private static void fill(PreparedStatement insert, long rowId, Capture capture)
      throws SQLException {
    for (int i = 1; i <= COLUMNS; i++) {
      insert.setNull(i, Types.NULL);
    }
    insert.setLong(1, rowId);
    insert.setInt(2, capture.ordinal());
    insert.setString(3, capture.record().kind().name().toLowerCase(Locale.ROOT));
    insert.setString(4, capture.record().accessKey());
    insert.setLong(14, 0);
    insert.setBoolean(21, false);
    if (capture.record() instanceof Document document) {
      fill(insert, document.facts());
      insert.setString(18, document.status());
      insert.setBoolean(21, document.production());
    } else if (capture.record() instanceof Cancellation cancellation) {
      time(insert, 17, cancellation.registeredMs());
      insert.setString(18, cancellation.status());
      insert.setString(19, cancellation.form().name().toLowerCase(Locale.ROOT));
      insert.setString(20, cancellation.eventType());
      insert.setBoolean(21, cancellation.production());
    }
    time(insert, 22, capture.arrivedMs());
    insert.setString(23, capture.row().source());
    insert.setString(24, capture.row().table());
    List<KeyPart> parts = capture.row().key().parts();
    if (parts.size() != 1) {
      throw new IllegalArgumentException("SQL ranks keys of one column, not " + capture.row());
    }
    KeyPart key = parts.get(0);
    boolean number = key.type() == KeyPart.Type.NUMBER;
    insert.setBigDecimal(25, number ? new BigDecimal(key.text()) : null);
    insert.setString(26, number ? "" : key.text());
    insert.setLong(27, capture.position());
    insert.setString(28, capture.digest().toString());
  }

  private static void fill(PreparedStatement insert, Facts facts) throws SQLException {
    insert.setString(5, facts.model());
    insert.setString(6, facts.issuer().text());
    insert.setString(
        7, facts.issuer().type() == TaxId.Type.NONE ? "" : facts.issuer().type().name());
    insert.setString(8, facts.recipientRoot());
    insert.setString(9, facts.state());
    insert.setString(10, facts.layout());
    insert.setString(11, facts.operation());
    insert.setString(12, facts.purpose());
    insert.setString(13, facts.emission());
    insert.setLong(14, facts.valueCents());
    time(insert, 15, facts.issuedMs());
    if (Times.isPresent(facts.issuedLocalMs())) {
      insert.setObject(
          16,
          LocalDateTime.ofInstant(
              Instant.ofEpochMilli(inDatabase(facts.issuedLocalMs())), ZoneOffset.UTC));
    }
    time(insert, 17, facts.registeredMs());
  }

  private static void time(PreparedStatement insert, int column, long timeMs) throws SQLException {
    if (Times.isPresent(timeMs)) {
      insert.setObject(column, Instant.ofEpochMilli(inDatabase(timeMs)).atOffset(ZoneOffset.UTC));
    }
  }

  /** The nearest time that PostgreSQL can hold; no closer to the contract's range than it was. */
  private static long inDatabase(long timeMs) {
    return Math.max(FIRST_OF_DATABASE_MS, Math.min(timeMs, LAST_OF_DATABASE_MS));
  }
}
