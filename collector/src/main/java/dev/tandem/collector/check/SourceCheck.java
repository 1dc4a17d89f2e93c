package dev.tandem.collector.check;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.log.LogInspection;
import dev.tandem.collector.state.SourceState;
import dev.tandem.collector.table.SourceTable;
import dev.tandem.collector.table.TableCatalog;
import dev.tandem.collector.table.TableException;
import dev.tandem.registry.RegistryClients;
import dev.tandem.registry.RegistryException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at everything a source needs. Makes and changes nothing. */
public final class SourceCheck {
  private final CheckRequest request;
  private final Database database;
  private final Findings findings = new Findings();
  private final Findings ofRegistry = new Findings();

  private SourceCheck(CheckRequest request) {
    this.request = request;
    this.database = new Database(request.database());
  }

  /** All findings, those of the database first. */
  public static List<Finding> of(CheckRequest request) {
    SourceCheck check = new SourceCheck(request);
    Findings ofLog = new Findings();
    Optional<LogInspection> log = new LogCheck(request.log(), ofLog).run();
    check.database(new StateCheck(request, ofLog).read(log));
    check.registry();
    new SilentSourcesCheck(request, ofLog).run(log);
    return Stream.of(check.findings.all(), ofLog.all(), check.ofRegistry.all())
        .flatMap(List::stream)
        .toList();
  }

  private void database(SourceState state) {
    try (Connection connection = database.connect("check")) {
      findings.ok(
          "database",
          "connected to " + database.settings().address() + " as " + database.settings().user());
      look(connection, state);
    } catch (SQLException e) {
      findings.problem("database", database.explain("look at the source", e));
    } catch (DatabaseException e) {
      findings.problem("database", e);
    }
  }

  private void look(Connection connection, SourceState state) throws SQLException {
    ServerFacts server = ServerFacts.read(connection);
    new ServerSettingsCheck(server, request, findings).run();
    TableCatalog.Inspection inspection =
        TableCatalog.inspect(database, connection, request.table());
    inspection.problems().forEach(problem -> findings.problem("table", problem));
    PrivilegeCheck privileges = new PrivilegeCheck(connection, server, request, findings);
    if (privileges.role()) {
      replicationConnection();
    }
    boolean readable = privileges.table();
    new SlotCheck(database, connection, server, request, findings).run(state);
    new CoverageCheck(database, connection, request, findings).run(state);
    if (inspection.table().isEmpty()) {
      return;
    }
    SourceTable table = inspection.table().get();
    findings.ok("table", request.table().table() + ": " + described(table));
    new PublicationCheck(database, connection, table, request, findings).run(state);
    if (readable) {
      read(connection, table);
    }
  }

  /** pg_hba.conf can refuse what the role may do. */
  private void replicationConnection() throws SQLException {
    try (Connection replication = database.connectForReplication("check");
        Statement statement = replication.createStatement()) {
      statement.execute("IDENTIFY_SYSTEM");
    } catch (DatabaseException e) {
      findings.problem("replication", e);
    }
  }

  private static String described(SourceTable table) {
    return "key "
        + String.join(", ", table.keyColumns())
        + ", XML "
        + table.xmlColumn()
        + (table.hasArrival()
            ? ", arrival " + table.arrivalColumn()
            : ", arrival by commit time, as no column is named");
  }

  /** What can be seen only by reading rows, a few. */
  private void read(Connection connection, SourceTable table) throws SQLException {
    try {
      SourceTable unused = TableCatalog.resolve(database, connection, request.table());
    } catch (TableException | DatabaseException e) {
      findings.problem("rows", e);
      return;
    }
    Optional<String> indexProblem = RangeIndex.missing(connection, table);
    if (indexProblem.isEmpty()) {
      findings.ok(
          "index", "ranges of " + String.join(", ", table.keyColumns()) + " are read by an index");
    } else {
      findings.advice(
          "index",
          "no index finds ranges of "
              + String.join(", ", table.keyColumns())
              + ", so every range reads the whole table",
          List.of(indexProblem.get()),
          "");
    }
    new ReadEstimate(connection, table, request, findings).run();
  }

  private void registry() {
    try {
      var unused = RegistryClients.connect(request.registry());
      ofRegistry.ok("registry", request.registry().address() + " answers");
    } catch (RegistryException e) {
      ofRegistry.problem("registry", e);
    }
  }
}
