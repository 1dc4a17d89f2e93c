package dev.tandem.localstack.launch;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.generator.load.BulkLoad;
import dev.tandem.localstack.generator.load.ConnectionSource;
import dev.tandem.localstack.generator.load.GeneratedTable;
import dev.tandem.localstack.generator.load.LoadProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/** Documents that the generator makes, with the facts it meant. */
final class GeneratedDocuments implements Documents {
  /** The tables the generator writes. */
  static final GeneratedTable TABLES = new GeneratedTable(TABLE, FACTS);

  private static final int THREADS = 2;

  private final ConnectionSource database;
  private final long seed;
  private final LoadProfile profile;
  private final long rows;

  GeneratedDocuments(ConnectionSource database, long seed, LoadProfile profile, long rows) {
    this.database = database;
    this.seed = seed;
    this.profile = profile;
    this.rows = rows;
  }

  @Override
  public Loaded load(Connection connection, Console console)
      throws SQLException, InterruptedException {
    TABLES.create(connection);
    Clock clock = Clock.systemUTC();
    DocumentGenerator generator =
        new DocumentGenerator(
            seed, profile, new SpreadArrivals(seed, profile, clock.instant(), rows));
    LoadProgress done =
        new BulkLoad(
                database,
                TABLES,
                generator,
                THREADS,
                clock,
                progress -> console.progress(text(progress)))
            .run(0, rows);
    return new Loaded(done.rows(), List.of());
  }

  private static String text(LoadProgress progress) {
    return "  "
        + Console.number(progress.rows())
        + " of "
        + Console.number(progress.totalRows())
        + " rows, "
        + Console.number(Math.round(progress.rowsPerSecond()))
        + " rows/s"
        + progress.remaining().map(left -> ", " + Console.duration(left) + " left").orElse("");
  }
}
