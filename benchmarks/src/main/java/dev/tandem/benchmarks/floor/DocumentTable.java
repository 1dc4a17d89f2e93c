package dev.tandem.benchmarks.floor;

import dev.tandem.benchmarks.process.BenchmarkException;
import dev.tandem.benchmarks.process.Proc;
import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.generator.load.BulkLoad;
import dev.tandem.localstack.generator.load.GeneratedTable;
import dev.tandem.localstack.server.Durability;
import dev.tandem.localstack.server.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;

/** A PostgreSQL with a table of generated documents, vacuumed and in its cache. */
final class DocumentTable implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  private static final GeneratedTable TABLE =
      new GeneratedTable("public.fiscal_documents", "public.document_facts");
  private static final int LOADERS = 2;

  private final EmbeddedDatabase database;
  private final ProcessHandle postmaster;
  private final Thread onShutdown;

  private DocumentTable(EmbeddedDatabase database, ProcessHandle postmaster, Thread onShutdown) {
    this.database = database;
    this.postmaster = postmaster;
    this.onShutdown = onShutdown;
  }

  /**
   * Starts the database and fills the table.
   *
   * @param folder of the database, not there yet
   */
  static DocumentTable start(Path folder, long seed, int rows) throws InterruptedException {
    EmbeddedDatabase database = EmbeddedDatabase.start(folder, 0, Durability.FAST);
    // Its processes are not this one's children, and would outlive a Ctrl-C.
    Thread onShutdown = new Thread(database::close, "stop-database");
    Runtime.getRuntime().addShutdownHook(onShutdown);
    try {
      load(database, seed, rows);
      return new DocumentTable(database, postmaster(database), onShutdown);
    } catch (SQLException e) {
      database.close();
      throw new BenchmarkException("the table cannot be filled: " + e.getMessage(), e);
    }
  }

  private static void load(EmbeddedDatabase database, long seed, int rows)
      throws SQLException, InterruptedException {
    LoadProfile profile = LoadProfile.standard();
    DocumentGenerator generator =
        new DocumentGenerator(seed, profile, new SpreadArrivals(seed, profile, NOW, rows));
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      TABLE.create(connection);
      new BulkLoad(
              database::connection, TABLE, generator, LOADERS, Clock.systemUTC(), progress -> {})
          .run(0, rows);
      // Nothing is left to do for the server that its first reader would pay for.
      statement.execute("VACUUM (FREEZE, ANALYZE) " + TABLE.documents());
      statement.execute("CHECKPOINT");
    }
  }

  private static ProcessHandle postmaster(EmbeddedDatabase database) throws SQLException {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet backend = statement.executeQuery("SELECT pg_backend_pid()")) {
      backend.next();
      return ProcessHandle.of(backend.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    }
  }

  EmbeddedDatabase database() {
    return database;
  }

  String name() {
    return TABLE.documents();
  }

  /** Seconds of CPU time that the server and all its backends have used so far. */
  double cpuSeconds() {
    return Proc.cpuSecondsWithEndedChildren(postmaster.pid())
        + postmaster.children().mapToDouble(child -> cpuSeconds(child)).sum();
  }

  private static double cpuSeconds(ProcessHandle child) {
    try {
      return Proc.cpuSeconds(child.pid());
    } catch (BenchmarkException e) {
      // It has ended meanwhile. What it used is the server's now, and seen when it is asked again.
      return 0;
    }
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onShutdown);
    database.close();
  }
}
