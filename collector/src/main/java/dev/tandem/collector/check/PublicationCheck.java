package dev.tandem.collector.check;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.state.SnapshotState;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.table.Publication;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableException;
import dev.tandem.collector.watch.SlotStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The publication that is there, or the right to create it; and the table's replica identity. */
final class PublicationCheck {
  private static final String MAY_CREATE =
      """
      SELECT has_database_privilege(current_database(), 'CREATE'),
             pg_has_role(current_user, relowner, 'USAGE')
        FROM pg_class WHERE oid = ?\
      """;

  private final Database database;
  private final Connection connection;
  private final SourceTable table;
  private final CheckRequest request;
  private final Findings findings;

  PublicationCheck(
      Database database,
      Connection connection,
      SourceTable table,
      CheckRequest request,
      Findings findings) {
    this.database = database;
    this.connection = connection;
    this.table = table;
    this.request = request;
    this.findings = findings;
  }

  /**
   * Looks.
   *
   * @param state what earlier collectors have left
   */
  void run(SourceState state) throws SQLException {
    Publication publication = new Publication(database, table, request.publication());
    List<TableException> identity = publication.inspectIdentity(connection);
    identity.forEach(problem -> findings.problem("replica_identity", problem));
    if (identity.isEmpty()) {
      findings.ok("replica_identity", "updates of " + table.name() + " can be published");
    }
    if (!publication.exists(connection)) {
      missing(publication);
      return;
    }
    List<TableException> problems = publication.inspect(connection);
    problems.forEach(problem -> findings.problem("publication", problem));
    if (problems.isEmpty()) {
      findings.ok("publication", "publication " + publication.name() + " passes on the table");
      state.snapshot().ifPresent(snapshot -> sameRows(publication, snapshot));
    }
  }

  private void sameRows(Publication publication, SnapshotState snapshot) {
    String reading = publication.reading(connection);
    if (!snapshot.start().reading().equals(reading)) {
      findings.problem(
          "state",
          "the source has been collected with "
              + snapshot.start().reading()
              + ", and now it is to be with "
              + reading,
          List.of(),
          "give the options as before, or run collector resnapshot with the new ones");
    }
  }

  private void missing(Publication publication) throws SQLException {
    if (SlotStatus.read(connection, request.slot()).isPresent()) {
      findings.problem(
          "publication",
          "slot "
              + request.slot()
              + " is there but publication "
              + publication.name()
              + " is not, so the changes since cannot be read",
          List.of(publication.createSql()),
          "then run collector resnapshot with the same flags; it changes no count");
      return;
    }
    try (PreparedStatement query = connection.prepareStatement(MAY_CREATE)) {
      query.setLong(1, table.oid());
      try (ResultSet row = query.executeQuery()) {
        row.next();
        if (row.getBoolean(1) && row.getBoolean(2)) {
          findings.ok("publication", "publication " + publication.name() + " will be created");
          return;
        }
        findings.problem(
            "publication",
            "publication "
                + publication.name()
                + " is not there, and "
                + database.settings().user()
                + " may not create it: it lacks "
                + (row.getBoolean(2) ? "CREATE on the database" : "the table's ownership"),
            List.of(publication.createSql()),
            "let the table's owner run it, once");
      }
    }
  }
}
