package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.domain.Mark;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestartIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text)");
    insert(1);
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void insert(int id) throws Exception {
    fixture.sql("INSERT INTO documents VALUES (" + id + ", '" + Xmls.summary(id) + "')");
  }

  private Fixture.Running start(String... more) {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return fixture.start(options.toArray(String[]::new));
  }

  @Test
  void shouldMissNothingThatChangedWhileItWasDown() throws Exception {
    Fixture.Running first = start();
    fixture.awaitDelivery(first);
    insert(2);
    fixture.awaitDelivery(first);
    assertThat(first.stop()).isZero();
    insert(3);
    insert(4);
    // No view of the database shows this version any more; the slot has kept it.
    fixture.sql("DELETE FROM documents WHERE id = 4");
    Fixture.Running second = start();
    fixture.awaitDelivery(second);
    assertThat(second.stop()).isZero();

    assertThat(fixture.captures())
        .extracting(capture -> capture.row().key().text())
        .contains("1", "2", "3", "4");
    assertThat(fixture.snapshotCaptures()).as("one snapshot").containsExactly(Map.entry("1", 1L));
    assertThat(fixture.snapshotMarks())
        .containsExactly(Mark.Kind.SNAPSHOT_STARTED, Mark.Kind.SNAPSHOT_FINISHED);
  }

  @Test
  void shouldEndByItselfOnceCaughtUp() throws Exception {
    Fixture.Running running = start("--until-caught-up");
    fixture.awaitSlot(running);
    insert(2);
    assertThat(running.await()).isZero();
    assertThat(fixture.captures())
        .extracting(capture -> capture.row().key().text())
        .contains("1", "2");
    List<Mark> marks = fixture.marks(1);
    assertThat(marks.get(marks.size() - 1).kind()).isEqualTo(Mark.Kind.HEARTBEAT);
  }

  @Test
  void shouldRefuseAnotherTableUnderTheSameSource() throws Exception {
    fixture.sql("CREATE TABLE others (id int PRIMARY KEY, xml text)");
    assertThat(start("--until-caught-up").await()).isZero();
    Fixture.Running other = fixture.start("--table=public.others", "--xml-column=xml");
    assertThat(other.await()).isEqualTo(1);
    assertThat(other.errors.toString())
        .contains("known to collect table public.documents", "--source");
  }

  @Test
  void shouldRefuseAChangeOfPartitions() throws Exception {
    assertThat(start("--until-caught-up").await()).isZero();
    Fixture.Running other = start("--partitions=5");
    assertThat(other.await()).isEqualTo(1);
    assertThat(other.errors.toString()).contains("has 2 partitions, but --partitions is 5");
  }

  @Test
  void shouldStopCleanlyWithinTheSnapshot() throws Exception {
    fixture.sql(
        "INSERT INTO documents SELECT n, repeat('x', 2000) FROM generate_series(2, 100000) n");
    Fixture.Running running = start("--readers=2");
    await().atMost(PATIENCE).until(() -> !fixture.rejections().isEmpty());
    assertThat(running.stop()).isZero();
    assertThat(fixture.snapshotMarks()).containsExactly(Mark.Kind.SNAPSHOT_STARTED);
  }

  @Test
  void shouldStopWhileItWaitsForItsSlot() throws Exception {
    try (Connection application = fixture.connect()) {
      application.setAutoCommit(false);
      application.createStatement().execute("INSERT INTO documents VALUES (7, 'not committed')");
      Fixture.Running running = start();
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  !fixture
                      .query(
                          "SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                              + fixture.source
                              + "' AND backend_type = 'walsender' AND wait_event_type = 'Lock'")
                      .equals("0"));
      assertThat(running.stop()).isZero();
      assertThat(running.errors.toString()).isEmpty();
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                fixture
                    .query(
                        "SELECT count(*) FROM pg_replication_slots WHERE database = '"
                            + fixture.source
                            + "'")
                    .equals("0"));
  }
}
