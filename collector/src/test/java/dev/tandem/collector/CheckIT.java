package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code collector check} of a source that could be collected, and of some that could not. */
class CheckIT {
  private Fixture fixture;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    fixture.sql("CREATE TABLE documents (id int PRIMARY KEY, other int, xml text)");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private Checked check(String... more) throws Exception {
    return Checked.with(fixture.options(more));
  }

  private Checked checkDocuments(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    return check(options.toArray(String[]::new));
  }

  @Test
  void shouldFindNothingWrongAndMakeNothing() throws Exception {
    fixture.sql(
        "INSERT INTO documents SELECT i, i, '"
            + Xmls.summary(1)
            + "' FROM generate_series(1, 3000) i",
        "ANALYZE documents");
    Checked outcome = checkDocuments("--readers=2");
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.json().get("canRun").asBoolean()).isTrue();
    assertThat(outcome.problems()).isEmpty();
    assertThat(outcome.text())
        .contains("about 3,000 rows", "the snapshot takes about", "with 2 readers")
        .contains("ranges of id are read by an index")
        .contains("publication tandem_" + fixture.source + " will be created")
        .contains("topic " + fixture.topics.captures() + " will be created with 6 partitions")
        .endsWith("the collector can run\n");
    assertThat(fixture.query("SELECT count(*) FROM pg_publication")).isEqualTo("0");
    assertThat(
            fixture.query(
                "SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
        .isEqualTo("0");
    assertThat(fixture.records(fixture.topics.captures())).isEmpty();
  }

  @Test
  void shouldTellOfASlotAndALogThatAreThere() throws Exception {
    Fixture.Running running =
        fixture.start("--table=public.documents", "--xml-column=xml", "--until-caught-up");
    assertThat(running.await()).isZero();
    Checked outcome = checkDocuments("--partitions=2");
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.text())
        .contains("slot tandem_" + fixture.source + " is there")
        .contains("publication tandem_" + fixture.source + " passes on the table")
        .contains("topic " + fixture.topics.captures() + " has 2 partitions");
    assertThat(checkDocuments("--partitions=3").text()).contains("has 2 partitions, not 3");
  }

  @Test
  void shouldNameWhatNoLongerFitsWhatWasBegun() throws Exception {
    Fixture.Running running =
        fixture.start("--table=public.documents", "--xml-column=xml", "--until-caught-up");
    assertThat(running.await()).isZero();
    assertThat(checkDocuments().text())
        .contains("snapshot 1 is finished; run goes on with the change stream");
    fixture.sql("CREATE TABLE others (id int PRIMARY KEY, xml text)");
    Checked other = check("--table=public.others", "--xml-column=xml");
    assertThat(other.text())
        .contains("is known to collect table public.documents", "give this one another --source");
    fixture.sql("ALTER TABLE documents ADD COLUMN body text");
    assertThat(check("--table=public.documents", "--xml-column=body").problems())
        .containsExactly("state");
    fixture.sql("SELECT pg_drop_replication_slot('tandem_" + fixture.source + "')");
    Checked gone = checkDocuments();
    assertThat(gone.problems()).containsExactly("slot");
    assertThat(gone.text()).contains("is gone from database", "collector resnapshot");
  }

  @Test
  void shouldAdviseWhereASlotCouldFillTheDisk() throws Exception {
    assertThat(checkDocuments().text())
        .contains("max_slot_wal_keep_size is -1", "ALTER SYSTEM SET max_slot_wal_keep_size");
  }

  @Test
  void shouldNameEveryColumnThatIsWrong() throws Exception {
    Checked outcome = check("--table=public.documents", "--key-columns=other", "--xml-column=id");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.problems()).containsExactly("table", "table");
    assertThat(outcome.text())
        .contains("--key-columns other", "--xml-column id")
        .contains("ALTER TABLE \"public\".\"documents\" ALTER COLUMN \"other\" SET NOT NULL;")
        .contains("CREATE UNIQUE INDEX ON \"public\".\"documents\" (\"other\");");
  }

  @Test
  void shouldNameServersThatDoNotAnswer() throws Exception {
    Checked outcome =
        checkDocuments(
            "--url=jdbc:postgresql://127.0.0.1:1/documents",
            "--registry=http://127.0.0.1:1",
            "--bootstrap-servers=127.0.0.1:1");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.problems()).containsExactly("database", "kafka", "registry");
  }

  @Test
  void shouldMendAPublicationWithTheSqlItPrints() throws Exception {
    String name = "tandem_" + fixture.source;
    fixture.sql("CREATE TABLE others (id int PRIMARY KEY)");
    fixture.sql("CREATE PUBLICATION " + name + " FOR TABLE others WITH (publish = 'insert')");
    Checked before = checkDocuments("--where=id > 5");
    assertThat(before.problems()).containsExactly("publication", "publication");
    before.mend(fixture.connection);
    assertThat(checkDocuments("--where=id > 5").problems()).isEmpty();
    Checked other = checkDocuments("--where=id > 6");
    assertThat(other.text()).contains("passes on rows WHERE (id > 5), but --where is (id > 6)");
    other.mend(fixture.connection);
    assertThat(checkDocuments("--where=id > 6").problems()).isEmpty();
  }

  @Test
  void shouldRefuseWrongOptions() {
    StringWriter errors = new StringWriter();
    assertThat(
            CollectorMain.commandLine(Map.of(), settings -> {}, new StopSignal())
                .setErr(new PrintWriter(errors, true))
                .execute("check", "--source=a b"))
        .isEqualTo(2);
    assertThat(errors.toString()).contains("--source = \"a b\"", "--url is missing");
  }
}
