package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WhereIT {
  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, status text, xml text)");
    for (int id = 1; id <= 4; id++) {
      insert(id, id % 2 == 0 ? "ready" : "draft");
    }
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private void insert(int id, String status) throws Exception {
    fixture.sql(
        "INSERT INTO documents VALUES (" + id + ", '" + status + "', '" + Xmls.summary(id) + "')");
  }

  private Fixture.Running start(String where) {
    return fixture.start("--table=public.documents", "--xml-column=xml", "--where=" + where);
  }

  @Test
  void shouldCaptureOnlyRowsThatMeetTheCondition() throws Exception {
    fixture.sql("ALTER TABLE documents REPLICA IDENTITY FULL");
    Fixture.Running running = start("status = 'ready' -- as the mail said");
    fixture.awaitDelivery(running);
    insert(5, "draft");
    insert(6, "ready");
    fixture.sql("UPDATE documents SET status = 'ready' WHERE id = 1");
    fixture.awaitDelivery(running);
    assertThat(fixture.captures())
        .extracting(capture -> capture.row().key().text())
        .containsExactlyInAnyOrder("2", "4", "6", "1");
  }

  @Test
  void shouldRefuseAConditionThatWouldBreakTheApplicationsUpdates() throws Exception {
    Fixture.Running running = start("status = 'ready' AND id > 0");
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .contains("--where uses status,", "REPLICA IDENTITY FULL")
        .doesNotContain("\tat ");
    assertThat(fixture.query("SELECT count(*) FROM pg_publication")).isEqualTo("0");
    fixture.sql("UPDATE documents SET status = 'still works'");
  }

  @Test
  void shouldTakeAConditionOnTheKeyAsItIs() throws Exception {
    Fixture.Running running = start("id > 2");
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    Fixture.Running again = start("(id>2)");
    fixture.awaitDelivery(again);
    assertThat(again.stop()).isZero();
    assertThat(fixture.captures()).hasSize(2);
  }

  @Test
  void shouldAskForANewSnapshotWhereTheConditionLetsInMore() throws Exception {
    Fixture.Running running = start("id > 2");
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    fixture.sql(
        "ALTER PUBLICATION tandem_" + fixture.source + " DROP TABLE documents",
        "ALTER PUBLICATION tandem_" + fixture.source + " ADD TABLE documents WHERE (id > 1)");
    Fixture.Running again = start("id > 1");
    assertThat(again.await()).isEqualTo(1);
    assertThat(again.errors.toString())
        .contains("rows where (id > 2), and now", "rows where (id > 1)", "collector resnapshot")
        .doesNotContain("\tat ");
  }

  @Test
  void shouldRefuseAnotherConditionThanThePublications() throws Exception {
    Fixture.Running first = start("id > 2");
    fixture.awaitDelivery(first);
    assertThat(first.stop()).isZero();
    Fixture.Running other = start("id > 3");
    assertThat(other.await()).isEqualTo(1);
    assertThat(other.errors.toString())
        .contains("passes on rows WHERE (id > 2), but --where is (id > 3)", "--publication");
    Fixture.Running none = fixture.start("--table=public.documents", "--xml-column=xml");
    assertThat(none.await()).isEqualTo(1);
    assertThat(none.errors.toString()).contains("but there is no --where");
  }

  @Test
  void shouldExplainAConditionThatIsNone() throws Exception {
    Fixture.Running wrong = start("stat = 1");
    assertThat(wrong.await()).isEqualTo(1);
    assertThat(wrong.errors.toString())
        .contains("--where \"stat = 1\" is no condition on public.documents", "does not exist");
    Fixture.Running volatileFunction = start("id > random()");
    assertThat(volatileFunction.await()).isEqualTo(1);
    assertThat(volatileFunction.errors.toString())
        .contains("cannot filter the change stream", "immutable");
  }
}
