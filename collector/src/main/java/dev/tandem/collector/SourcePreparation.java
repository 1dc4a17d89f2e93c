package dev.tandem.collector;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.ServerCheck;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogTopics;
import dev.tandem.collector.state.KnownSource;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.table.Coverage;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.Publication;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableCatalog;
import dev.tandem.collector.table.TableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Checks what every collector of a source needs, be it the first one or one that helps. */
final class SourcePreparation {
  private final CollectorSettings settings;
  private final Database database;

  SourcePreparation(CollectorSettings settings, Database database) {
    this.settings = settings;
    this.database = database;
  }

  /** Checks server and table, and makes the topics. */
  PreparedSource prepare() {
    try (Connection connection = database.connect("preparation")) {
      ServerCheck.verify(database, connection, settings.table().where().isPresent());
      SourceTable table = TableCatalog.resolve(database, connection, settings.table());
      return new PreparedSource(table, LogTopics.ensure(settings.log()));
    } catch (SQLException e) {
      throw database.explain("close a connection", e);
    }
  }

  /**
   * The table as it is now.
   *
   * @param vouched as the stream was last vouched for
   * @throws TableException where it is another table than that, or cannot serve any more
   */
  SourceTable resolve(Connection connection, Optional<Fingerprint> vouched) {
    Coverage coverage =
        new Coverage(database, settings.table().table(), List.of(), settings.publication());
    SourceTable table;
    try {
      table = TableCatalog.resolve(database, connection, settings.table());
    } catch (TableException e) {
      throw vouched.flatMap(before -> coverage.missed(connection, before)).orElse(e);
    }
    if (vouched.isPresent() && !vouched.get().isOf(table)) {
      Fingerprint unused = coverage.verified(connection, vouched.get());
    }
    return table;
  }

  /**
   * Checks that it is the source which other collectors have begun.
   *
   * @throws LogException where it is another, or the log is
   */
  void verify(PreparedSource prepared, KnownSource known) {
    String table = prepared.table().name().toString();
    if (!known.table().equals(table) || !known.slot().equals(settings.slot())) {
      throw new LogException(
          String.format(
              "source %s is known to collect table %s with slot %s, not table %s with slot %s: give"
                  + " this one another --source",
              settings.source(), known.table(), known.slot(), table, settings.slot()));
    }
    if (known.partitions() != prepared.partitions()) {
      throw new LogException(
          String.format(
              "topic %s had %d partitions when source %s began and now has %d; documents' copies"
                  + " would come apart: begin again with other topics (--topic-prefix)",
              settings.log().topics().captures(),
              known.partitions(),
              settings.source(),
              prepared.partitions()));
    }
  }

  /**
   * What is read of the table, in words: columns, and the rows the publication passes on.
   *
   * @throws TableException where those are not the rows that were asked for
   */
  String reading(Connection connection, SourceTable table) {
    Publication publication = new Publication(database, table, settings.publication());
    List<TableException> problems = publication.inspect(connection);
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
    return publication.reading(connection);
  }

  /**
   * Checks that what is read of the table is what the snapshot is of.
   *
   * @throws TableException where it is something else
   */
  void verify(Connection connection, SourceTable table, SnapshotState snapshot) {
    String reading = reading(connection, table);
    if (!snapshot.start().reading().equals(reading)) {
      throw new TableException(
          String.format(
              "source %s has been collected with %s, and now it is to be with %s, which would leave"
                  + " out what is in the table already: give the options as before, or run"
                  + " \"collector resnapshot\" with the new ones, then \"collector run\"; no count"
                  + " changes twice",
              settings.source(), snapshot.start().reading(), reading));
    }
  }
}
