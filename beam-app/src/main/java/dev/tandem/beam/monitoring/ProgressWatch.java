package dev.tandem.beam.monitoring;

import dev.tandem.beam.pipeline.HistoryPipeline;
import dev.tandem.beam.source.LogSource;
import dev.tandem.wire.ProgressFormat;
import dev.tandem.wire.ProgressFormat.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows what the history side says of its progress, wherever it runs. */
public final class ProgressWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressWatch.class);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ProgressFormat format;
  private final Consumer<byte[], byte[]> consumer;
  private final ConcurrentSkipListMap<Integer, Progress> latest = new ConcurrentSkipListMap<>();
  private final Thread thread = new Thread(this::follow, "progress watch");

  private ProgressWatch(ProgressFormat format, Consumer<byte[], byte[]> consumer) {
    this.format = format;
    this.consumer = consumer;
  }

  /** Begins to follow. */
  public static ProgressWatch start(LogSource source) {
    String topic = source.registry().topics().progress();
    Map<String, Object> config = source.clientConfig();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(topic)
        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    ProgressWatch watch = new ProgressWatch(source.registry().progressFormat(), consumer);
    watch.thread.setDaemon(true);
    watch.thread.start();
    return watch;
  }

  /** The latest by partition; that of all partitions is {@link ProgressFormat#ALL_PARTITIONS}. */
  public SortedMap<Integer, Progress> latest() {
    return new TreeMap<>(latest);
  }

  private void follow() {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          Progress progress = format.read(record.value());
          if (progress.engine().equals(HistoryPipeline.ENGINE)) {
            latest.put(progress.partition(), progress);
          }
        }
      }
    } catch (WakeupException e) {
      LOG.debug("no longer followed");
    } catch (KafkaException e) {
      LOG.warn("progress can no longer be followed; /metrics keeps what it was", e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
