package dev.tandem.collector.state;

import dev.tandem.collector.log.KafkaFailures;
import dev.tandem.collector.log.LogException;
import dev.tandem.collector.log.LogSettings;
import dev.tandem.collector.table.Fingerprint;
import dev.tandem.collector.table.KeyRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** One source's part of the compacted topic {@code collector-state}. Thread-safe. */
public final class StateTopic implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  /** As patient as the log's own producer: a broker's restart ends no collector. */
  private static final String PATIENCE_MS = "600000";

  private final LogSettings settings;
  private final TopicPartition partition;
  private final String source;
  private final KafkaConsumer<String, String> consumer;
  private final KafkaProducer<String, String> producer;
  private final StateRecords records;

  private StateTopic(
      LogSettings settings,
      String source,
      KafkaConsumer<String, String> consumer,
      KafkaProducer<String, String> producer) {
    this.settings = settings;
    this.partition = new TopicPartition(settings.topics().collectorState(), 0);
    this.source = source;
    this.consumer = consumer;
    this.producer = producer;
    this.records = new StateRecords(source);
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
  }

  /** Opens it; the topic must be there. */
  public static StateTopic open(LogSettings settings, String source) {
    Map<String, Object> reading = settings.clientProperties();
    // Reads all of it, by itself.
    reading.remove(ConsumerConfig.GROUP_ID_CONFIG);
    reading.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    reading.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    reading.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    Map<String, Object> writing = settings.clientProperties();
    writing.put(ProducerConfig.ACKS_CONFIG, "all");
    writing.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    writing.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
    writing.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
    try {
      return new StateTopic(
          settings,
          source,
          new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer()),
          new KafkaProducer<>(writing, new StringSerializer(), new StringSerializer()));
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "open topic " + settings.topics().collectorState(), e);
    }
  }

  /** What it says now; everything that any collector has had acknowledged is in it. */
  public synchronized SourceState read() {
    try {
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
          records.add(record.key(), Optional.ofNullable(record.value()));
        }
      }
      return records.state();
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "read topic " + partition.topic(), e);
    }
  }

  /**
   * Looks whether the source has been retired since a snapshot of it began.
   *
   * @throws LogException where it has: no engine takes its heartbeats any more
   */
  public void verifyNotRetired(SnapshotState begun) {
    if (read().snapshot().filter(now -> now.follows(begun)).isEmpty()) {
      throw new LogException(
          "source "
              + source
              + " was retired while this collector ran, and no heartbeat of it counts any more:"
              + " where that was meant, leave it stopped; else start it again, and it begins with"
              + " a snapshot");
    }
  }

  /** Writes down which table the source is of. */
  public void register(KnownSource known) {
    await(List.of(send(source, Optional.of(known))));
  }

  /** Begins a snapshot, and forgets those before. */
  public void begin(int snapshot, SnapshotStart start) {
    await(List.of(send(StateKeys.start(source, snapshot), Optional.of(start))));
    List<String> old;
    synchronized (this) {
      old = records.keysBefore(snapshot);
    }
    await(old.stream().<Future<?>>map(key -> send(key, Optional.empty())).toList());
  }

  /**
   * Writes the ranges, and then that these are all of them.
   *
   * @param id told from those of other collectors
   * @param rows an estimate
   */
  public void plan(int snapshot, String id, long rows, List<KeyRange> ranges) {
    List<Future<?>> sent = new ArrayList<>(ranges.size());
    for (int i = 0; i < ranges.size(); i++) {
      sent.add(
          send(
              StateKeys.range(source, snapshot, id, i),
              Optional.of(StateValues.Range.of(ranges.get(i), false))));
    }
    await(sent);
    await(
        List.of(
            send(
                StateKeys.plan(source, snapshot),
                Optional.of(new StateValues.Plan(id, rows, ranges.size())))));
  }

  /** Writes down that all captures of a range are in the log, which they must be. */
  public void finishRange(int snapshot, RangePlan plan, int range) {
    await(
        List.of(
            send(
                StateKeys.range(source, snapshot, plan.id(), range),
                Optional.of(StateValues.Range.of(plan.ranges().get(range), true)))));
  }

  /** Writes down that all ranges are in the log, and that the marks say so. */
  public void finish(int snapshot, long finishedMs) {
    await(
        List.of(
            send(
                StateKeys.finished(source, snapshot),
                Optional.of(new StateValues.Finished(finishedMs)))));
  }

  /** The sources that collectors have begun and not ended, be they at work or not. */
  public synchronized Set<String> sources() {
    SourceState unused = read();
    return records.sources();
  }

  /** Forgets all snapshots: whoever collects the source again begins with one. */
  public void forgetSnapshots() {
    List<String> all;
    synchronized (this) {
      SourceState unused = read();
      all = records.keysBefore(Integer.MAX_VALUE);
    }
    await(all.stream().<Future<?>>map(key -> send(key, Optional.empty())).toList());
  }

  /**
   * Begins to keep the position of a stream.
   *
   * @param writer a name no other collector uses: a position that is behind another's does not take
   *     its place
   */
  public StreamPosition position(SnapshotState snapshot, String writer) {
    String key = StateKeys.position(source, snapshot.number(), writer);
    return new StreamPosition(
        snapshot.start().cluster(),
        snapshot.position(),
        lsn -> send(key, Optional.of(new StateValues.Position(lsn))),
        sent -> await(List.of(sent)));
  }

  /** Writes down a table's fingerprint, up to which nothing of a snapshot was missed. */
  public void vouch(int snapshot, String writer, Fingerprint fingerprint) {
    await(List.of(send(StateKeys.vouched(source, snapshot, writer), Optional.of(fingerprint))));
  }

  /**
   * Begins to keep what a snapshot's stream vouches for.
   *
   * @param first where it begins
   * @param writer a name no other collector uses
   */
  public VouchedTable vouched(int snapshot, Fingerprint first, String writer) {
    return new VouchedTable(first, next -> vouch(snapshot, writer, next));
  }

  private Future<?> send(String key, Optional<?> value) {
    try {
      return producer.send(
          new ProducerRecord<>(
              partition.topic(),
              partition.partition(),
              key,
              value.map(StateValues::format).orElse(null)));
    } catch (KafkaException e) {
      throw KafkaFailures.explain(settings, "write topic " + partition.topic(), e);
    }
  }

  private void await(List<Future<?>> sent) {
    for (Future<?> each : sent) {
      KafkaFailures.await(settings, "write topic " + partition.topic(), each);
    }
  }

  @Override
  public synchronized void close() {
    producer.close();
    consumer.close();
  }
}
