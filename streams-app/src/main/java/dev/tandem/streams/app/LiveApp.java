package dev.tandem.streams.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.registry.RegistryException;
import dev.tandem.streams.changes.ChangeHub;
import dev.tandem.streams.instances.GroupLease;
import dev.tandem.streams.instances.Heartbeats;
import dev.tandem.streams.instances.LocalStores;
import dev.tandem.streams.monitoring.Monitoring;
import dev.tandem.streams.query.QueryServer;
import dev.tandem.streams.query.Reported;
import dev.tandem.streams.topology.ActiveTasks;
import dev.tandem.streams.topology.CaptureFailedException;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.topology.LiveSettings;
import dev.tandem.streams.topology.LiveTopology;
import dev.tandem.streams.topology.StopAtError;
import dev.tandem.streams.topology.TallyListeners;
import dev.tandem.streams.why.LogReader;
import dev.tandem.wire.Schemas;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live side, running: waits for the log, creates its topics, counts, answers queries, until it
 * is closed.
 */
final class LiveApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final String SESSION_TIMEOUT_MS = "10000";
  private static final ObjectMapper JSON = JsonMapper.create();

  private final AppSettings settings;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  LiveApp(AppSettings settings) {
    this.settings = settings;
  }

  /** Runs until closed, or until it cannot go on; then it throws why. */
  void run() throws InterruptedException {
    refuseAnotherSpec();
    HttpSettings http = settings.http();
    try (Monitoring monitoring = new Monitoring();
        QueryServer server = new QueryServer(settings.spec(), JSON, monitoring, http.reachable())) {
      HostInfo self =
          new HostInfo(http.reachableHost(), http.advertisedPort().orElse(server.port()));
      LOG.info("queries at http://{}:{}", self.host(), self.port());
      Optional<Integer> partitions = prepareTopics();
      if (partitions.isPresent()) {
        count(server, monitoring, self, partitions.get());
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the live side cannot go on: " + rootMessage(failure.get()), failure.get());
    }
  }

  private Optional<Integer> prepareTopics() throws InterruptedException {
    try (Admin admin = Admin.create(adminConfig())) {
      LiveTopics topics = new LiveTopics(admin, settings.topics());
      Optional<Integer> partitions = topics.awaitCaptures(() -> !closing.get());
      if (partitions.isPresent()) {
        topics.create(partitions.get());
      }
      return partitions;
    }
  }

  private void count(QueryServer server, Monitoring monitoring, HostInfo self, int partitions)
      throws InterruptedException {
    LiveFormats formats = LiveFormats.of(new Schemas(settings.registry()), settings.topics());
    ActiveTasks active = new ActiveTasks();
    ChangeHub changes = new ChangeHub();
    Properties config = streamsConfig(self);
    StateDirectory state = new StateDirectory(settings.stateDirectory(), settings.applicationId());
    state.create();
    Topology topology =
        LiveTopology.build(
            new LiveSettings(
                settings.spec(),
                settings.topics(),
                partitions,
                settings.counting().onError(),
                new ReportedWidth(settings.kafka(), settings.topics(), partitions)),
            formats,
            new TallyListeners(List.of(changes, monitoring.freshness())),
            active,
            config);
    GroupLease lease = new GroupLease(sessionTimeoutMs(config));
    try (KafkaStreams streams = new KafkaStreams(topology, config);
        Heartbeats heartbeats = new Heartbeats(streams, lease, LiveApp::monotonicMs);
        LogReader log =
            new LogReader(
                settings.kafka(),
                formats.log(),
                settings.topics().captures(),
                LiveApp::monotonicMs)) {
      state.restrict();
      streams.setUncaughtExceptionHandler(this::giveUp);
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
              stopped.countDown();
            }
          });
      LocalStores stores =
          new LocalStores(streams, self, active, () -> lease.isHeld(monotonicMs()));
      Serving serving = new Serving(settings.spec(), JSON, partitions, LiveApp::monotonicMs);
      Reported reported = new Reported(streams, formats, partitions);
      server.ready(serving.backend(streams, self, stores, formats, reported, changes, log));
      monitoring.watch(streams, serving.readings(stores, active, reported));
      streams.start();
      LOG.info(
          "counting {} metrics from {} ({} partitions) on {} threads",
          settings.spec().metrics().size(),
          settings.topics().captures(),
          partitions,
          settings.threads());
      stopped.await();
      changes.close();
      // Left at once, the group need not wait for a session to time out before the next start.
      if (!streams.close(
          CloseOptions.timeout(CLOSE_TIMEOUT)
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))) {
        LOG.warn(
            "some threads did not stop within {}; what they had not committed is counted again at"
                + " the next start",
            CLOSE_TIMEOUT);
      }
    }
  }

  private static long sessionTimeoutMs(Properties config) {
    Object timeout =
        new StreamsConfig(config)
            .getMainConsumerConfigs(config.getProperty(StreamsConfig.APPLICATION_ID_CONFIG), "", 0)
            .get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    return Long.parseLong(String.valueOf(timeout));
  }

  private static long monotonicMs() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void refuseAnotherSpec() throws InterruptedException {
    try (Admin admin = Admin.create(adminConfig())) {
      SpecGate.pass(
          settings.spec(),
          settings.applicationId(),
          new CountedSoFar(admin, adminConfig(), settings.applicationId()).metricIds(),
          settings.counting().acceptGoneMetrics());
    }
  }

  private StreamThreadExceptionResponse giveUp(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("a stream thread failed: {}", rootMessage(cause));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null
        && !(root instanceof CaptureFailedException)
        && !(root instanceof RegistryException)) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private Properties adminConfig() {
    Properties config = new Properties();
    config.putAll(settings.kafka());
    return config;
  }

  private Properties streamsConfig(HostInfo self) {
    Properties config = adminConfig();
    // After a crash its partitions answer with 503 for so long.
    config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    config.put(StreamsConfig.APPLICATION_SERVER_CONFIG, self.host() + ':' + self.port());
    config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    StopAtError.addTo(config);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return config;
  }

  /** Stops counting and waits for nothing: {@link #run()} returns when all is closed. */
  @Override
  public void close() {
    closing.set(true);
    stopped.countDown();
  }
}
