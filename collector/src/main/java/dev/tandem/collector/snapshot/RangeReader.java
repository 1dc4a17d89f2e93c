package dev.tandem.collector.snapshot;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.pace.Pace;
import dev.tandem.collector.rows.Arrival;
import dev.tandem.collector.rows.RowCapturer;
import dev.tandem.collector.table.HeldTable;
import dev.tandem.collector.table.KeyRange;
import dev.tandem.collector.table.RowKey;
import dev.tandem.collector.table.SourceTable;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads one key range after another over one connection. */
final class RangeReader {
  private static final int XML = 0;
  private static final int ARRIVAL = 1;
  private static final int KEY = 2;
  private static final long POSITION = 0;

  private final Database database;
  private final Connection connection;
  private final SourceTable table;
  private final RowCapturer capturer;
  private final long fallbackMs;
  private final Pace.Reader pace;

  /**
   * A reader.
   *
   * @param connection of the snapshot's view
   * @param fallbackMs arrival of rows that have none of their own
   * @param pace this reader's own
   */
  RangeReader(
      Database database,
      Connection connection,
      SourceTable table,
      RowCapturer capturer,
      long fallbackMs,
      Pace.Reader pace) {
    this.database = database;
    this.connection = connection;
    this.table = table;
    this.capturer = capturer;
    this.fallbackMs = fallbackMs;
    this.pace = pace;
  }

  /**
   * Appends all rows of a range, or up to when it is told to stop.
   *
   * @return whether it has come to the range's end; where not, the connection is of no more use
   * @throws DatabaseException a passing one, where the table was rewritten meanwhile (another view
   *     sees its rows), its columns changed their types, or another table took its name
   */
  boolean read(KeyRange range, BooleanSupplier stopped) {
    try {
      // A view of single statements gets a transaction for each range, so that it holds the table.
      boolean ownTransaction = connection.getAutoCommit();
      connection.setAutoCommit(false);
      if (!HeldTable.hold(connection, table)) {
        throw changed();
      }
      Optional<String> files = TableFiles.seen(connection, table.oid());
      PGCopyInputStream stream =
          new PGCopyInputStream(connection.unwrap(PGConnection.class), copySql(range));
      CopyDecoder rows = new CopyDecoder(stream, KEY + table.key().size());
      while (rows.next()) {
        pace.awaitTurn();
        if (stopped.getAsBoolean()) {
          // The end of the connection, which comes next, ends the COPY too.
          return false;
        }
        capture(rows);
      }
      // Behind the trailer stands the end of the COPY; left unread, it would be taken for the
      // answer to the next command.
      if (stream.read() >= 0) {
        throw new IOException("a binary COPY goes on behind its trailer");
      }
      if (!files.equals(TableFiles.latest(connection, table.oid()))) {
        throw DatabaseException.passing(
            "table " + table.name() + " was rewritten while a range of it was read");
      }
      // By its schema's: the table's own name is held.
      if (!HeldTable.isNamed(connection, table)) {
        throw changed();
      }
      connection.setAutoCommit(ownTransaction);
      return true;
    } catch (SQLException e) {
      throw database.explain("copy table " + table.name(), e);
    } catch (IOException e) {
      throw database.explain(
          "copy table " + table.name(),
          e.getCause() instanceof SQLException cause ? cause : new SQLException(e.getMessage(), e));
    }
  }

  private DatabaseException changed() {
    return DatabaseException.passing(
        "another table has the name "
            + table.name()
            + ", or its columns have other types, than when its snapshot was begun");
  }

  private void capture(CopyDecoder row) {
    RowKey key =
        table.keyOfSelected(
            IntStream.range(KEY, KEY + table.key().size())
                .mapToObj(column -> row.field(column).orElseThrow())
                .toList());
    Arrival arrival =
        table.hasArrival()
            ? Arrival.of(CopiedArrival.epochMs(row.field(ARRIVAL)), fallbackMs)
            : Arrival.of(fallbackMs);
    capturer.capture(
        key, row.field(XML).map(table::xmlOfSelected), table.xmlType(), POSITION, arrival);
  }

  private String copySql(KeyRange range) {
    return "COPY (SELECT "
        + table.columnsSql()
        + " FROM "
        + table.name().sql()
        + " WHERE "
        + range.sql(table.keySql())
        + " AND "
        + table.conditionSql()
        + ") TO STDOUT (FORMAT binary)";
  }
}
