package dev.tandem.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.localstack.generator.DocumentGenerator;
import dev.tandem.localstack.generator.LoadProfile;
import dev.tandem.localstack.generator.SpreadArrivals;
import dev.tandem.localstack.server.LoginBroker;
import dev.tandem.localstack.topics.ComparedSpec;
import dev.tandem.localstack.topics.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Programs that log in to Kafka, registry and databases leave no password behind: not in state, in
 * topics, in what they print or on their command lines. Another password needs no fresh count.
 */
class SecretsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String USER = "tandem";
  private static final long SEED = 20_261_201;
  private static final int ROWS = 300;

  private final String first = canary();
  private final String second = canary();
  private final String database = canary();
  private final String registry = canary();
  private final Canaries canaries = new Canaries(List.of(first, second, database, registry));

  @TempDir Path folder;
  @TempDir Path secrets;

  @Test
  void shouldLeaveNoPasswordBehindAndResumeWithAnother() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path kafka = secrets.resolve("kafka.properties");
    Path password = Files.writeString(secrets.resolve("password"), database);
    writeLogin(kafka, first);
    assertThat(canaries.in(secrets)).as("what is looked for is found").hasSize(2);
    try (LoginBroker broker = LoginBroker.start(folder.resolve("broker"))) {
      broker.password(USER, first);
      try (Deployment deployment =
          new Deployment(
              "secrets",
              folder,
              ComparedSpec.writeTo(folder),
              Child.Life.SHORT,
              new Brokers(broker.open(), broker.login(), Optional.of(kafka)))) {
        ChangingTable table = new ChangingTable(deployment::connection);
        insert(table, 0);
        Child collector = collector(deployment, "first", password);
        awaitLog(deployment, collector);
        Child run = beamApp(deployment, "first", temporary);
        Child live = streamsApp(deployment);
        HistoryWait.untilSaid(deployment, run, live::check);
        Path state = deployment.folder().resolve("state-beam");
        await().atMost(PATIENCE).until(() -> hasCheckpoint(state));
        assertThat(canaries.inCommandLines()).isEmpty();
        assertClosed(state, state.resolve("checkpoints"), state.resolve("work"));
        assertClosed(deployment.folder().resolve("state-live").resolve("tandem-streams"));
        assertClosed(workFolders(temporary));
        run.kill();
        collector.kill();
        live.kill();
        assertNowhere(deployment);

        broker.password(USER, second);
        Child refused = beamApp(deployment, "refused", temporary);
        assertThat(refused.await(PATIENCE)).as(refused::tail).isEqualTo(2);
        assertThat(refused.hasSaid("--kafka-config")).as(refused::tail).isTrue();
        writeLogin(kafka, second);
        insert(table, ROWS);
        collector(deployment, "second", password);
        Child again = beamApp(deployment, "second", temporary);
        HistoryWait.untilSaid(deployment, again, () -> {});

        assertThat(again.hasSaid("history: goes on from checkpoint ")).as(again::tail).isTrue();
        deployment.close();
        assertNowhere(deployment);
      }
    }
  }

  /** A history side that starts before there is a log ends. */
  private static void awaitLog(Deployment deployment, Child collector) {
    TopicReader reader = new TopicReader(deployment.kafka());
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              collector.check();
              return reader.exists(deployment.topics().captures());
            });
  }

  private void assertNowhere(Deployment deployment) throws IOException {
    assertThat(canaries.in(folder)).isEmpty();
    assertThat(canaries.in(deployment.logs())).isEmpty();
  }

  private static void writeLogin(Path file, String password) throws IOException {
    Files.write(
        file,
        List.of(
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=SCRAM-SHA-512",
            "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
                + " username=\""
                + USER
                + "\" password=\""
                + password
                + "\";"));
  }

  private static Child collector(Deployment deployment, String life, Path password)
      throws IOException {
    return deployment.collector(
        life, deployment.databasePort(), "--password-file", password.toString());
  }

  private Child beamApp(Deployment deployment, String life, Path temporary) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--spec",
                deployment.specFile().toString(),
                "--parallelism",
                "1",
                "--state-dir",
                deployment.folder().resolve("state-beam").toString(),
                "--sink",
                "kafka",
                "--sink",
                deployment.databaseSink()));
    arguments.addAll(deployment.log());
    return deployment.start(
        "beam-app-" + life,
        List.of("-Djava.io.tmpdir=" + temporary, "-jar", Deployment.jar("beam-app").toString()),
        700,
        arguments,
        Map.of(
            "TANDEM_DB_USER",
            deployment.databaseUser(),
            "TANDEM_DB_PASSWORD",
            database,
            "TANDEM_REGISTRY_USER",
            USER,
            "TANDEM_REGISTRY_PASSWORD",
            registry));
  }

  private Child streamsApp(Deployment deployment) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--spec",
                deployment.specFile().toString(),
                "--state-dir",
                deployment.folder().resolve("state-live").toString(),
                "--http-port",
                "0"));
    arguments.addAll(deployment.log());
    return deployment.start(
        "streams-app",
        List.of("-jar", Deployment.jar("streams-app").toString()),
        320,
        arguments,
        Map.of("TANDEM_REGISTRY_USER", USER, "TANDEM_REGISTRY_PASSWORD", registry));
  }

  private static boolean hasCheckpoint(Path state) throws IOException {
    try (Stream<Path> files = Files.walk(state.resolve("checkpoints"))) {
      return files.anyMatch(file -> file.endsWith("_metadata"));
    }
  }

  private static Path[] workFolders(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      Path[] folders =
          files
              .filter(file -> file.getFileName().toString().startsWith("tandem"))
              .toArray(Path[]::new);
      assertThat(folders).isNotEmpty();
      return folders;
    }
  }

  private static void assertClosed(Path... folders) throws IOException {
    for (Path each : folders) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
          .as(each::toString)
          .isEqualTo("rwx------");
    }
  }

  private static void insert(ChangingTable table, long firstIndex) throws Exception {
    DocumentGenerator documents =
        new DocumentGenerator(
            SEED,
            LoadProfile.standard(),
            new SpreadArrivals(SEED, LoadProfile.standard(), Instant.now(), 2L * ROWS));
    try (TableWriter writer =
        new TableWriter(table, documents, firstIndex, new Random(SEED), () -> false)) {
      writer.insert(ROWS);
    }
  }

  private static String canary() {
    return "canary" + UUID.randomUUID().toString().replace("-", "");
  }
}
