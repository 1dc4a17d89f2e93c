package dev.tandem.collector.table;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.ReplicationSlot;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the change stream has carried every row of a table since a fingerprint of it was taken.
 * The catalog's history does not repeat itself: a fingerprint that is the same after a place in the
 * WAL as before it was the same all the way up to that place.
 */
public final class Coverage {
  private static final Logger LOG = LoggerFactory.getLogger(Coverage.class);

  private final Database database;
  private final TableName table;
  private final List<String> columns;
  private final String publication;

  /**
   * Of a table's rows in a publication.
   *
   * @param columns those captured
   */
  public Coverage(Database database, TableName table, List<String> columns, String publication) {
    this.database = database;
    this.table = table;
    this.columns = List.copyOf(columns);
    this.publication = publication;
  }

  /** What is there now. */
  public Fingerprint read(Connection connection) {
    return read(connection, columns);
  }

  private Fingerprint read(Connection connection, List<String> of) {
    try {
      return FingerprintQuery.read(connection, table, of, publication);
    } catch (SQLException e) {
      throw database.explain("read the catalog", e);
    }
  }

  /**
   * What is there now, where nothing was missed since.
   *
   * @throws TableException where rows may have been missed, with the way out
   */
  public Fingerprint verified(Connection connection, Fingerprint before) {
    Fingerprint now = read(connection, before.columnNames());
    Drift drift = drift(connection, before, now);
    explained(drift)
        .ifPresent(
            missed -> {
              throw missed;
            });
    if (!drift.retyped().isEmpty()) {
      LOG.warn(
          "Type and values of {} of {} were changed by ALTER TABLE. Rows captured before are taken"
              + " to hold the same values; if USING made others of them, {}",
          String.join(", ", drift.retyped()),
          table,
          ReplicationSlot.REMEDY);
    }
    return now;
  }

  /** Why rows may have been missed since, with the way out; empty where none were. */
  public Optional<TableException> missed(Connection connection, Fingerprint before) {
    return explained(drift(connection, before, read(connection, before.columnNames())));
  }

  private Drift drift(Connection connection, Fingerprint before, Fingerprint now) {
    try {
      return Drift.between(table, publication, before, now, new PartitionHistory(connection));
    } catch (SQLException e) {
      throw database.explain("read the catalog", e);
    }
  }

  private Optional<TableException> explained(Drift drift) {
    return drift.found().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TableException(
                "rows of "
                    + table
                    + " may be missing from the change stream, because "
                    + String.join("; ", drift.found())
                    + ". The way out: "
                    + drift.first().stream()
                        .map(sql -> "run " + sql + ", then ")
                        .reduce("", String::concat)
                    + ReplicationSlot.REMEDY,
                drift.first()));
  }
}
