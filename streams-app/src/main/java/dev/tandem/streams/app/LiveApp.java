package dev.tandem.streams.app;

import dev.tandem.streams.query.Answers;
import dev.tandem.streams.query.QueryServer;
import dev.tandem.streams.topology.LiveFormats;
import dev.tandem.streams.topology.LiveSettings;
import dev.tandem.streams.topology.LiveTopology;
import dev.tandem.streams.topology.TallyListener;
import dev.tandem.wire.Schemas;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live side, running: waits for the log, creates its topics, counts, answers queries, until it
 * is closed.
 */
final class LiveApp implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveApp.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final long CACHE_BYTES = 64L << 20;

  private final AppSettings settings;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  LiveApp(AppSettings settings) {
    this.settings = settings;
  }

  /** Runs until closed, or until it cannot go on; then it throws why. */
  void run() throws InterruptedException {
    Optional<Integer> partitions;
    try (Admin admin = Admin.create(adminConfig())) {
      LiveTopics topics = new LiveTopics(admin, settings.topics());
      partitions = topics.awaitCaptures(() -> !closing.get());
      if (partitions.isEmpty()) {
        return;
      }
      topics.create(partitions.get());
    }
    LiveFormats formats = LiveFormats.of(new Schemas(settings.registry()), settings.topics());
    Topology topology =
        LiveTopology.build(
            new LiveSettings(settings.spec(), settings.topics(), partitions.get()),
            formats,
            TallyListener.NONE,
            streamsConfig());
    try (KafkaStreams streams = new KafkaStreams(topology, streamsConfig())) {
      streams.setUncaughtExceptionHandler(this::giveUp);
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
              stopped.countDown();
            }
          });
      Answers answers = new Answers(streams, settings.spec(), formats, partitions.get());
      try (QueryServer server =
          new QueryServer(answers, settings.httpHost(), settings.httpPort())) {
        streams.start();
        LOG.info(
            "counting {} metrics from {} ({} partitions) on {} threads; queries at {}",
            settings.spec().metrics().size(),
            settings.topics().captures(),
            partitions.get(),
            settings.threads(),
            server.address());
        stopped.await();
      }
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
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the live side cannot go on: " + rootMessage(failure.get()), failure.get());
    }
  }

  private StreamThreadExceptionResponse giveUp(Throwable cause) {
    failure.compareAndSet(null, cause);
    LOG.error("a stream thread failed: {}", rootMessage(cause));
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private Properties adminConfig() {
    Properties config = new Properties();
    config.putAll(settings.kafka());
    return config;
  }

  private Properties streamsConfig() {
    Properties config = adminConfig();
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
    config.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
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
