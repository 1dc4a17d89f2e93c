package dev.tandem.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tandem.collector.log.LogSettings;
import dev.tandem.collector.log.LogTopics;
import dev.tandem.domain.Capture;
import dev.tandem.domain.LogEntry;
import dev.tandem.domain.Mark;
import dev.tandem.domain.Rejection;
import dev.tandem.localstack.server.LocalServers;
import dev.tandem.localstack.server.Server;
import dev.tandem.localstack.server.SharedServers;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import dev.tandem.wire.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine;

/** A database and topics of one test's own, and collectors that run in this JVM. */
final class Fixture implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_SECONDS = 60;

  final LocalServers servers = SharedServers.with(Server.BROKER, Server.DATABASE, Server.REGISTRY);
  final String source;
  final Topics topics;
  final String url;
  final Connection connection;
  private final List<Running> started = new ArrayList<>();

  Fixture() throws SQLException {
    source = "test_" + NUMBER.incrementAndGet();
    topics = new Topics(source + ".");
    url = servers.database().createDatabase(source);
    connection = connect();
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(url, servers.database().user(), "");
  }

  void sql(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  String query(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  /** The options every run needs, and these. */
  List<String> options(String... more) {
    List<String> options =
        new ArrayList<>(
            List.of(
                "run",
                "--source=" + source,
                "--url=" + url,
                "--user=" + servers.database().user(),
                "--bootstrap-servers=" + servers.broker().bootstrapServers(),
                "--registry=" + servers.registry().url(),
                "--topic-prefix=" + topics.prefix(),
                "--heartbeat-interval=200ms"));
    options.addAll(List.of(more));
    return options;
  }

  /** A collector at work. */
  static final class Running {
    final StopSignal stop = new StopSignal();
    final StringWriter errors = new StringWriter();
    final StringWriter printed = new StringWriter();
    final Map<String, Progress> progress = new ConcurrentHashMap<>();
    CompletableFuture<Integer> code = new CompletableFuture<>();

    int stop() throws Exception {
      stop.give();
      return await();
    }

    int await() throws Exception {
      return code.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Starts a collector; options given later win. */
  Running start(String... more) {
    return start("run", more);
  }

  /** Runs {@code resnapshot} to its end. */
  Running resnapshot(String... more) throws Exception {
    Running running = start("resnapshot", more);
    running.await();
    return running;
  }

  /** Few partitions, as a broker closes each. */
  private Running start(String command, String[] more) {
    List<String> options = options("--partitions=2");
    options.set(0, command);
    options.addAll(List.of(more));
    Running running = new Running();
    CommandLine commandLine =
        CollectorMain.commandLine(
                Map.of(),
                settings -> {
                  Map<CollectorSettings, Progress> sources = new LinkedHashMap<>();
                  for (CollectorSettings source : settings.sources()) {
                    Progress progress =
                        new Progress(source.source(), Clock.systemUTC(), (line, status) -> {});
                    sources.put(source, progress);
                    running.progress.put(source.source(), progress);
                  }
                  Supervisor.ofCollectors(sources, Clock.systemUTC(), running.stop).run();
                },
                running.stop)
            .setOverwrittenOptionsAllowed(true)
            .setErr(new PrintWriter(running.errors, true))
            .setOut(new PrintWriter(running.printed, true));
    running.code =
        CompletableFuture.supplyAsync(
            () -> commandLine.execute(options.toArray(String[]::new)),
            task -> Executors.defaultThreadFactory().newThread(task).start());
    started.add(running);
    return running;
  }

  /** What the partitions of the log hold now, in order. */
  SortedMap<Integer, List<LogEntry>> log() {
    LogFormat format =
        new LogFormat(
            new Schemas(RegistrySettings.of(servers.registry().url())), topics.captures());
    SortedMap<Integer, List<LogEntry>> log = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records(topics.captures())) {
      log.computeIfAbsent(record.partition(), partition -> new ArrayList<>())
          .add(format.read(record.value()));
    }
    return log;
  }

  List<Capture> captures() {
    return log().values().stream()
        .flatMap(List::stream)
        .filter(Capture.class::isInstance)
        .map(Capture.class::cast)
        .toList();
  }

  /** What each capture and each rejection says of its row: {@code key/digest}. */
  Set<String> rowVersions() {
    Set<String> versions = new TreeSet<>();
    captures()
        .forEach(capture -> versions.add(capture.row().key().text() + '/' + capture.digest()));
    rejections()
        .forEach(
            rejection ->
                versions.add(
                    rejection.origin().substring(rejection.origin().lastIndexOf('/') + 1)
                        + '/'
                        + rejection.digest()));
    return versions;
  }

  /** Waits until everything committed so far is in the log, by snapshot and by stream. */
  void awaitDelivery(Running running) throws SQLException {
    long nowMs =
        Long.parseLong(query("SELECT ceil(extract(epoch FROM clock_timestamp()) * 1000)::bigint"));
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .until(() -> running.code.isDone() || delivered(marks(0), nowMs));
    assertThat(running.errors.toString()).isEmpty();
  }

  static boolean delivered(List<Mark> marks, long nowMs) {
    List<Mark.Kind> snapshot =
        marks.stream().map(Mark::kind).filter(kind -> kind != Mark.Kind.HEARTBEAT).toList();
    return !snapshot.isEmpty()
        && snapshot.get(snapshot.size() - 1) == Mark.Kind.SNAPSHOT_FINISHED
        && marks.stream()
            .anyMatch(mark -> mark.kind() == Mark.Kind.HEARTBEAT && mark.timeMs() >= nowMs);
  }

  /**
   * Waits until the collector's slot is there, so that what is committed from now on is streamed.
   */
  void awaitSlot(Running running) {
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .until(
            () ->
                running.code.isDone()
                    || !query(
                            "SELECT count(*) FROM pg_replication_slots WHERE confirmed_flush_lsn"
                                + " IS NOT NULL AND slot_name = 'tandem_"
                                + source
                                + "'")
                        .equals("0"));
  }

  List<Mark> marks(int partition) {
    return log().getOrDefault(partition, List.of()).stream()
        .filter(Mark.class::isInstance)
        .map(Mark.class::cast)
        .toList();
  }

  /** Marks of the snapshot, in the first partition. */
  List<Mark.Kind> snapshotMarks() {
    return marks(0).stream().map(Mark::kind).filter(kind -> kind != Mark.Kind.HEARTBEAT).toList();
  }

  /** How often each row was captured by a snapshot. */
  SortedMap<String, Long> snapshotCaptures() {
    return captures().stream()
        .filter(capture -> capture.position() == 0)
        .collect(
            Collectors.groupingBy(
                capture -> capture.row().key().text(), TreeMap::new, Collectors.counting()));
  }

  /** The log as this fixture's collectors are told of it. */
  LogSettings logSettings() {
    return new LogSettings(
        servers.broker().bootstrapServers(), Map.of(), topics, OptionalInt.of(2), Optional.empty());
  }

  /** Writes a record by hand, to a topic that is there or comes to be. */
  void put(String topic, String key, String value) throws Exception {
    LogTopics.ensure(logSettings());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.broker().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
  }

  List<Rejection> rejections() {
    RejectionFormat format =
        new RejectionFormat(
            new Schemas(RegistrySettings.of(servers.registry().url())), topics.rejected());
    return records(topics.rejected()).stream().map(record -> format.read(record.value())).toList();
  }

  List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers.broker().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      if (!consumer.listTopics().containsKey(topic)) {
        return List.of();
      }
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(POLL).forEach(records::add);
      }
      return records;
    }
  }

  /** Waits until the server has noticed that nobody reads from its slots any more. */
  void awaitFreeSlots() {
    await()
        .atMost(Duration.ofSeconds(PATIENCE_SECONDS))
        .until(
            () ->
                query(
                        "SELECT bool_and(NOT active) IS NOT FALSE FROM pg_replication_slots WHERE"
                            + " database = current_database()")
                    .equals("t"));
  }

  @Override
  public void close() throws Exception {
    for (Running running : started) {
      running.stop();
    }
    awaitFreeSlots();
    // The server has slots for a few dozen tests only.
    sql(
        "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE database ="
            + " current_database()");
    connection.close();
  }
}
