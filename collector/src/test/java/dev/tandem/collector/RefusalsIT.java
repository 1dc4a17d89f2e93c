package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not as it must be is said, with the remedy and without a stack trace. */
class RefusalsIT {
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

  private String refusal(String... more) throws Exception {
    List<String> options = new ArrayList<>(List.of("--table=public.documents", "--xml-column=xml"));
    options.addAll(List.of(more));
    Fixture.Running running = fixture.start(options.toArray(String[]::new));
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString()).doesNotContain("\tat ");
    return running.errors.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--table=public.missing | no table public.missing",
        "--table=public.seen | is no table",
        "--table=public.unlogged | SET LOGGED",
        "--table=public.parents | tables that inherit",
        "--table=public.keyless | has no primary key: name columns that are NOT NULL",
        "--table=public.ranges | must be smallint, integer",
        "--xml-column=missing | no column of public.documents, which has id, other, xml",
        "--xml-column=other | is of type integer, which must be text",
        "--key-columns=other | does not tell rows apart",
        "--arrival-column=xml | must be timestamp with time zone",
        "--slot=physical | name another with --slot"
      })
  void shouldRefuseWhatCannotBeCaptured(String option, String message) throws Exception {
    fixture.sql(
        "CREATE VIEW seen AS SELECT * FROM documents",
        "CREATE UNLOGGED TABLE unlogged (id int PRIMARY KEY, xml text)",
        "CREATE TABLE parents (id int PRIMARY KEY, xml text)",
        "CREATE TABLE children () INHERITS (parents)",
        "CREATE TABLE keyless (id int, xml text)",
        "CREATE TABLE ranges (id int4range PRIMARY KEY, xml text)");
    if (option.contains("physical")
        && fixture
            .query("SELECT count(*) FROM pg_replication_slots WHERE slot_name = 'physical'")
            .equals("0")) {
      fixture.sql("SELECT pg_create_physical_replication_slot('physical')");
    }
    assertThat(refusal(option)).contains(message);
  }

  @Test
  void shouldNotBreakUpdatesOfATableWithoutReplicaIdentity() throws Exception {
    fixture.sql(
        "CREATE TABLE loose (id int NOT NULL UNIQUE, xml text)", "INSERT INTO loose VALUES (1)");
    Fixture.Running running =
        fixture.start("--table=public.loose", "--key-columns=id", "--xml-column=xml");
    assertThat(running.await()).isEqualTo(1);
    assertThat(running.errors.toString())
        .contains("loose has no replica identity", "REPLICA IDENTITY USING INDEX");
    fixture.sql("UPDATE loose SET xml = 'still works'");
  }

  @Test
  void shouldNameUserAndRemedyForAWrongPassword(@TempDir Path folder) throws Exception {
    String user = fixture.source + "_user";
    fixture.sql(
        "SET password_encryption = 'scram-sha-256'",
        "CREATE USER " + user + " LOGIN PASSWORD 'the right one'");
    askForPassword(user);
    Path wrong = Files.writeString(folder.resolve("password"), "the wrong one");
    assertThat(refusal("--user=" + user, "--password-file=" + wrong))
        .contains("password authentication failed", user, "--password-file")
        .doesNotContain("the wrong one");
    Path right = Files.writeString(folder.resolve("right"), "the right one");
    assertThat(refusal("--user=" + user, "--password-file=" + right))
        .contains("permission denied", "Grant it", "SELECT on the table");
  }

  @Test
  void shouldGiveTheOwnerThePublicationsSql() throws Exception {
    String user = fixture.source + "_reader";
    fixture.sql(
        "CREATE USER " + user + " LOGIN REPLICATION", "GRANT SELECT ON documents TO " + user);
    assertThat(refusal("--user=" + user))
        .contains("let the table's owner run CREATE PUBLICATION \"tandem_" + fixture.source + "\"");
    fixture.sql(
        "CREATE PUBLICATION tandem_" + fixture.source + " FOR TABLE documents",
        "INSERT INTO documents VALUES (1, 1, '" + Xmls.summary(1) + "')");
    Fixture.Running running =
        fixture.start("--table=public.documents", "--xml-column=xml", "--user=" + user);
    fixture.awaitDelivery(running);
    assertThat(fixture.captures()).hasSize(1);
  }

  /** The server trusts everybody from here, but not this user. */
  private void askForPassword(String user) throws Exception {
    Path hba = Path.of(fixture.query("SHOW hba_file"));
    List<String> lines = new ArrayList<>(Files.readAllLines(hba));
    lines.add(0, "host all " + user + " 127.0.0.1/32 scram-sha-256");
    Files.write(hba, lines);
    fixture.sql("SELECT pg_reload_conf()");
  }

  @Test
  void shouldNameTheAddressWhereNothingAnswers() throws Exception {
    assertThat(refusal("--url=jdbc:postgresql://127.0.0.1:1/documents"))
        .contains("127.0.0.1:1/documents", "Check host and port");
    assertThat(
            refusal(
                "--url=jdbc:postgresql://127.0.0.1:"
                    + fixture.servers.database().port()
                    + "/nowhere"))
        .contains("\"nowhere\" does not exist", "--url");
    assertThat(refusal("--registry=http://127.0.0.1:1")).contains("http://127.0.0.1:1");
    assertThat(refusal("--bootstrap-servers=127.0.0.1:1", "--kafka-config=" + impatient()))
        .contains("127.0.0.1:1", "--bootstrap-servers");
  }

  @TempDir Path configs;

  private Path impatient() throws IOException {
    return Files.write(
        configs.resolve("kafka"),
        List.of("default.api.timeout.ms=2000", "request.timeout.ms=1000"));
  }

  @Test
  void shouldRefuseALogThatForgets() throws Exception {
    createCaptures(Map.of("cleanup.policy", "compact"));
    assertThat(refusal()).contains("compacted", "cleanup.policy=delete");
  }

  @Test
  void shouldRefuseALogWithoutTheBrokersTime() throws Exception {
    createCaptures(Map.of("message.timestamp.type", "CreateTime"));
    assertThat(refusal()).contains("message.timestamp.type=LogAppendTime");
  }

  private void createCaptures(Map<String, String> config) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", fixture.servers.broker().bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(fixture.topics.captures(), Optional.of(2), Optional.empty())
                      .configs(config)))
          .all()
          .get();
    }
  }

  @Test
  void shouldRefuseAPublicationOfOtherRows() throws Exception {
    String name = "tandem_" + fixture.source;
    fixture.sql("CREATE TABLE others (id int PRIMARY KEY)");
    fixture.sql("CREATE PUBLICATION " + name + " FOR TABLE others");
    assertThat(refusal()).contains("does not hold table public.documents", "--publication");
    fixture.sql(
        "DROP PUBLICATION " + name,
        "CREATE PUBLICATION " + name + " FOR TABLE documents WITH (publish = 'insert')");
    assertThat(refusal()).contains("does not publish both inserts and updates");
    fixture.sql(
        "DROP PUBLICATION " + name,
        "CREATE PUBLICATION " + name + " FOR TABLE documents (id, other)");
    assertThat(refusal()).contains("leaves out a column");
  }

  @Test
  void shouldRefuseASlotWhosePublicationIsGone() throws Exception {
    Fixture.Running running =
        fixture.start("--table=public.documents", "--xml-column=xml", "--until-caught-up");
    assertThat(running.await()).isZero();
    fixture.sql("DROP PUBLICATION tandem_" + fixture.source);
    assertThat(refusal())
        .contains("publication tandem_" + fixture.source + " is not", "collector resnapshot");
  }

  @Test
  void shouldExplainWalLevel(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("wal_level", "replica")
            .setPgBinaryResolver(
                (system, architecture) ->
                    RefusalsIT.class.getResourceAsStream("/postgres-linux-x86_64.txz"))
            .setOverrideWorkingDirectory(folder.toFile())
            .start()) {
      assertThat(refusal("--url=" + address(postgres)))
          .contains("wal_level=replica", "ALTER SYSTEM SET wal_level = logical");
    }
  }

  private static String address(EmbeddedPostgres postgres) {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }
}
