package dev.tandem.benchmarks.rival;

import dev.tandem.wire.Topics;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code streams-app}'s rival: {@link StreamsDslTopology}, exactly once, with {@code streams-app}'s
 * commit interval (Kafka's 100 ms), threads, cache, compression and session timeout.
 *
 * <p>What its user does not get: the quality of captures, why a number is what it is, what expired,
 * rejected captures (the program ends at the first), when a window is closed, windows that are ever
 * forgotten, progress, queries and pushed changes.
 *
 * <p>The topic {@code live-counts} must be there, as the log must.
 *
 * <pre>java -cp 'rival-lib/benchmarks-rivals.jar:streams-app/target/lib/*' \
 *   dev.tandem.benchmarks.rival.StreamsDsl --bootstrap-servers HOST:PORT --registry URL \
 *   --state-dir DIR [--spec FILE] [--topic-prefix PREFIX] [--threads N]</pre>
 */
@Command(
    name = "kafka-streams-dsl",
    description = "Counts the captures log with Kafka Streams' DSL until stopped.",
    mixinStandardHelpOptions = true)
public final class StreamsDsl implements Callable<Integer> {
  private static final long CACHE_BYTES = 64L << 20;
  private static final String SESSION_TIMEOUT_MS = "10000";

  @Mixin private RivalOptions options;

  public static void main(String[] args) {
    System.exit(new CommandLine(new StreamsDsl()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    Topics topics = options.topics();
    StreamsDslTopology topology = new StreamsDslTopology(options.spec(), topics, options.schemas());
    CountDownLatch stopped = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(topology.build(), config())) {
      streams.setUncaughtExceptionHandler(
          failure -> {
            System.err.println("kafka-streams-dsl cannot go on: " + failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.setStateListener(
          (now, before) -> {
            if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
              stopped.countDown();
            }
          });
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () ->
                      streams.close(
                          CloseOptions.groupMembershipOperation(
                              CloseOptions.GroupMembershipOperation.LEAVE_GROUP))));
      streams.start();
      stopped.await();
      return streams.state() == KafkaStreams.State.ERROR ? 1 : 0;
    }
  }

  private Properties config() {
    Properties config = new Properties();
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, options.bootstrapServers());
    config.put(
        StreamsConfig.APPLICATION_ID_CONFIG, options.topics().prefix() + "kafka-streams-dsl");
    config.put(StreamsConfig.STATE_DIR_CONFIG, options.stateDirectory().toString());
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, options.threads());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS);
    config.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    config.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return config;
  }
}
