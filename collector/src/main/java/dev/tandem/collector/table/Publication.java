package dev.tandem.collector.table;

import dev.tandem.collector.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publication that says which of the database's changes the slot passes on: inserts and updates
 * of the table, of the rows that meet the condition. Deletes and truncates change no count and are
 * left out, so a table without a replica identity can still be deleted from.
 */
public final class Publication {
  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private static final String FIND =
      """
      SELECT p.pubinsert AND p.pubupdate,
             concat_ws(', ', 'insert, update', CASE WHEN p.pubdelete THEN 'delete' END,
                       CASE WHEN p.pubtruncate THEN 'truncate' END),
             t.pubname IS NOT NULL,
             coalesce(to_jsonb(t) ->> 'rowfilter', ''),
             NOT coalesce(to_jsonb(t) -> 'attnames' ?& ?, true),
             EXISTS (SELECT FROM pg_publication_rel r WHERE r.prpubid = p.oid AND r.prrelid = ?)
        FROM pg_publication p
        LEFT JOIN pg_publication_tables t
          ON t.pubname = p.pubname AND t.schemaname = ? AND t.tablename = ?
       WHERE p.pubname = ?\
      """;

  private final Database database;
  private final SourceTable table;
  private final String name;

  public Publication(Database database, SourceTable table, String name) {
    this.database = database;
    this.table = table;
    this.name = name;
  }

  public String name() {
    return name;
  }

  /** Whether there is a publication of that name. */
  public boolean exists(Connection connection) {
    try {
      return find(connection).isPresent();
    } catch (SQLException e) {
      throw database.explain("look for publication " + name, e);
    }
  }

  /**
   * What is wrong with the publication that is there, each with its remedy; nothing where there is
   * none.
   */
  public List<TableException> inspect(Connection connection) {
    try {
      Optional<Existing> existing = find(connection);
      return existing.isPresent() ? inspect(connection, existing.get()) : List.of();
    } catch (SQLException e) {
      throw database.explain("look at publication " + name, e);
    }
  }

  /** Why PostgreSQL would refuse the table's updates, each with its remedy. */
  public List<TableException> inspectIdentity(Connection connection) {
    try {
      List<TableException> problems = new ArrayList<>(ReplicaIdentity.inspect(connection, table));
      ReplicaIdentity.inspectFilter(connection, table, name).ifPresent(problems::add);
      return problems;
    } catch (SQLException e) {
      throw database.explain("look at the replica identity of " + table.name(), e);
    }
  }

  /** What is read of the table, in words: columns, and the rows the publication passes on. */
  public String reading(Connection connection) {
    try {
      String filter = find(connection).map(Existing::filter).orElse("");
      return table.columns() + (filter.isEmpty() ? ", all rows" : ", rows where " + filter);
    } catch (SQLException e) {
      throw database.explain("look at publication " + name, e);
    }
  }

  /**
   * Creates the publication, or checks the one that is there. The connection must be in
   * auto-commit.
   *
   * @throws TableException where it does not pass on what is captured, or where having it would
   *     make PostgreSQL refuse the table's updates
   */
  public void ensure(Connection connection) {
    throwFirst(inspectIdentity(connection));
    throwFirst(inspect(connection));
    try {
      if (find(connection).isPresent()) {
        return;
      }
      connection.setAutoCommit(false);
      try {
        create(connection);
        throwFirst(ReplicaIdentity.inspectFilter(connection, table, name).stream().toList());
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw database.explain("prepare publication " + name, e);
    }
  }

  /**
   * Does to the publication what makes it pass on the rows that are captured; what others get by it
   * becomes no less. Creates it where there is none. The connection must be in auto-commit.
   *
   * @throws TableException where that is not enough, or the user may not, with the SQL
   */
  public void mend(Connection connection) {
    List<TableException> problems = inspect(connection);
    try {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String sql :
            problems.stream().flatMap(problem -> problem.sql().stream()).distinct().toList()) {
          LOG.info("Mending publication {}: {}", name, sql);
          statement.execute(sql);
        }
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      LOG.warn("Publication {} could not be mended: {}", name, e.getMessage());
    }
    ensure(connection);
  }

  private static void throwFirst(List<TableException> problems) {
    if (!problems.isEmpty()) {
      throw problems.get(0);
    }
  }

