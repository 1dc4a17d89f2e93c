package dev.tandem.parity;

import dev.tandem.localstack.server.LocalServers;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.localstack.topics.ComparedSpec;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Tandem's programs around one table and one log: broker, database and registry are real, and the
 * programs are those that are shipped. Output goes to {@code target/programs}.
 */
final class Deployment implements AutoCloseable {
  static final int PARTITIONS = 4;

  private final String name;
  private final Path folder;
  private final Path logs;
  private final LocalServers servers;
  private final Brokers brokers;
  private final String jdbcUrl;
  private final Path specFile;
  private final Child.Life lives;
  private final List<Child> children = new ArrayList<>();

  /**
   * Starts the servers.
   *
   * @param name of database, source, application and topics; lower-case letters
   * @param folder for state
   */
  Deployment(String name, Path folder) throws IOException, SQLException {
    this(name, folder, ComparedSpec.writeTo(folder), Child.Life.SHORT);
  }

  /**
   * Starts the servers.
   *
   * @param specFile what is counted
   * @param lives of the programs
   */
  Deployment(String name, Path folder, Path specFile, Child.Life lives)
      throws IOException, SQLException {
    this(
        name,
        folder,
        specFile,
        lives,
        Brokers.open(SharedServers.with(Server.BROKER).broker().bootstrapServers()));
  }

  /**
   * Starts the servers but for the broker.
   *
   * @param brokers where it is
   */
  Deployment(String name, Path folder, Path specFile, Child.Life lives, Brokers brokers)
      throws IOException, SQLException {
    this.name = name;
    this.brokers = brokers;
    this.folder = folder;
    this.logs = Tandem.home().resolve("parity-tests/target/programs").resolve(name);
    Files.createDirectories(logs);
    this.specFile = specFile;
    this.lives = lives;
    this.servers = SharedServers.with(Server.DATABASE, Server.REGISTRY);
    this.jdbcUrl = servers.database().createDatabase(name);
  }

  /** Where programs' output goes. */
  Path logs() {
    return logs;
  }

  /** The file that says what is counted. */
  Path specFile() {
    return specFile;
  }

  /** What is counted. */
  Spec spec() {
    return new SpecReader().read(specFile);
  }

  Connection connection() throws SQLException {
    return DriverManager.getConnection(jdbcUrl, servers.database().user(), "");
  }

  int databasePort() {
    return servers.database().port();
  }

  Topics topics() {
    return new Topics(name + "-");
  }

  Schemas schemas() {
    return new Schemas(RegistrySettings.of(servers.registry().url()));
  }

  /** Settings of a Kafka client. */
  Properties kafka() {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", brokers.ofTests());
    return properties;
  }

  String applicationId() {
    return name + "-streams";
  }

  /** The replication slot that the collector makes. */
  String slot() {
    return "tandem_" + name;
  }

  /**
   * Starts a collector of the table.
   *
   * @param life tells its processes apart
   * @param port where it finds the database
   */
  synchronized Child collector(String life, int port, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--source",
                name,
                "--url",
                jdbcUrl.replaceFirst(":[0-9]+/", ":" + port + "/"),
                "--user",
                servers.database().user(),
                "--table",
                ChangingTable.DOCUMENTS,
                "--key-columns",
                "id",
                "--xml-column",
                "xml",
                "--arrival-column",
                "received_at",
                "--heartbeat-interval",
                "500ms",
                "--partitions",
                Integer.toString(PARTITIONS)));
    arguments.addAll(log());
    arguments.addAll(List.of(more));
    return start("collector-" + life, "collector", 256, arguments);
  }

  /**
   * Starts an instance of the live side.
   *
   * @param instance names its state directory
   * @param life tells its processes apart; its Kafka clients' ids begin with instance and life
   */
  synchronized Child streamsApp(String instance, int life, int port, List<String> more)
      throws IOException {
    Path kafka = folder.resolve(instance + life + ".properties");
    Files.write(
        kafka,
        List.of(
            "client.id=" + instance + life,
            // So soon is it missed when it is killed.
            "session.timeout.ms=6000",
            "heartbeat.interval.ms=1000",
            // It takes tasks over however much of them it has to read first.
            "acceptable.recovery.lag=1000000000"));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--application-id",
                applicationId(),
                "--spec",
                specFile.toString(),
                "--state-dir",
                folder.resolve("state-" + instance).toString(),
                "--http-port",
                Integer.toString(port),
                "--kafka-config",
                kafka.toString()));
    arguments.addAll(log());
    arguments.addAll(more);
    return start("streams-app-" + instance + life, "streams-app", 320, arguments);
  }

  /** The programs of the history side. */
  HistoryPrograms history() {
    return history(registryUrl());
  }

  /** The programs of the history side, which ask the registry at another address. */
  HistoryPrograms history(String registryUrl) {
    return new HistoryPrograms(this, registryUrl);
  }

  /** Where state is kept. */
  Path folder() {
    return folder;
  }

  String registryUrl() {
    return servers.registry().url();
  }

  String databaseUser() {
    return servers.database().user();
  }

  /** The database as {@code --sink} takes it. */
  String databaseSink() {
    return jdbcUrl.substring("jdbc:".length());
  }

  /** What every program of both sides is told of log and registry. */
  List<String> log() {
    return log(registryUrl());
  }

  /** The same, with another address of the registry. */
  List<String> log(String registryUrl) {
    List<String> log =
        new ArrayList<>(
            List.of(
                "--bootstrap-servers",
                brokers.ofPrograms(),
                "--registry",
                registryUrl,
                "--topic-prefix",
                name + "-"));
    brokers.kafkaConfig().ifPresent(file -> log.addAll(List.of("--kafka-config", file.toString())));
    return log;
  }

  /** Starts something that is ended with this. */
  synchronized Child start(
      String child,
      List<String> program,
      int heapMb,
      List<String> arguments,
      Map<String, String> environment)
      throws IOException {
    Child started = Child.start(child, program, heapMb, lives, logs, arguments, environment);
    children.add(started);
    return started;
  }

  private Child start(String child, String module, int heapMb, List<String> arguments)
      throws IOException {
    Child started = Child.start(child, jar(module), heapMb, lives, logs, arguments);
    children.add(started);
    return started;
  }

  /** A program as it is shipped. */
  static Path jar(String module) {
    return Tandem.home().resolve(module).resolve("target").resolve(module + ".jar");
  }

  /** Tells what happened, with the time since the start. */
  static void say(long startedNs, String format, Object... values) {
    System.out.printf(
        Locale.ROOT,
        "%6.1f s  %s%n",
        (System.nanoTime() - startedNs) / 1e9,
        String.format(Locale.ROOT, format, values));
  }

  @Override
  public synchronized void close() {
    children.forEach(Child::close);
  }
}
