package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL shows an empty table to whoever began to look before it was rewritten. */
class RewrittenTableIT {
  @ParameterizedTest
  @ValueSource(strings = {"shared", "ranges"})
  void shouldReadATableThatIsRewrittenWhileItsSnapshotWaits(String mode) throws Exception {
    try (PlannedSource source = new PlannedSource();
        Connection application = source.fixture.connect();
        Statement statement = application.createStatement()) {
      source.plan();
      source.claim(0, 1, 2, 3);
      Fixture.Running running = source.start("--snapshot=" + mode, "--readers=1");
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  running.code.isDone()
                      || !source
                          .connections("application_name LIKE '%snapshot reader%'")
                          .isEmpty());
      application.setAutoCommit(false);
      statement.execute("ALTER TABLE documents ALTER COLUMN id TYPE bigint");
      source.release();
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  running.code.isDone()
                      || !source
                          .connections(
                              "wait_event_type = 'Lock' AND application_name LIKE '%snapshot"
                                  + " reader%'")
                          .isEmpty());
      application.commit();
      source.fixture.awaitDelivery(running);
      assertThat(running.stop()).isZero();
      assertThat(source.fixture.snapshotCaptures().keySet())
          .isEqualTo(new TreeSet<>(PlannedSource.keys(0, PlannedSource.RANGES)));
    }
  }
}
