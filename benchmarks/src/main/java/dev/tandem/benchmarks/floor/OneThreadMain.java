package dev.tandem.benchmarks.floor;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.benchmarks.process.Proc;
import dev.tandem.domain.Capture;
import dev.tandem.registry.RegistrySettings;
import dev.tandem.spec.Spec;
import dev.tandem.spec.SpecReader;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.Schemas;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The floor's process: reads so many captures of a log, counts them in one thread and says how it
 * went, as a line of JSON. Arguments: brokers, registry, topic of captures, file of the spec,
 * captures in the log, the broker's process.
 */
final class OneThreadMain {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final String MAX_POLL_RECORDS = "5000";

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final LogFormat format;
  private final HashMapCounter counter;
  private final long brokerPid;
  private Iterator<ConsumerRecord<byte[], byte[]>> polled =
      List.<ConsumerRecord<byte[], byte[]>>of().iterator();
  private long counted;

  private OneThreadMain(
      KafkaConsumer<byte[], byte[]> consumer,
      LogFormat format,
      HashMapCounter counter,
      long brokerPid) {
    this.consumer = consumer;
    this.format = format;
    this.counter = counter;
    this.brokerPid = brokerPid;
  }

  public static void main(String[] args) throws IOException {
    String topic = args[2];
    Spec spec = new SpecReader().read(Path.of(args[3]));
    HashMapCounter counter = new HashMapCounter(spec.counted(), spec.maxFutureMs());
    long captures = Long.parseLong(args[4]);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(args[0])) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      OneThreadMain floor =
          new OneThreadMain(
              consumer,
              new LogFormat(new Schemas(RegistrySettings.of(args[1])), topic),
              counter,
              Long.parseLong(args[5]));
      Reading tenth = floor.count(captures / 10);
      Reading end = floor.count(captures);
      OneThreadReply reply =
          new OneThreadReply(
              tenth,
              end,
              Proc.peakRssMb(ProcessHandle.current().pid()),
              CountsDigest.of(counter.tallies()));
      System.out.println(new ObjectMapper().writeValueAsString(reply));
    }
  }

  private Reading count(long upTo) {
    while (counted < upTo) {
      if (!polled.hasNext()) {
        polled = consumer.poll(POLL).iterator();
      } else if (format.read(polled.next().value()) instanceof Capture capture) {
        counter.add(capture);
        counted++;
      }
    }
    return new Reading(
        counted,
        System.currentTimeMillis(),
        Proc.cpuSeconds(ProcessHandle.current().pid()),
        Proc.cpuSeconds(brokerPid));
  }

  private static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
    Properties settings = new Properties();
    settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
