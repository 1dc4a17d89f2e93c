package dev.tandem.collector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows are captured by the type that the change stream states at their place. */
class TypeChangesIT {
  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, xml text, received_at timestamp)");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private Fixture.Running start(String... more) {
    return fixture.start(flags(more));
  }

  private static String[] flags(String... more) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--table=public.documents", "--xml-column=xml", "--arrival-column=received_at"));
    flags.addAll(List.of(more));
    return flags.toArray(String[]::new);
  }

  private static String insert(int id) {
    return insert(id, "'" + Xmls.summary(id) + "'");
  }

  private static String insert(int id, String xml) {
    return "INSERT INTO documents VALUES ("
        + id
        + ", "
        + xml
        + ", '2026-03-0"
        + id
        + " 12:00:00+00')";
  }

  private static String insertBytes(int id) {
    return insert(id, "convert_to('" + Xmls.summary(id) + "', 'UTF8')");
  }

  private void transaction(String... statements) throws Exception {
    fixture.sql("BEGIN");
    fixture.sql(statements);
    fixture.sql("COMMIT");
  }

  private Set<String> arrivals() {
    Set<String> arrivals = new TreeSet<>();
    for (Capture capture : fixture.captures()) {
      arrivals.add(
          capture.row().key().text()
              + ' '
              + Instant.ofEpochMilli(capture.arrivedMs()).toString().substring(0, 13));
    }
    return arrivals;
  }

  @Test
  void shouldCaptureRowsBeforeAndAfterWhileRunningAndWhileStopped() throws Exception {
    fixture.sql(insert(1), "SET TimeZone = 'UTC'");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    transaction(
        insert(2),
        "ALTER TABLE documents ALTER COLUMN received_at TYPE timestamptz",
        insert(3),
        "ALTER TABLE documents ALTER COLUMN id TYPE bigint");
    fixture.awaitDelivery(running);
    transaction(
        insert(4),
        "ALTER TABLE documents ALTER COLUMN xml TYPE bytea USING convert_to(xml, 'UTF8')",
        insertBytes(5));
    fixture.awaitDelivery(running);
    assertThat(running.stop()).isZero();
    fixture.sql(
        insertBytes(6),
        "ALTER TABLE documents ALTER COLUMN received_at TYPE timestamp",
        insertBytes(7),
        "ALTER TABLE documents ALTER COLUMN xml TYPE xml USING convert_from(xml, 'UTF8')::xml",
        insert(8),
        "ALTER TABLE documents ALTER COLUMN id TYPE numeric",
        insert(9));
    Fixture.Running again = start();
    fixture.awaitDelivery(again);
    assertThat(again.stop()).isZero();
    assertThat(fixture.rejections()).isEmpty();
    assertThat(arrivals())
        .containsExactly(
            "1 2026-03-01T12",
            "2 2026-03-02T12",
            "3 2026-03-03T12",
            "4 2026-03-04T12",
            "5 2026-03-05T12",
            "6 2026-03-06T12",
            "7 2026-03-07T12",
            "8 2026-03-08T12",
            "9 2026-03-09T12");
  }

  @Test
  void shouldStopAtATypeThatCannotBeReadWithAWayOut() throws Exception {
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql(
        "ALTER TABLE documents ALTER COLUMN received_at TYPE date",
        "INSERT INTO documents VALUES (1, '" + Xmls.summary(1) + "', '2026-03-01')");
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .containsAnyOf(
            "column received_at of table public.documents is of type date in the change stream",
            "values of column received_at of public.documents were rewritten")
        .contains("collector resnapshot")
        .doesNotContain("\tat ");
    fixture.sql("ALTER TABLE documents ALTER COLUMN received_at TYPE timestamptz");
    assertThat(start().await()).as("the record is still there").isEqualTo(1);
    resnapshot();
    assertThat(arrivals()).containsExactly("1 2026-03-01T00");
  }

  @Test
  void shouldStopWhereAColumnIsRenamedAndGoOnUnderItsNewName() throws Exception {
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql("ALTER TABLE documents RENAME COLUMN xml TO body", insert(1));
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .containsAnyOf(
            "column xml of table public.documents is gone: it was dropped or renamed",
            "column xml of table public.documents is gone from the change stream")
        .contains("collector resnapshot")
        .doesNotContain("\tat ");
    resnapshot("--xml-column=body");
    assertThat(arrivals()).containsExactly("1 2026-03-01T12");
    Fixture.Running again = start("--xml-column=body");
    fixture.awaitDelivery(again);
    fixture.sql(
        "ALTER TABLE documents DROP COLUMN body",
        "ALTER TABLE documents ADD COLUMN body text",
        "INSERT INTO documents (id, received_at, body) VALUES (2, '2026-03-02 12:00:00', '"
            + Xmls.summary(2)
            + "')");
    assertThat(again.await()).isEqualTo(1);
    assertThat(again.errors.toString())
        .contains("column body of public.documents is another column than before");
    resnapshot("--xml-column=body");
    assertThat(arrivals()).containsExactly("1 2026-03-01T12", "2 2026-03-02T12");
  }

  @Test
  void shouldStopWhereAnAlterTableRewritesValuesThatAreRead() throws Exception {
    fixture.sql(insert(1), "SET TimeZone = 'America/Sao_Paulo'");
    Fixture.Running running = start();
    fixture.awaitDelivery(running);
    fixture.sql(
        "ALTER TABLE documents ALTER COLUMN received_at TYPE timestamptz, ALTER COLUMN xml TYPE"
            + " text USING xml || '\n'");
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .contains(
            "values of column received_at of public.documents were rewritten",
            "values of column xml of public.documents were rewritten",
            "collector resnapshot")
        .doesNotContain("\tat ");
    resnapshot();
    assertThat(fixture.rowVersions())
        .contains("1/" + Digest.of((Xmls.summary(1) + '\n').getBytes(UTF_8)));
    assertThat(arrivals()).contains("1 2026-03-01T15");
  }

  private void resnapshot(String... more) throws Exception {
    Fixture.Running resnapshot = fixture.resnapshot(flags(more));
    assertThat(resnapshot.await()).as(resnapshot.errors.toString()).isZero();
    Fixture.Running again = start(more);
    fixture.awaitDelivery(again);
    assertThat(again.stop()).isZero();
  }
}
