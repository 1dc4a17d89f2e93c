package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is read of a table that took the name of the one whose snapshot was planned. */
class SwappedWhileReadIT {
  @ParameterizedTest
  @ValueSource(strings = {"shared", "ranges"})
  void shouldStopBeforeARangeOfAnotherTableIsCalledFinished(String mode) throws Exception {
    try (PlannedSource planned = new PlannedSource();
        Connection application = planned.fixture.connect();
        Statement statement = application.createStatement()) {
      Fixture fixture = planned.fixture;
      // It is there before any view of the snapshot, which so would show its row.
      fixture.sql(
          "CREATE TABLE other (id int PRIMARY KEY, xml text)",
          "INSERT INTO other VALUES (1000, '" + Xmls.summary(1_000) + "')");
      planned.plan();
      planned.claim(0, 1, 2, 3);
      // So that no look for a heartbeat comes first.
      String[] flags = {"--snapshot=" + mode, "--readers=1", "--heartbeat-interval=29s"};
      Fixture.Running running = planned.start(flags);
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  running.code.isDone()
                      || (fixture.marks(0).stream()
                              .anyMatch(mark -> mark.kind() == Mark.Kind.HEARTBEAT)
                          && !planned
                              .connections("application_name LIKE '%snapshot reader%'")
                              .isEmpty()));
      application.setAutoCommit(false);
      statement.execute("ALTER TABLE documents RENAME TO documents_old");
      statement.execute("ALTER TABLE other RENAME TO documents");
      planned.release();
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  running.code.isDone()
                      || !planned
                          .connections(
                              "wait_event_type = 'Lock' AND application_name LIKE"
                                  + " '%snapshot reader%'")
                          .isEmpty());
      application.commit();

      assertThat(running.await()).isEqualTo(1);
      assertThat(running.errors.toString())
          .contains("another table than before", "collector resnapshot");
      assertThat(planned.unfinished()).containsExactly(0, 1, 2, 3);
      assertThat(fixture.captures()).as("of the other table").isEmpty();
      assertThat(fixture.marks(0)).noneMatch(mark -> mark.kind() == Mark.Kind.SNAPSHOT_FINISHED);

      Fixture.Running resumed = planned.start(flags);
      assertThat(resumed.await()).as("started again").isEqualTo(1);
      assertThat(resumed.errors.toString()).contains("another table than before");

      Fixture.Running resnapshot =
          fixture.resnapshot("--table=public.documents", "--xml-column=xml");
      assertThat(resnapshot.await()).as(resnapshot.errors.toString()).isZero();
      Fixture.Running again = planned.start();
      fixture.awaitDelivery(again);
      assertThat(again.stop()).isZero();
      assertThat(fixture.captures())
          .extracting(capture -> capture.row().key().text())
          .contains("1000");
    }
  }
}
