package dev.tandem.streams.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.awaitility.Awaitility;

/**
 * A topology on the shared broker that can be stopped and started again, with its state or without.
 */
final class RunningTopology implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final Properties config = new Properties();
  private final Function<Properties, Topology> topology;
  private final StreamThreadExceptionResponse onFailure;
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private KafkaClientSupplier clients = new DefaultKafkaClientSupplier();
  private KafkaStreams streams;

  /**
   * Not started yet.
   *
   * @param more configuration
   * @param onFailure what becomes of a thread that fails
   */
  RunningTopology(
      String applicationId,
      Path stateDirectory,
      Function<Properties, Topology> topology,
      Map<String, ?> more,
      StreamThreadExceptionResponse onFailure) {
    this.topology = topology;
    this.onFailure = onFailure;
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, BrokerLog.bootstrapServers());
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    config.put(StreamsConfig.mainConsumerPrefix("auto.offset.reset"), "earliest");
    // A thread that dies does not leave its group: so long the others wait for it.
    config.put(StreamsConfig.mainConsumerPrefix("session.timeout.ms"), 6_000);
    config.putAll(more);
  }

  /** With other clients than usual, from the next start on. */
  RunningTopology with(KafkaClientSupplier otherClients) {
    clients = otherClients;
    return this;
  }

  /** Starts it, and waits until it runs. */
  void start() {
    streams = new KafkaStreams(topology.apply(config), config, clients);
    streams.setUncaughtExceptionHandler(
        failure -> {
          failures.add(failure);
          return onFailure;
        });
    streams.start();
    await(() -> streams.state() == KafkaStreams.State.RUNNING);
  }

  /** Stops it in good order. */
  void stop() {
    streams.close(
        CloseOptions.timeout(AT_MOST)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
  }

  /** Deletes the state directory, so that the next start restores everything from the broker. */
  void forgetState() {
    try (Stream<Path> files =
        Files.walk(Path.of(config.getProperty(StreamsConfig.STATE_DIR_CONFIG)))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KafkaStreams streams() {
    return streams;
  }

  /** What has stopped threads so far. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Waits for something the topology does. What ends its threads is among {@link #failures()}. */
  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(AT_MOST)
        .pollInterval(Duration.ofMillis(100))
        .until(condition);
  }

  @Override
  public void close() {
    if (streams != null) {
      stop();
    }
  }
}
