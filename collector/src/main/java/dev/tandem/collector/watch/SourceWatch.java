package dev.tandem.collector.watch;

import dev.tandem.collector.database.Database;
import dev.tandem.collector.database.DatabaseException;
import dev.tandem.collector.pace.Pace;
import dev.tandem.collector.pace.PaceSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at a source's database while it is collected: how much WAL its slot keeps, and whether the
 * readers should back off. A failure to look harms nothing else and is mended by the next look.
 */
public final class SourceWatch {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWatch.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A look at the slot costs more, and a slot does not fill in a moment. */
  private static final int LOOKS_PER_SLOT = 10;

  /** Waits for the end of the watch. */
  @FunctionalInterface
  public interface End {
    /** Waits at most this long; tells whether the watch is to end. */
    boolean await(Duration atMost) throws InterruptedException;
  }

  private final Database database;
  private final String slot;
  private final Busyness busyness;
  private final boolean backsOff;
  private final Pace pace;
  private final Consumer<SlotStatus> seen;
  private final SlotWarnings warnings;
  private boolean failing;

  /**
   * A watch.
   *
   * @param pace is told whether the database is busy
   * @param seen is given what the server says of the slot, every ten seconds
   */
  public SourceWatch(
      Database database, String slot, PaceSettings settings, Pace pace, Consumer<SlotStatus> seen) {
    this.database = database;
    this.slot = slot;
    this.busyness = new Busyness(settings);
    this.backsOff = settings.backsOff();
    this.pace = pace;
    this.seen = seen;
    this.warnings = new SlotWarnings(slot);
  }

  /** Watches until the end. */
  public void run(End end) throws InterruptedException {
    while (!end.await(LOOK)) {
      try (Connection connection = database.connect("watch")) {
        failing = false;
        watch(connection, end);
        return;
      } catch (SQLException e) {
        warn(database.explain("look at the slot and the load", e));
      } catch (DatabaseException e) {
        warn(e);
      }
    }
  }

  private void warn(DatabaseException e) {
    if (!failing) {
      LOG.warn("Neither slot nor load is seen until this mends: {}", e.getMessage());
      failing = true;
    }
  }

  private void watch(Connection connection, End end) throws SQLException, InterruptedException {
    for (int looks = 0; ; looks++) {
      if (looks % LOOKS_PER_SLOT == 0) {
        Optional<SlotStatus> status = SlotStatus.read(connection, slot);
        status.ifPresent(seen);
        status.flatMap(warnings::next).ifPresent(LOG::warn);
      }
      if (backsOff) {
        pace.observe(busyness.isBusy(connection));
      }
      if (end.await(LOOK)) {
        return;
      }
    }
  }
}
