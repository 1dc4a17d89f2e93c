package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import org.junit.jupiter.api.Test;

/** A snapshot whose table was swapped before it was read is not called finished. */
class SwappedWhileReadIT {
  @Test
  void shouldStopBeforeTheSnapshotIsCalledFinished() throws Exception {
    try (PlannedSource planned = new PlannedSource()) {
      Fixture fixture = planned.fixture;
      planned.plan();
      planned.claim(0, 1, 2, 3);
      // So that no look for a heartbeat comes first.
      String[] flags = {"--snapshot=ranges", "--readers=1", "--heartbeat-interval=10s"};
      Fixture.Running running = planned.start(flags);
      await()
          .atMost(PlannedSource.PATIENCE)
          .until(
              () ->
                  running.code.isDone()
                      || fixture.marks(0).stream()
                          .anyMatch(mark -> mark.kind() == Mark.Kind.HEARTBEAT));
      fixture.sql(
          "BEGIN",
          "ALTER TABLE documents RENAME TO documents_old",
          "CREATE TABLE documents (id int PRIMARY KEY, xml text)",
          "COMMIT");
      planned.insert(1_000);
      planned.release();

      assertThat(running.await()).isEqualTo(1);
      assertThat(running.errors.toString())
          .contains("another table than before", "collector resnapshot");
      assertThat(fixture.marks(0)).noneMatch(mark -> mark.kind() == Mark.Kind.SNAPSHOT_FINISHED);

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
