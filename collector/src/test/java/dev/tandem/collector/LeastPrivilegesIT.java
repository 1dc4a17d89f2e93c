package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights that docs/collector.md names are enough, and none is too many. */
class LeastPrivilegesIT {
  private Fixture fixture;
  private String role;

  @BeforeEach
  void setUp() throws Exception {
    fixture = new Fixture();
    role = fixture.source + "_least";
    fixture.sql(
        "CREATE SCHEMA fiscal",
        "CREATE TABLE fiscal.documents (id bigint PRIMARY KEY, recipient text, xml text,"
            + " received_at timestamptz)",
        "INSERT INTO fiscal.documents VALUES (1, 'secret', '" + Xmls.summary(1) + "', now())",
        // What docs/collector.md says, with the names filled in.
        "CREATE ROLE " + role + " LOGIN REPLICATION",
        "GRANT USAGE ON SCHEMA fiscal TO " + role,
        "GRANT SELECT (id, xml, received_at) ON fiscal.documents TO " + role,
        "CREATE PUBLICATION "
            + publication()
            + " FOR TABLE fiscal.documents WITH (publish = 'insert, update')");
  }

  @AfterEach
  void tearDown() throws Exception {
    fixture.close();
  }

  private String publication() {
    return "tandem_" + fixture.source;
  }

  private String[] flags() {
    return new String[] {
      "--user=" + role,
      "--table=fiscal.documents",
      "--xml-column=xml",
      "--arrival-column=received_at"
    };
  }

  @Test
  void shouldBeEnough() throws Exception {
    Checked checked = Checked.with(fixture.options(flags()));
    assertThat(checked.code()).as(checked.text()).isZero();
    Fixture.Running running = fixture.start(flags());
    fixture.awaitSlot(running);
    fixture.sql(
        "INSERT INTO fiscal.documents VALUES (2, 'secret', '" + Xmls.summary(2) + "', now())",
        "UPDATE fiscal.documents SET xml = '" + Xmls.summary(3) + "' WHERE id = 1");
    fixture.awaitDelivery(running);
    assertThat(running.stop()).as(running.errors.toString()).isZero();
    assertThat(fixture.captures().stream().map(capture -> capture.row().key().text()).distinct())
        .containsExactlyInAnyOrder("1", "2");
    List<String> again = fixture.options(flags());
    assertThat(Checked.with(again).code()).isZero();
    again.add("--until-caught-up");
    Fixture.Running caughtUp = fixture.start(again.subList(1, again.size()).toArray(String[]::new));
    assertThat(caughtUp.await()).as(caughtUp.errors.toString()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER ROLE ROLE NOREPLICATION | replication",
        "REVOKE USAGE ON SCHEMA fiscal FROM ROLE | select",
        "REVOKE SELECT (id) ON fiscal.documents FROM ROLE | select",
        "REVOKE SELECT (xml) ON fiscal.documents FROM ROLE | select",
        "REVOKE SELECT (received_at) ON fiscal.documents FROM ROLE | select",
        "DROP PUBLICATION PUBLICATION | publication"
      })
  void shouldBeNamedWhereOneIsTakenAway(String taken, String check) throws Exception {
    fixture.sql(
        taken
            .replace("PUBLICATION PUBLICATION", "PUBLICATION " + publication())
            .replace("ROLE ROLE", "ROLE " + role)
            .replace("FROM ROLE", "FROM " + role));
    Checked lacking = Checked.with(fixture.options(flags()));
    assertThat(lacking.code()).isEqualTo(1);
    assertThat(lacking.problems()).as(lacking.text()).containsExactly(check);
    lacking.mend(fixture.connection);
    assertThat(Checked.with(fixture.options(flags())).problems()).isEmpty();
  }

  @Test
  void shouldBeEnoughForAConditionToo() throws Exception {
    fixture.sql(
        "DROP PUBLICATION " + publication(),
        "CREATE PUBLICATION "
            + publication()
            + " FOR TABLE fiscal.documents WHERE (id > 0) WITH (publish = 'insert, update')");
    List<String> options = fixture.options(flags());
    options.add("--where=id > 0");
    Checked checked = Checked.with(options);
    assertThat(checked.code()).as(checked.text()).isZero();
    Fixture.Running running =
        fixture.start(options.subList(1, options.size()).toArray(String[]::new));
    fixture.awaitDelivery(running);
    assertThat(fixture.captures()).hasSize(1);
  }

  @Test
  void shouldNotCountTooLittleWhereRowsAreHidden() throws Exception {
    fixture.sql("ALTER TABLE fiscal.documents ENABLE ROW LEVEL SECURITY");
    Checked checked = Checked.with(fixture.options(flags()));
    assertThat(checked.problems()).contains("row_security");
    checked.mend(fixture.connection);
    assertThat(Checked.with(fixture.options(flags())).problems()).isEmpty();
  }
}
