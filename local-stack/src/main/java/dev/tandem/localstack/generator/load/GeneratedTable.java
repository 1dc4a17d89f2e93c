package dev.tandem.localstack.generator.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/**
 * The table of documents and the table of the facts that they were meant to say.
 *
 * <pre>
 * fiscal_documents(id bigint primary key, xml text not null, received_at timestamptz)
 * document_facts(row_id, ordinal, kind, access_key, ...)      see {@code Fact}
 * </pre>
 *
 * @param documents name, may have a schema
 * @param facts name, may have a schema
 */
public record GeneratedTable(String documents, String facts) {
  private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]*(\\.[a-z_][a-z0-9_]*)?");

  /** Columns of the facts table, in the order in which they are loaded. */
  static final String FACT_COLUMNS =
      "row_id, ordinal, kind, access_key, model, issuer, issuer_type, recipient_root, state,"
          + " layout, operation, purpose, emission, value_cents, issued, issued_local, registered,"
          + " status, form, event_type, production, reason, arrived";

  public GeneratedTable {
    check("documents", documents);
    check("facts", facts);
  }

  private static void check(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a table's name has lower-case letters, digits and _, with or without a schema: "
              + what
              + "="
              + name);
    }
  }

  /** {@code fiscal_documents} and {@code document_facts}. */
  public static GeneratedTable standard() {
    return new GeneratedTable("fiscal_documents", "document_facts");
  }

  /** Creates both tables where they are missing. */
  public void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + documents
              + " (id bigint PRIMARY KEY, xml text NOT NULL, received_at timestamptz)");
      statement.execute(
          "CREATE TABLE IF NOT EXISTS "
              + facts
              + " (row_id bigint NOT NULL, ordinal int NOT NULL, kind text NOT NULL,"
              + " access_key text NOT NULL, model text NOT NULL, issuer text NOT NULL,"
              + " issuer_type text NOT NULL, recipient_root text NOT NULL, state text NOT NULL,"
              + " layout text NOT NULL, operation text NOT NULL, purpose text NOT NULL,"
              + " emission text NOT NULL, value_cents bigint, issued timestamptz,"
              + " issued_local timestamp, registered timestamptz, status text NOT NULL,"
              + " form text NOT NULL, event_type text NOT NULL, production boolean NOT NULL,"
              + " reason text NOT NULL, arrived timestamptz NOT NULL,"
              + " PRIMARY KEY (row_id, ordinal))");
    }
  }

  /** The index of the first row that is not in the table yet: the largest id. */
  public long nextIndex(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT coalesce(max(id), 0) FROM " + documents)) {
      found.next();
      return found.getLong(1);
    }
  }

  String copyDocuments() {
    return "COPY " + documents + " (id, xml, received_at) FROM STDIN (FORMAT binary)";
  }

  String copyFacts() {
    return "COPY " + facts + " (" + FACT_COLUMNS + ") FROM STDIN (FORMAT binary)";
  }
}
