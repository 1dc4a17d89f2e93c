package dev.tandem.collector.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tandem.domain.Capture;
import dev.tandem.domain.Mark;
import dev.tandem.domain.Rejection;
import dev.tandem.wire.LogFormat;
import dev.tandem.wire.RejectionFormat;
import dev.tandem.wire.Schemas;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Appends captures, rejections and marks. What has been appended is in the log once {@link
 * #flush()} has returned. Thread-safe.
 */
public final class CaptureLog implements AutoCloseable {
  /** Large batches: captures are a few hundred bytes and come by the ten thousand a second. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4",
          ProducerConfig.LINGER_MS_CONFIG, "20",
          ProducerConfig.BATCH_SIZE_CONFIG, "262144",
          ProducerConfig.BUFFER_MEMORY_CONFIG, "67108864",
          // Rides out a broker's restart; what is longer stops the collector, which loses nothing.
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "600000",
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "600000");

  private final LogSettings settings;
  private final String source;
  private final int partitions;
  private final Producer<byte[], byte[]> producer;
  private final LogFormat captures;
  private final RejectionFormat rejections;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  CaptureLog(
      LogSettings settings,
      Schemas schemas,
      String source,
      int partitions,
      Producer<byte[], byte[]> producer) {
    this.settings = settings;
    this.source = source;
    this.partitions = partitions;
    this.producer = producer;
    this.captures = new LogFormat(schemas, settings.topics().captures());
    this.rejections = new RejectionFormat(schemas, settings.topics().rejected());
  }

  /**
   * Opens the log of one source.
   *
   * @param partitions of {@code captures}, as {@link LogTopics} found them
   */
  public static CaptureLog open(
      LogSettings settings, Schemas schemas, String source, int partitions) {
    Map<String, Object> properties = settings.clientProperties();
    DEFAULTS.forEach(properties::putIfAbsent);
    properties.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "tandem-collector-" + source);
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    try {
      return new CaptureLog(
          settings,
          schemas,
          source,
          partitions,
          new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "open topic " + settings.topics().captures(), e);
    }
  }

  /** Appends a capture under its key; Kafka's own partitioner places it. */
  public void append(Capture capture) {
    send(
        new ProducerRecord<>(
            settings.topics().captures(), captures.key(capture), captures.write(capture)));
  }

  /** Appends what could not be read, under where it was found. */
  public void append(Rejection rejection) {
    send(
        new ProducerRecord<>(
            settings.topics().rejected(),
            rejection.origin().getBytes(UTF_8),
            rejections.write(rejection)));
  }

  /**
   * Makes sure that all that was appended is in the log, then writes a mark to every partition and
   * makes sure of that.
   *
   * @throws LogException also where the log has other partitions than before
   */
  public void mark(Mark.Kind kind, long timeMs) {
    flush();
    int found = producer.partitionsFor(settings.topics().captures()).size();
    if (found != partitions) {
      throw new LogException(
          String.format(
              "topic %s had %d partitions and now has %d; documents' copies would come apart: begin"
                  + " again with other topics (--topic-prefix)",
              settings.topics().captures(), partitions, found));
    }
    byte[] mark = captures.write(new Mark(source, kind, timeMs, partitions));
    for (int partition = 0; partition < partitions; partition++) {
      send(new ProducerRecord<>(settings.topics().captures(), partition, null, mark));
    }
    flush();
  }

  /**
   * Waits until the broker has everything appended so far.
   *
   * @throws LogException where it did not take something
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback has the same outcome.
  private void send(ProducerRecord<byte[], byte[]> record) {
    throwFailure();
    try {
      producer.send(
          record,
          (metadata, e) -> {
            if (e != null) {
              failure.compareAndSet(null, e);
            }
          });
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "write topic " + record.topic(), e);
    }
  }

  private void throwFailure() {
    Exception e = failure.get();
    if (e != null) {
      throw KafkaFailures.explain(settings, "write topic " + settings.topics().captures(), e);
    }
  }

  /** Sends what is still waiting and closes the connections. */
  @Override
  public void close() {
    producer.close();
  }
}