  private record Existing(
      boolean insertsAndUpdates,
      String actions,
      boolean hasTable,
      String filter,
      boolean lacksColumns,
      boolean isMember) {}

  private Optional<Existing> find(Connection connection) throws SQLException {
    // The driver reads a question mark as a parameter; two stand for the operator.
    try (PreparedStatement query = connection.prepareStatement(FIND.replace("?&", "??&"))) {
      Object[] columns =
          Stream.concat(
                  table.keyColumns().stream(), Stream.of(table.xmlColumn(), table.arrivalColumn()))
              .filter(column -> !column.isEmpty())
              .toArray();
      query.setArray(1, connection.createArrayOf("text", columns));
      query.setLong(2, table.oid());
      query.setString(3, table.name().schema());
      query.setString(4, table.name().name());
      query.setString(5, name);
      try (ResultSet row = query.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Existing(
                    row.getBoolean(1),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getBoolean(6)))
            : Optional.empty();
      }
    }
  }

  private List<TableException> inspect(Connection connection, Existing existing)
      throws SQLException {
    List<TableException> problems = new ArrayList<>();
    String alter = "ALTER PUBLICATION " + Sql.identifier(name);
    String add = alter + " ADD TABLE " + tableSql();
    List<String> addAnew = List.of(alter + " DROP TABLE " + table.name().sql(), add);
    if (!existing.insertsAndUpdates()) {
      problems.add(
          mismatch(
              "does not publish both inserts and updates",
              List.of(alter + " SET (publish = '" + existing.actions() + "')")));
    }
    if (!existing.hasTable()) {
      problems.add(
          mismatch(
              "does not hold table " + table.name() + (table.partitioned() ? " by its root" : ""),
              Stream.concat(
                      existing.isMember() ? Stream.empty() : Stream.of(add),
                      table.partitioned()
                          ? Stream.of(alter + " SET (publish_via_partition_root = true)")
                          : Stream.empty())
                  .toList()));
      return problems;
    }
    if (existing.lacksColumns()) {
      problems.add(mismatch("leaves out a column that is captured", addAnew));
    }
    if (table.where().isEmpty() && !existing.filter().isEmpty()) {
      problems.add(
          mismatch(
              "passes on only rows WHERE " + existing.filter() + ", but there is no --where",
              addAnew));
    }
    if (table.where().isPresent()) {
      String wanted = RowFilter.asPrinted(connection, table);
      if (!wanted.equals(existing.filter())) {
        problems.add(
            mismatch(
                "passes on "
                    + (existing.filter().isEmpty() ? "all rows" : "rows WHERE " + existing.filter())
                    + ", but --where is "
                    + wanted,
                addAnew));
      }
    }
    return problems;
  }

  private TableException mismatch(String what, List<String> sql) {
    return new TableException(
        "publication "
            + name
            + " "
            + what
            + ": name another with --publication, or run "
            + String.join("; ", sql)
            + "; then \"collector resnapshot\", which runs it where "
            + database.settings().user()
            + " may, and \"collector run\"",
        sql);
  }

  private String tableSql() {
    return table.name().sql() + (table.where().isPresent() ? " WHERE " + table.conditionSql() : "");
  }

  /** What creates it. */
  public String createSql() {
    return "CREATE PUBLICATION "
        + Sql.identifier(name)
        + " FOR TABLE "
        + tableSql()
        + " WITH (publish = 'insert, update'"
        + (table.partitioned() ? ", publish_via_partition_root = true" : "")
        + ")";
  }

  private void create(Connection connection) {
    String sql = createSql();
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if ("42501".equals(e.getSQLState())) {
        throw new TableException(
            "publication "
                + name
                + " cannot be created by "
                + database.settings().user()
                + " ("
                + e.getMessage()
                + "): let the table's owner run "
                + sql,
            e);
      }
      throw table.where().isPresent() && !"42710".equals(e.getSQLState())
          ? new TableException(
              "--where \""
                  + table.where().get()
                  + "\" cannot filter the change stream ("
                  + e.getMessage()
                  + "): it may use the table's columns, operators and immutable built-in functions"
                  + " only",
              e)
          : database.explain("create publication " + name, e);
    }
  }
}
