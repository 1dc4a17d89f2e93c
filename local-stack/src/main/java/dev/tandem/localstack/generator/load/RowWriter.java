package dev.tandem.localstack.generator.load;

import dev.tandem.localstack.generator.Fact;
import dev.tandem.localstack.generator.GeneratedRow;
import java.sql.Connection;
import java.sql.SQLException;

/** Collects rows and writes them with their facts in one transaction. */
public final class RowWriter {
  private static final int FULL_BYTES = 8 << 20;
  private static final int FACT_COLUMNS = GeneratedTable.FACT_COLUMNS.split(",", -1).length;

  private final Connection connection;
  private final GeneratedTable table;
  private final CopyBuffer documents = new CopyBuffer();
  private final CopyBuffer facts = new CopyBuffer();
  private long firstId;
  private long lastId;

  /**
   * A writer of one connection, with nothing collected.
   *
   * @param connection is set to commit by hand; what else was done in its transaction is committed
   *     with the rows
   */
  public RowWriter(Connection connection, GeneratedTable table) throws SQLException {
    this.connection = connection;
    this.table = table;
    connection.setAutoCommit(false);
  }

  /** A row to be inserted. */
  public void add(GeneratedRow row) {
    documents.row(3);
    documents.bigint(row.id());
    documents.text(row.xml());
    documents.timestamp(row.receivedAt());
    addFacts(row);
  }

  /** The facts of a row that is in the table already, in another version. */
  public void addFacts(GeneratedRow row) {
    firstId = firstId == 0 ? row.id() : firstId;
    lastId = row.id();
    row.facts().forEach(this::add);
  }

  private void add(Fact fact) {
    facts.row(FACT_COLUMNS);
    facts.bigint(fact.rowId());
    facts.integer(fact.ordinal());
    facts.text(fact.kind().text());
    facts.text(fact.accessKey());
    facts.text(fact.model());
    facts.text(fact.issuer());
    facts.text(fact.issuerType());
    facts.text(fact.recipientRoot());
    facts.text(fact.state());
    facts.text(fact.layout());
    facts.text(fact.operation());
    facts.text(fact.purpose());
    facts.text(fact.emission());
    facts.bigint(fact.valueCents());
    facts.timestamp(fact.issued());
    facts.localTimestamp(fact.issuedLocal());
    facts.timestamp(fact.registered());
    facts.text(fact.status());
    facts.text(fact.form());
    facts.text(fact.eventType());
    facts.bool(fact.production());
    facts.text(fact.reason());
    facts.timestamp(fact.arrived());
  }

  /** Whether the rows should be written before more are added. */
  boolean isFull() {
    return documents.size() >= FULL_BYTES;
  }

  /** Writes and commits what was added, if anything was. */
  public void flush() throws SQLException {
    if (firstId != 0) {
      send();
      connection.commit();
    }
  }

  /** Writes what was added, if anything was, and leaves it to the caller to commit or roll back. */
  public void send() throws SQLException {
    if (firstId == 0) {
      return;
    }
    try {
      documents.copyInto(connection, table.copyDocuments());
      facts.copyInto(connection, table.copyFacts());
      firstId = 0;
    } catch (SQLException e) {
      throw new SQLException(
          "writing rows "
              + firstId
              + " to "
              + lastId
              + " into "
              + table.documents()
              + " and "
              + table.facts()
              + " failed: "
              + e.getMessage(),
          e.getSQLState(),
          e);
    }
  }
}
