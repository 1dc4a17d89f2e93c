package dev.tandem.parity;

import dev.tandem.localstack.generator.load.ConnectionSource;
import dev.tandem.localstack.generator.load.GeneratedTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/**
 * A table whose rows change, with the facts of every version that a row has had. A version is
 * numbered by its facts' row id: the row's key, negative for its draft (see {@code
 * DocumentGenerator.draft}).
 *
 * <p>Only one version of a row is ever countable, and all have the same arrival: so what must be
 * counted does not hang on which of them a snapshot saw.
 */
final class ChangingTable {
  static final String DOCUMENTS = "public.fiscal_documents";

  /** What the SQL opinion is stated over. */
  static final String VERSIONS = "public.document_versions";

  private static final GeneratedTable TABLE =
      new GeneratedTable(DOCUMENTS, "public.document_facts");

  private final ConnectionSource database;

  ChangingTable(ConnectionSource database) throws SQLException {
    this.database = database;
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      TABLE.create(connection);
      statement.execute("ALTER TABLE " + DOCUMENTS + " ADD COLUMN note text");
      statement.execute(
          "CREATE VIEW "
              + VERSIONS
              + " AS SELECT *, ''::text AS source, ''::text AS table_name,"
              + " abs(row_id)::numeric AS key_number, ''::text AS key_text,"
              + " (row_id > 0)::int::bigint AS position, (row_id > 0)::text AS digest FROM "
              + TABLE.facts());
    }
  }

  ConnectionSource database() {
    return database;
  }

  GeneratedTable generated() {
    return TABLE;
  }

  /** Bytes of all XML that is there now. */
  long xmlBytes() throws SQLException {
    return number("SELECT sum(octet_length(xml)) FROM " + DOCUMENTS);
  }

  /** Rows that have ever been there. */
  long rows() throws SQLException {
    return number("SELECT count(DISTINCT abs(row_id)) FROM " + TABLE.facts());
  }

  /** Versions that rows have ever had. */
  long versions() throws SQLException {
    return number("SELECT count(DISTINCT row_id) FROM " + TABLE.facts());
  }

  /** Milliseconds of the database's clock. */
  long nowMs() throws SQLException {
    return number("SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)");
  }

  /** Whether a change that begins now will be in a slot's stream. */
  boolean isStreamed(String slot) throws SQLException {
    return number(
            "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '"
                + slot
                + "' AND confirmed_flush_lsn IS NOT NULL")
        == 1;
  }

  /** Forgets versions that nobody can have seen. */
  void forget(Collection<Long> versions) throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement()) {
      for (long version : versions) {
        statement.addBatch("DELETE FROM " + TABLE.facts() + " WHERE row_id = " + version);
      }
      statement.executeBatch();
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
